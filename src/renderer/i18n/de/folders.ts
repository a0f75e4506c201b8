import type { ProblemCode } from '#shared/domain/library/media-facts.ts';

export const folders = {
  takesDownloads: 'Fertig Geladenes aufnehmen',
  takesDownloadsHint:
    'Musik und Videos im Download-Ordner kommen in die Bibliothek, sobald sie vollständig sind.',
  intro: 'Warren sucht in diesen Ordnern nach Musik und Videos. An ihrem Inhalt ändert es nie etwas.',
  none: 'Noch kein Ordner.',
  list: 'Ordner der Bibliothek',
  path: 'Ordner',
  pathPlaceholder: '/home/du/Musik',
  pathBrowser: 'Gib an, wo er auf dem Computer liegt, auf dem Warren läuft. Ein Browser verrät das nicht.',
  needsPath: 'Gib einen Ordner an.',
  notThere: 'Zurzeit nicht da: ein Laufwerk, das nicht angeschlossen ist? Nichts davon wird vergessen.',
  videos: '{count} Video | {count} Videos',
  missing: '{count} fehlt | {count} fehlen',
  broken: '{count} nicht mehr, was geteilt wurde | {count} nicht mehr, was geteilt wurde',
  neverScanned: 'Noch nicht durchsucht',
  lastScan: 'Durchsucht {time}',
  do: {
    add: 'Ordner aufnehmen …',
    scan: 'Jetzt durchsuchen',
    cancelScan: 'Suche stoppen',
    scanOne: '{path} durchsuchen',
    removeOne: '{path} herausnehmen',
    forget: '{count} fehlende Datei vergessen … | {count} fehlende Dateien vergessen …',
  },
  add: {
    title: 'Ordner in die Bibliothek aufnehmen',
    text: 'Warren durchsucht ihn nach Musik und Videos. Nichts darin wird verändert und nichts geteilt.',
    confirm: 'Aufnehmen',
  },
  remove: {
    title: 'Diesen Ordner aus der Bibliothek nehmen?',
    text: 'Was in {path} liegt, wird nicht mehr gezeigt. Die Dateien bleiben, wo sie sind.',
    forget: 'Auch Zählungen und Plätze in Listen vergessen',
    forgetHint: 'Aus: Sie sind wieder da, wenn der Ordner wieder aufgenommen wird.',
    confirm: 'Herausnehmen',
  },
  forget: {
    title: 'Fehlende Dateien vergessen?',
    text: 'Dateien, die nicht mehr auf dem Datenträger sind, verlassen die Bibliothek, mit ihren Zählungen und Plätzen in Listen. Das lässt sich nicht rückgängig machen. Schließe Laufwerke vorher an.',
    confirm: 'Vergessen',
  },
  arrived: {
    title: 'Was soll aus „{name}“ werden?',
    text: 'So oder so bleibt es, wo es ist.',
    keep: 'In die Bibliothek aufnehmen',
    keepText: 'um abzuspielen und zu finden, was darin ist',
    share: 'Teilen',
    shareText: 'mit anderen',
  },
  scan: {
    label: 'Ordner werden durchsucht',
    counting: 'Sucht Medien, bisher {count} Datei | Sucht Medien, bisher {count} Dateien',
    reading: 'Liest {done} von {found}',
    left: 'noch {time}',
    over: 'Die Suche ist fertig: {count} neue Datei | Die Suche ist fertig: {count} neue Dateien',
    cancelled:
      'Die Suche wurde gestoppt; {count} Datei kam hinzu | Die Suche wurde gestoppt; {count} Dateien kamen hinzu',
    failed:
      '{count} Datei war nicht lesbar. Einstellungen, Bibliothek nennt sie. | {count} Dateien waren nicht lesbar. Einstellungen, Bibliothek nennt sie.',
  },
  problems: {
    title: 'Dateien, die nicht lesbar waren',
    text: 'Sie bleiben, wie sie sind. Die nächste Suche versucht es wieder.',
    none: 'Jede Datei war lesbar.',
    count: '{count} Problem | {count} Probleme',
  },
  problem: {
    unreadable: 'Lässt sich nicht öffnen.',
    empty: 'Leer.',
    damaged: 'Beschädigt.',
    'not-media': 'Nicht, was ihr Name sagt.',
    'took-too-long': 'Dauerte zu lange.',
    'cover-too-large': 'Ihr Titelbild ist zu groß.',
    'bad-playlist': 'Keine lesbare Liste.',
  } satisfies Record<ProblemCode, string>,
  done: {
    added: '{path} wird durchsucht',
    removed: '{path} ist nicht mehr in der Bibliothek',
    forgotten: '{count} fehlende Datei vergessen | {count} fehlende Dateien vergessen',
  },
} as const;
