import { itemKindNames } from './library.ts';

/** The search over everything. */
export const palette = {
  how: 'Type to search. Up and down choose, Enter opens.',
  results: 'Results',
  none: 'Nothing is called “{text}”.',
  goTo: 'Go to',
  group: { library: 'Library', transfers: 'Transfers', commands: 'Commands', settings: 'Settings' },
  kind: itemKindNames,
  keys: { move: 'choose', open: 'open', play: 'play', close: 'close' },
  to: {
    music: 'Music',
    artists: 'Artists',
    tracks: 'Tracks',
    video: 'Video',
    shows: 'Shows',
    lists: 'Lists',
    transfers: 'Transfers',
    privacy: 'Privacy',
    settings: 'Settings',
  },
  do: {
    add: 'Add a torrent…',
    share: 'Share a file or folder…',
    addFolder: 'Add a folder to the library…',
    scan: 'Scan the library',
    newList: 'New list…',
    newRule: 'New list by rule…',
    shortcuts: 'Keyboard shortcuts',
  },
} as const;
