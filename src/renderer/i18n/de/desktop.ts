import type { BatteryRule, DesktopSettings, NewsKind } from '#shared/contract/desktop-settings.ts';
import type { Ending } from '#shared/contract/when-done.ts';

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
  ending: {
    title: 'Wenn alles angekommen ist',
    hint: 'Einmal, für das, was jetzt und bis dahin unterwegs ist. Seeden hält es nicht auf. Vorher zählt Warren von 60 Sekunden herunter, und du kannst es aufhalten.',
    nothing: 'Weitermachen wie immer',
    choice: {
      quit: 'Warren beenden',
      sleep: 'Den Computer schlafen legen',
      'shut-down': 'Den Computer herunterfahren',
    } satisfies Record<Ending, string>,
    waits: {
      quit: 'Warren endet, wenn alles angekommen ist.',
      sleep: 'Der Computer schläft ein, wenn alles angekommen ist.',
      'shut-down': 'Der Computer fährt herunter, wenn alles angekommen ist.',
    } satisfies Record<Ending, string>,
    soon: {
      quit: 'Alles ist angekommen. Warren endet in {seconds} Sekunde. | Alles ist angekommen. Warren endet in {seconds} Sekunden.',
      sleep:
        'Alles ist angekommen. Der Computer schläft in {seconds} Sekunde ein. | Alles ist angekommen. Der Computer schläft in {seconds} Sekunden ein.',
      'shut-down':
        'Alles ist angekommen. Der Computer fährt in {seconds} Sekunde herunter. | Alles ist angekommen. Der Computer fährt in {seconds} Sekunden herunter.',
    } satisfies Record<Ending, string>,
    refused: {
      quit: 'Warren ließ sich nicht beenden.',
      sleep: 'Das System ließ den Computer nicht einschlafen. Alles geht weiter.',
      'shut-down': 'Das System ließ den Computer nicht herunterfahren. Alles geht weiter.',
    } satisfies Record<Ending, string>,
    takeBack: 'Aufhalten',
    understood: 'In Ordnung',
  },
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
