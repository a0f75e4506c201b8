import type { Notice } from '#shared/contract/notice.ts';
import type { GoalAction } from '#shared/domain/seeding/goal.ts';

export const notices = {
  label: 'Hinweise',
  more: 'und {count} weiterer | und {count} weitere',
  dismissAll: 'Alle ausblenden',
  show: 'Anzeigen',
  dismissNamed: 'Ausblenden: {what}',
  title: {
    'engine-restarted': 'Der Netzwerkteil wurde neu gestartet',
    'engine-failed': 'Der Netzwerkteil startet nicht',
    'settings-set-aside': 'Die Einstellungen waren nicht lesbar',
    'catalog-restored': 'Die Liste der Übertragungen wurde wiederhergestellt',
    'catalog-set-aside': 'Die Liste der Übertragungen war nicht lesbar',
    'library-restored': 'Die Bibliothek wurde wiederhergestellt',
    'library-set-aside': 'Die Bibliothek war nicht lesbar',
    'folder-not-watched': 'Ein Ordner wird nicht ständig beobachtet',
    'scan-failed': 'Ein Ordner wurde nicht bis zum Ende durchsucht',
    'listen-port-taken': 'Ein anderes Programm belegt den Port',
    'torrent-finished': 'Fertig',
    'torrent-failed': 'Eine Übertragung wurde gestoppt',
    'goal-met': 'Ein Ziel beim Verteilen ist erreicht',
    'profile-shut': 'Ein Netzwerk wurde geschlossen',
    'profile-open': 'Ein Netzwerk ist wieder offen',
    'left-the-door': 'Eine Verbindung war nicht an ihr Netzwerk gebunden, darum wurden alle beendet',
  } satisfies Record<Notice['code'], string>,
  /** The same told in full; of a code that is not here only the core knows, and says it in English. */
  text: {
    'engine-restarted':
      'Er blieb unerwartet stehen. Er wurde neu gestartet; deine Übertragungen laufen von selbst weiter.',
    'engine-failed':
      'Er bleibt immer wieder stehen. Nichts ist verloren; Warren versucht es jede halbe Minute.',
    'listen-port-taken':
      'Port {wanted} wird von einem anderen Programm verwendet; Peers erreichen Warren bis zum nächsten Start über Port {port}.',
    'torrent-finished': '{name} ist vollständig.',
    'torrent-failed': '{name}: {why}',
    'profile-shut':
      '„{profile}“: {why}. {count} Übertragung steht still; nichts geht hinaus, und nichts ist verloren. | „{profile}“: {why}. {count} Übertragungen stehen still; nichts geht hinaus, und nichts ist verloren.',
    'profile-open':
      '„{profile}“ ist wieder offen, über „{interface}“. Die Übertragungen laufen von selbst weiter.',
    'settings-set-aside':
      'Sie wurden als {file} beiseitegelegt, und Warren beginnt mit den üblichen. Übertragungen warten, bis du für jede ein Netzwerk wählst; „{profile}“ lässt sie jedes verwenden.',
    'catalog-restored':
      'Sie war beschädigt und wurde als {file} beiseitegelegt; die letzte Sicherung ist an ihre Stelle getreten. Torrents, die seitdem dazukamen, müssen vielleicht noch einmal hinzugefügt werden.',
    'catalog-set-aside':
      'Sie war beschädigt und wurde als {file} beiseitegelegt, und Warren beginnt mit einer leeren. Die .torrent-Dateien deiner Torrents liegen noch im Datenordner.',
    'library-restored':
      'Sie war beschädigt und wurde als {file} beiseitegelegt; die letzte Sicherung ist an ihre Stelle getreten.',
    'library-set-aside':
      'Sie war beschädigt und wurde als {file} beiseitegelegt, und Warren beginnt mit einer leeren: Füge deine Ordner wieder hinzu. Die Dateien selbst sind, wie sie waren.',
    'folder-not-watched': '{path} wird alle zehn Minuten durchgesehen. {cause}',
    'scan-failed': '{path} ließ sich nicht bis zum Ende durchsuchen. Was gelesen wurde, bleibt.',
    'goal-met': '{name} hat das Ziel beim Verteilen erreicht. {consequence}',
  } satisfies Partial<Record<Notice['code'], string>>,
  /** Where a kind of notice has more than one thing to say. */
  settingsRestored:
    'Sie wurden als {file} beiseitegelegt; die zuletzt gespeicherten sind an ihre Stelle getreten.',
  goal: {
    pause: 'Die Übertragung wurde angehalten; setze sie fort, damit sie weitergeht.',
    limit: 'Sie geht mit einer niedrigen Grenze beim Hochladen weiter.',
    remove: 'Sie steht nicht mehr in der Liste; ihre Dateien bleiben.',
  } satisfies Record<GoalAction, string>,
  notWatched: {
    tooMany: 'Darin sind mehr Ordner, als sich beobachten lassen.',
    silent: 'Der Datenträger meldet keine Änderungen.',
  },
} as const;
