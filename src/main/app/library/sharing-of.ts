import type { LiveTorrent } from '../torrents/live-torrent.ts';

/** `halted`: it was shared, and its transfer has stopped by itself. */
export type Sharing = 'none' | 'sharing' | 'at-risk' | 'as-before' | 'halted';

/** Undefined: what was true last still is, as far as anybody can tell now. */
export function sharingOf({ state, figures, stored }: LiveTorrent): Sharing | undefined {
  switch (state) {
    case 'queued':
    case 'checking':
      return undefined;
    case 'seeding':
      return (figures?.otherSeeds ?? 0) > 0 ? 'sharing' : 'at-risk';
    case 'downloading':
    case 'paused':
    case 'blocked':
      return 'none';
    case 'missing':
    case 'error':
      // A download that failed on its way was never shared.
      return stored.completedAt === null ? 'none' : 'halted';
    default:
      return state satisfies never;
  }
}

/** Before anything is known of it. */
export function sharingAtFirst({ stored }: LiveTorrent): Sharing {
  return stored.isPaused || stored.completedAt === null ? 'none' : 'as-before';
}
