import type { BatteryRule, DesktopSettings, NewsKind } from '#shared/contract/desktop-settings.ts';

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
  onBattery: 'Solange der Computer mit Akku läuft',
  onBatteryHint: 'Sobald er wieder am Netz hängt, ist alles wie zuvor.',
  battery: {
    'carry-on': 'Weitermachen wie immer',
    alternative: 'Die alternativen Grenzen verwenden',
    pause: 'Alles warten lassen',
  } satisfies Record<BatteryRule, string>,
  opensMagnets: 'Magnet-Links mit Warren öffnen',
  opensMagnetsHint:
    'Wird jetzt beim System erbeten und nie wieder: Ein Programm, das sie später übernimmt, behält sie. Für .torrent-Dateien wählst du Warren in der Dateiverwaltung unter „Öffnen mit“.',
  offersClipboard: 'Magnet-Links anbieten, die du kopierst',
  offersClipboardHint:
    'Sieht in die Zwischenablage, wenn dieses Fenster nach vorn kommt. Aus: Sie wird nicht gelesen. Was gelesen wird, bleibt hier.',
  news: 'Mir sagen, wenn Warren nicht vorn ist',
  notifies: {
    finished: 'Ein Download ist fertig',
    failed: 'Eine Übertragung oder der Netzwerkteil hat von selbst angehalten',
    network: 'Ein Netzwerk wurde geschlossen oder ist wieder offen',
    exposure: 'Andere sehen etwas, das verborgen sein sollte',
  } satisfies Record<NewsKind, string>,
} as const;
