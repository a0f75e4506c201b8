import type { DesktopSettings, NewsKind } from '#shared/contract/desktop-settings.ts';

/** What Warren does beside its window; only the desktop app has it. */
export const desktop = {
  title: 'Dieser Computer',
  whenClosed: 'Wenn du das Fenster schließt',
  whenClosedHint: 'Im Infobereich teilt und lädt Warren weiter.',
  closing: {
    ask: 'Mich fragen',
    tray: 'Im Infobereich weiterlaufen',
    quit: 'Warren beenden',
  } satisfies Record<DesktopSettings['whenClosed'], string>,
  startsAtLogin: 'Beim Anmelden starten',
  startsAtLoginHint: 'Ohne Fenster: Warren beginnt im Infobereich.',
  keepsAwake: 'Den Computer wach halten, solange etwas übertragen wird',
  keepsAwakeHint:
    'Der Bildschirm darf trotzdem dunkel werden. Aus: Er schläft wie immer, und Übertragungen gehen danach weiter.',
  news: 'Mir sagen, wenn Warren nicht vorn ist',
  notifies: {
    finished: 'Ein Download ist fertig',
    failed: 'Eine Übertragung oder der Netzwerkteil hat von selbst angehalten',
    network: 'Ein Netzwerk wurde geschlossen oder ist wieder offen',
    exposure: 'Andere sehen etwas, das verborgen sein sollte',
  } satisfies Record<NewsKind, string>,
} as const;
