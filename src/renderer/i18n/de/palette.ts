import { itemKindNames } from './library.ts';

/** The search over everything. */
export const palette = {
  how: 'Zum Suchen tippen. Auf und Ab wählen, Eingabe öffnet.',
  results: 'Ergebnisse',
  none: 'Nichts heißt „{text}“.',
  goTo: 'Gehe zu',
  group: {
    library: 'Bibliothek',
    transfers: 'Übertragungen',
    commands: 'Befehle',
    settings: 'Einstellungen',
  },
  kind: itemKindNames,
  keys: { move: 'wählen', open: 'öffnen', play: 'abspielen', close: 'schließen' },
  to: {
    music: 'Musik',
    artists: 'Interpreten',
    tracks: 'Titel',
    video: 'Video',
    shows: 'Serien',
    lists: 'Listen',
    transfers: 'Übertragungen',
    privacy: 'Privatsphäre',
    settings: 'Einstellungen',
  },
  do: {
    add: 'Torrent hinzufügen …',
    share: 'Datei oder Ordner teilen …',
    addFolder: 'Ordner in die Bibliothek aufnehmen …',
    scan: 'Bibliothek durchsuchen lassen',
    newList: 'Neue Liste …',
    newRule: 'Neue Liste nach Regel …',
    shortcuts: 'Tastenkürzel',
  },
} as const;
