import type { BatteryRule, DesktopSettings, NewsKind } from '#shared/contract/desktop-settings.ts';
import type { Ending } from '#shared/contract/when-done.ts';

/** What Warren does beside its window; only the desktop app has it. */
export const desktop = {
  title: 'This computer',
  whenClosed: 'When you close the window',
  whenClosedHint: 'In the tray Warren goes on sharing and downloading.',
  closing: {
    ask: 'Ask me',
    tray: 'Keep running in the tray',
    quit: 'Quit Warren',
  } satisfies Record<DesktopSettings['whenClosed'], string>,
  startsAtLogin: 'Start when you log in',
  startsAtLoginHint: 'Without its window: Warren begins in the tray.',
  keepsAwake: 'Keep the computer awake while something is transferred',
  keepsAwakeHint:
    'Its display may still go dark. Off: it sleeps as it always does, and transfers go on after it.',
  onBattery: 'While the computer runs on its battery',
  onBatteryHint: 'As soon as it is plugged in again, everything is as before.',
  battery: {
    'carry-on': 'Carry on as always',
    alternative: 'Use the alternative limits',
    pause: 'Let everything wait',
  } satisfies Record<BatteryRule, string>,
  ending: {
    title: 'When everything has arrived',
    hint: 'Once, for what is on its way now and until then. Seeding does not hold it up. Before it happens Warren counts down from 60 seconds, and you can stop it.',
    nothing: 'Go on as always',
    choice: {
      quit: 'Quit Warren',
      sleep: 'Send the computer to sleep',
      'shut-down': 'Shut the computer down',
    } satisfies Record<Ending, string>,
    waits: {
      quit: 'Warren quits when everything has arrived.',
      sleep: 'The computer goes to sleep when everything has arrived.',
      'shut-down': 'The computer shuts down when everything has arrived.',
    } satisfies Record<Ending, string>,
    soon: {
      quit: 'Everything has arrived. Warren quits in {seconds} second. | Everything has arrived. Warren quits in {seconds} seconds.',
      sleep:
        'Everything has arrived. The computer goes to sleep in {seconds} second. | Everything has arrived. The computer goes to sleep in {seconds} seconds.',
      'shut-down':
        'Everything has arrived. The computer shuts down in {seconds} second. | Everything has arrived. The computer shuts down in {seconds} seconds.',
    } satisfies Record<Ending, string>,
    refused: {
      quit: 'Warren could not be quit.',
      sleep: 'The system did not let the computer go to sleep. Everything goes on.',
      'shut-down': 'The system did not let the computer shut down. Everything goes on.',
    } satisfies Record<Ending, string>,
    takeBack: 'Stop that',
    understood: 'All right',
  },
  opensMagnets: 'Open magnet links with Warren',
  opensMagnetsHint:
    'Asked of the system now, and never again: a program that takes them later keeps them. For .torrent files choose Warren at “Open with” in the file manager.',
  offersClipboard: 'Offer magnet links that you copy',
  offersClipboardHint:
    'Looks into the clipboard when this window comes to the front. Off: it is not read. What is read stays here.',
  news: 'Tell me when Warren is not in front',
  notifies: {
    finished: 'A download has finished',
    failed: 'A transfer or the network part has stopped by itself',
    network: 'A network has shut or is open again',
    exposure: 'Others see something that was to be hidden',
  } satisfies Record<NewsKind, string>,
} as const;
