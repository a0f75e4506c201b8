import type { ImportFault } from '#shared/domain/import-client.ts';

export const imports = {
  title: 'Aus einem anderen Client',
  intro:
    'Hol herüber, was qBittorrent, Transmission oder Deluge hat: Torrents, Ordner, Mengen. Dateien bleiben, wo sie liegen, und am anderen Client wird nichts geändert.',
  begin: 'Aus einem anderen Client übernehmen …',
  card: {
    title: 'Aus einem anderen Client übernehmen',
    text: 'Beende zuerst den anderen Client: Zwei Programme dürfen nicht in dieselben unfertigen Dateien schreiben.',
    client: 'Programm',
    folder: 'Ordner, den es verwendet',
    folderHint:
      'Wo der Client seine Einstellungen und die Liste der Torrents hat, nicht wo deine Dateien liegen.',
    folderPlaceholder: 'Sein üblicher Ort',
    notFound: 'Am üblichen Ort wurde kein anderer Client gefunden. Sag, welchen Ordner er verwendet.',
    look: 'Nachsehen, was da ist',
    reading: 'Wird gelesen … bisher {count} Torrent | Wird gelesen … bisher {count} Torrents',
    none: 'Darin sind keine Torrents.',
    list: 'Torrents von {client}',
    chooseAll: 'Alle, die herüberkommen können',
    chosen: '{chosen} von {total} gewählt',
    profile: 'Netzwerk',
    pauseUnfinished: 'Unfertige warten',
    pauseUnfinishedHint: 'Sie laden weiter, wenn du sie fortsetzt.',
    forecast: 'Wer davon erfährt',
    checked:
      'Zuerst werden alle Dateien geprüft. Nichts wird ungefragt neu geladen, und nichts wird überschrieben.',
    go: '{count} übernehmen | {count} übernehmen',
    back: 'Ein anderer Client',
  },
  columns: { name: 'Bezeichnung', size: 'Größe', state: 'Zustand dort', files: 'Was daraus wird' },
  states: {
    complete: 'vollständig',
    unfinished: '{percent} da',
    magnet: 'nur ein Link',
    paused: '{state}, angehalten',
  },
  verdicts: {
    ready: 'Kommt herüber',
    'files-missing': 'Kommt ohne seine Dateien herüber',
    'already-there': 'Schon hier',
    refused: 'Bleibt dort',
  },
  more: '{count} weiteren zeigen | {count} weitere zeigen',
  missingText: 'Seine Dateien sind nicht in {path}. Nichts wird ungefragt neu geladen.',
  labels: 'Nicht übernommen: Etiketten {labels}',
  faults: {
    unreadable: 'Die Datei des anderen Clients lässt sich nicht lesen.',
    damaged: 'Was der andere Client aufgeschrieben hat, ist beschädigt.',
    'no-description': 'Der andere Client hat seine .torrent-Datei verloren.',
    'v2-only': 'Es ist ein Torrent nach BitTorrent v2, den Warren noch nicht verwenden kann.',
    unusable: 'Warren lehnt diesen Torrent ab: Größe, Namen oder Dateien ergeben keinen Sinn.',
    'other-system': 'Sein Ordner ist keiner dieses Computers.',
    'renamed-outside': 'Seine Dateien bekamen Namen, die nicht unter seinem Ordner liegen.',
    'unfinished-names':
      'Seine unfertigen Dateien haben eine eigene Endung. Lass es dort fertig werden, oder schalte die Endung ab.',
    'path-in-use': 'Ein Torrent, der schon hier ist, verwendet dieselben Dateien.',
  } satisfies Record<ImportFault, string>,
  running: {
    title: 'Wird übernommen …',
    progress: '{done} von {total}',
    stop: 'Abbrechen',
    stopped: 'Abgebrochen. Was herüberkam, bleibt; übernimm noch einmal, um weiterzumachen.',
  },
  done: {
    title: 'Übernommen',
    taken: '{count} Torrent kam herüber | {count} Torrents kamen herüber',
    there: '{count} war schon hier | {count} waren schon hier',
    refused: '{count} bleibt, wo er ist | {count} bleiben, wo sie sind',
    checking: 'Ihre Dateien werden geprüft. Dann werden sie geteilt wie zuvor.',
    remarks: 'Einen Blick wert',
  },
} as const;
