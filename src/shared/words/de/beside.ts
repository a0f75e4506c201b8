import type { NewsKind } from '#shared/contract/desktop-settings.ts';
import type { Shield } from '#shared/contract/exposure.ts';
import type { TorrentState } from '#shared/domain/torrent-state.ts';
import type { ShortcutWish } from '#shared/contract/shell.ts';
import type { Ending } from '#shared/contract/when-done.ts';

/** What the desktop app says beside its page: in the tray, in notifications, in menus and questions of the system. */
export const beside = {
  tray: {
    open: 'Warren öffnen',
    pauseAll: 'Alle anhalten',
    resumeAll: 'Alle fortsetzen',
    events: 'Letzte Ereignisse',
    quit: 'Warren beenden',
    nothing: 'Nichts ist unterwegs',
    /** Listed one after another. */
    transfers: {
      downloading: '{count} lädt | {count} laden',
      seeding: '{count} verteilt | {count} verteilen',
      checking: '{count} wird geprüft | {count} werden geprüft',
      queued: '{count} wartet | {count} warten',
      paused: '{count} angehalten | {count} angehalten',
      blocked: '{count} blockiert | {count} blockiert',
      missing: '{count} mit fehlenden Dateien | {count} mit fehlenden Dateien',
      error: '{count} durch einen Fehler gestoppt | {count} durch einen Fehler gestoppt',
    } satisfies Record<TorrentState, string>,
    shield: {
      unknown: 'Noch war niemand in Kontakt',
      hidden: 'Niemand sieht eine Adresse dieses Computers',
      open: 'Andere sehen deine Adresse; dieses Netzwerk verbirgt sie nicht',
      warning: 'Es gibt etwas anzusehen',
      alarm: 'Etwas wird gesehen, das verborgen sein sollte',
    } satisfies Record<Shield['state'], string>,
    offline: 'Dieser Computer hat kein Netzwerk',
    /** A network and how it stands. */
    door: '{profile}: {stands}',
    shut: 'geschlossen, nichts geht hinaus; {why}',
    shutUnknown: 'geschlossen, nichts geht hinaus',
    /** The first line when the pointer rests on the picture. */
    title: {
      paused: 'Warren: angehalten',
      protected: 'Warren: geschützt',
      alarm: 'Warren: bitte ansehen',
      offline: 'Warren: kein Netzwerk',
    },
  },
  news: {
    dead: 'Nichts antwortet mehr',
    alive: 'Es antwortet wieder',
    alarm: 'Andere sehen, was verborgen sein sollte',
    warning: 'Es gibt etwas anzusehen',
    many: {
      finished: '{count} Download ist fertig | {count} Downloads sind fertig',
      failed:
        '{count} Übertragung hat von selbst angehalten | {count} Übertragungen haben von selbst angehalten',
      network: 'Netzwerke haben sich {count} Mal geändert | Netzwerke haben sich {count} Mal geändert',
      exposure: '{count} Sache anzusehen: wer dich sieht | {count} Dinge anzusehen: wer dich sieht',
    } satisfies Record<NewsKind, string>,
    more: 'und {count} weitere | und {count} weitere',
  },
  closing: {
    question: 'Soll Warren weiterlaufen, wenn sein Fenster geschlossen ist?',
    detail:
      'Im Infobereich teilt und lädt es weiter. Siehst du dort nichts davon, starte Warren noch einmal: Sein Fenster kommt zurück. In den Einstellungen kannst du das ändern.',
    keep: 'Weiterlaufen lassen',
    quit: 'Beenden',
    cancel: 'Abbrechen',
  },
  whenDone: {
    title: 'Alles ist angekommen',
    soon: {
      quit: 'Warren endet in einer Minute. Klicke hier, um es aufzuhalten.',
      sleep: 'Der Computer schläft in einer Minute ein. Klicke hier, um es aufzuhalten.',
      'shut-down': 'Der Computer fährt in einer Minute herunter. Klicke hier, um es aufzuhalten.',
    } satisfies Record<Ending, string>,
  },
  shortcuts: {
    'add-link': 'Link hinzufügen…',
    'pause-all': 'Alle anhalten',
    'open-library': 'Bibliothek öffnen',
  } satisfies Record<ShortcutWish, string>,
  unreadable: { what: '„{name}“ ließ sich nicht lesen.', then: 'Nichts wurde hinzugefügt.' },
  atLogin: {
    notOn: 'Warren startet nicht, wenn du dich anmeldest.',
    notOff: 'Warren startet weiterhin, wenn du dich anmeldest.',
    then: 'Das System ließ sich nicht umstellen ({file}).',
  },
  magnets: {
    notOn: 'Magnet-Links werden nicht mit Warren geöffnet.',
    notOnThen:
      'Das System ließ sich nicht umstellen. Seine eigenen Einstellungen vielleicht: Sieh bei den Standardprogrammen nach.',
    notOff: 'Magnet-Links werden weiterhin mit Warren geöffnet.',
    notOffLinux:
      'Unter Linux kann ein Programm sie nicht zurückgeben. Wähle in den Einstellungen des Systems ein anderes dafür.',
    notOffThen:
      'Das System ließ sich nicht umstellen. Wähle in seinen Einstellungen ein anderes Programm dafür.',
  },
  cannotStart: 'Warren kann nicht starten',
  menu: {
    about: 'Über Warren',
    services: 'Dienste',
    hide: 'Warren ausblenden',
    hideOthers: 'Andere ausblenden',
    showAll: 'Alle einblenden',
    file: 'Datei',
    closeWindow: 'Fenster schließen',
    edit: 'Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    delete: 'Löschen',
    selectAll: 'Alles auswählen',
    view: 'Ansicht',
    reload: 'Seite neu laden',
    developerTools: 'Entwicklerwerkzeuge',
    actualSize: 'Originalgröße',
    zoomIn: 'Größer',
    zoomOut: 'Kleiner',
    fullScreen: 'Vollbild',
    window: 'Fenster',
    minimize: 'Minimieren',
    zoomWindow: 'Zoomen',
    toFront: 'Alle nach vorne bringen',
  },
} as const;
