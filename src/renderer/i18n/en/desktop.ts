import type { DesktopSettings, NewsKind } from '#shared/contract/desktop-settings.ts';

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
  news: 'Tell me when Warren is not in front',
  notifies: {
    finished: 'A download has finished',
    failed: 'A transfer or the network part has stopped by itself',
    network: 'A network has shut or is open again',
    exposure: 'Others see something that was to be hidden',
  } satisfies Record<NewsKind, string>,
} as const;
