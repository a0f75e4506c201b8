import type { LiveTorrent } from '../torrents/live-torrent.ts';

/**
 * Whether somebody still waits for it. Seeding is never over, so it does not count; nor does what goes on by a word of the
 * user only. What is held back by a network that is shut, the queue or the battery comes by itself one day, so it counts.
 */
export function isUnderWay({
  state,
  stored,
}: Pick<LiveTorrent, 'state'> & { readonly stored: Progress }): boolean {
  switch (state) {
    case 'downloading':
    case 'checking':
      return !stored.isPaused;
    case 'queued':
    case 'blocked':
      return !stored.isPaused && !isWhole(stored);
    case 'seeding':
    case 'paused':
    case 'missing':
    case 'error':
      return false;
    default:
      return state satisfies never;
  }
}

type Progress = Pick<LiveTorrent['stored'], 'isPaused' | 'hasInfo' | 'doneBytes' | 'wantedBytes'>;

function isWhole({ hasInfo, doneBytes, wantedBytes }: Progress): boolean {
  return hasInfo && doneBytes >= wantedBytes;
}
