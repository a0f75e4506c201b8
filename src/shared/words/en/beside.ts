import type { NewsKind } from '#shared/contract/desktop-settings.ts';
import type { Shield } from '#shared/contract/exposure.ts';
import type { TorrentState } from '#shared/domain/torrent-state.ts';
import type { ShortcutWish } from '#shared/contract/shell.ts';
import type { Ending } from '#shared/contract/when-done.ts';

/** What the desktop app says beside its page: in the tray, in notifications, in menus and questions of the system. */
export const beside = {
  tray: {
    open: 'Open Warren',
    pauseAll: 'Pause all',
    resumeAll: 'Resume all',
    events: 'Last events',
    quit: 'Quit Warren',
    nothing: 'Nothing is on its way',
    /** Listed one after another. */
    transfers: {
      downloading: '{count} downloading | {count} downloading',
      seeding: '{count} seeding | {count} seeding',
      checking: '{count} being checked | {count} being checked',
      queued: '{count} waiting | {count} waiting',
      paused: '{count} paused | {count} paused',
      blocked: '{count} blocked | {count} blocked',
      missing: '{count} with missing files | {count} with missing files',
      error: '{count} stopped by an error | {count} stopped by an error',
    } satisfies Record<TorrentState, string>,
    shield: {
      unknown: 'Nobody has been in contact yet',
      hidden: 'Nobody sees an address of this computer',
      open: 'Others see your address; this network does not hide it',
      warning: 'There is something to look at',
      alarm: 'Something is seen that was to be hidden',
    } satisfies Record<Shield['state'], string>,
    offline: 'This computer has no network',
    /** A network and how it stands. */
    door: '{profile}: {stands}',
    shut: 'shut, nothing leaves; {why}',
    shutUnknown: 'shut, nothing leaves',
    /** The first line when the pointer rests on the picture. */
    title: {
      paused: 'Warren: paused',
      protected: 'Warren: protected',
      alarm: 'Warren: look at this',
      offline: 'Warren: no network',
    },
  },
  news: {
    dead: 'Nothing answers any more',
    alive: 'It answers again',
    alarm: 'Others see what was to be hidden',
    warning: 'There is something to look at',
    many: {
      finished: '{count} download has finished | {count} downloads have finished',
      failed: '{count} transfer has stopped by itself | {count} transfers have stopped by themselves',
      network: 'Networks have changed {count} time | Networks have changed {count} times',
      exposure: '{count} thing to look at: who can see you | {count} things to look at: who can see you',
    } satisfies Record<NewsKind, string>,
    more: 'and {count} more | and {count} more',
  },
  closing: {
    question: 'Keep Warren running when its window is closed?',
    detail:
      'In the tray it goes on sharing and downloading. If you see no sign of it there, start Warren again: its window comes back. You can change this in the settings.',
    keep: 'Keep running',
    quit: 'Quit',
    cancel: 'Cancel',
  },
  whenDone: {
    title: 'Everything has arrived',
    soon: {
      quit: 'Warren quits in a minute. Click here to stop it.',
      sleep: 'The computer goes to sleep in a minute. Click here to stop it.',
      'shut-down': 'The computer shuts down in a minute. Click here to stop it.',
    } satisfies Record<Ending, string>,
  },
  /** At the icon: the jump list of Windows, the dock of macOS. */
  shortcuts: {
    'add-link': 'Add a link…',
    'pause-all': 'Pause all',
    'open-library': 'Open the library',
  } satisfies Record<ShortcutWish, string>,
  unreadable: { what: '“{name}” could not be read.', then: 'Nothing was added.' },
  atLogin: {
    notOn: 'Warren will not start when you log in.',
    notOff: 'Warren will still start when you log in.',
    then: 'The system did not let it be changed ({file}).',
  },
  magnets: {
    notOn: 'Magnet links are not opened with Warren.',
    notOnThen: 'The system did not let it be changed. Its own settings may: look for default applications.',
    notOff: 'Magnet links are still opened with Warren.',
    notOffLinux:
      'On Linux a program cannot give them back. Choose another one for them in the settings of the system.',
    notOffThen: 'The system did not let it be changed. Choose another program for them in its settings.',
  },
  cannotStart: 'Warren cannot start',
  menu: {
    about: 'About Warren',
    services: 'Services',
    hide: 'Hide Warren',
    hideOthers: 'Hide others',
    showAll: 'Show all',
    file: 'File',
    closeWindow: 'Close window',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    delete: 'Delete',
    selectAll: 'Select all',
    view: 'View',
    reload: 'Load the page anew',
    developerTools: 'Developer tools',
    actualSize: 'Actual size',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    fullScreen: 'Full screen',
    window: 'Window',
    minimize: 'Minimise',
    zoomWindow: 'Zoom',
    toFront: 'Bring all to the front',
  },
} as const;
