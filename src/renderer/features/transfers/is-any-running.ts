import type { Torrent } from '#shared/contract/torrent.ts';

/** Pause if anything of it runs, else resume: what the space bar does. */
export function isAnyRunning(torrents: readonly Torrent[]): boolean {
  return torrents.some(({ state }) => state !== 'paused' && state !== 'missing' && state !== 'error');
}
