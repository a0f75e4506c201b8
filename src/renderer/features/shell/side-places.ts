import IconLibrary from '~icons/lucide/library';
import IconLists from '~icons/lucide/list-music';
import IconMusic from '~icons/lucide/music';
import IconPrivacy from '~icons/lucide/shield';
import IconSettings from '~icons/lucide/settings';
import IconTransfers from '~icons/lucide/arrow-down-up';
import IconVideo from '~icons/lucide/clapperboard';
import type { Component } from 'vue';
import type { MessageKey } from '../../i18n/index.ts';

export interface SidePlace {
  readonly to: string;
  readonly name: MessageKey;
  readonly icon: Component;
  readonly keys?: string;
  /** Addresses that begin so belong to it, too. */
  readonly covers?: readonly string[];
  readonly parts?: readonly SidePlace[];
}

/** Where the side bar leads. */
export const sidePlaces: readonly SidePlace[] = [
  {
    to: '/library',
    name: 'shell.library',
    icon: IconLibrary,
    keys: 'Alt+1',
    parts: [
      {
        to: '/library/music',
        name: 'shell.music',
        icon: IconMusic,
        covers: ['/library/music', '/library/album', '/library/artist'],
      },
      {
        to: '/library/video',
        name: 'shell.video',
        icon: IconVideo,
        covers: ['/library/video', '/library/show'],
      },
      {
        to: '/library/lists',
        name: 'shell.lists',
        icon: IconLists,
        covers: ['/library/lists', '/library/playlist'],
      },
    ],
  },
  { to: '/transfers', name: 'shell.transfers', icon: IconTransfers, keys: 'Alt+2' },
  { to: '/privacy', name: 'shell.privacy', icon: IconPrivacy, keys: 'Alt+3' },
  { to: '/settings', name: 'shell.settings', icon: IconSettings, keys: 'Alt+4' },
];
