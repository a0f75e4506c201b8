import type { Notice } from '#shared/contract/api.ts';

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
    'profile-shut': 'Ein Netzwerk wurde geschlossen',
    'profile-open': 'Ein Netzwerk ist wieder offen',
    'left-the-door': 'Eine Verbindung war nicht an ihr Netzwerk gebunden, darum wurden alle beendet',
  } satisfies Record<Notice['code'], string>,
} as const;
