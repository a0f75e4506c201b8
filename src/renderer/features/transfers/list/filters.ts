import type { TorrentState } from '#shared/domain/torrent-state.ts';
import type { Torrent } from '#shared/contract/torrent.ts';

export const stateFilters = ['all', 'downloading', 'seeding', 'paused', 'attention'] as const;
export type StateFilter = (typeof stateFilters)[number];

/** Under which of the filters a torrent is found, beside `all`. */
export function filterOf({
  state,
  completedAt,
}: Pick<Torrent, 'state' | 'completedAt'>): Exclude<StateFilter, 'all'> {
  switch (state) {
    case 'downloading':
    case 'seeding':
    case 'paused':
      return state;
    case 'queued':
    case 'checking':
      // On its way to one of the two.
      return completedAt === null ? 'downloading' : 'seeding';
    case 'blocked':
    case 'missing':
    case 'error':
      return 'attention';
    default:
      return state satisfies never;
  }
}

/** Whether something is wrong that a person should see. */
export function needsAttention(state: TorrentState): boolean {
  return filterOf({ state, completedAt: null }) === 'attention';
}

export function countByFilter(torrents: Iterable<Torrent>): Record<StateFilter, number> {
  const counts = { all: 0, downloading: 0, seeding: 0, paused: 0, attention: 0 };
  for (const torrent of torrents) {
    counts.all++;
    counts[filterOf(torrent)]++;
  }
  return counts;
}

/** Every word of the text must be somewhere in the name; a whole infohash finds its torrent. */
export function matcher(text: string, filter: StateFilter): (torrent: Torrent) => boolean {
  const words = text.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  return (torrent) => {
    if (filter !== 'all' && filterOf(torrent) !== filter) return false;
    if (words.length === 0) return true;
    const name = torrent.name.toLocaleLowerCase();
    return words.every(
      (word) => name.includes(word) || (word.length >= 8 && torrent.infoHash.startsWith(word)),
    );
  };
}
