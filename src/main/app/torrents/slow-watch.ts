import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LiveTorrent } from './live-torrent.ts';

/** Which torrents run without moving anything to speak of. */
export interface SlowWatch {
  /** Looks at how fast they are now; to be called every few seconds. */
  look(torrents: readonly LiveTorrent[]): void;
  isSlow(torrent: LiveTorrent): boolean;
}

/** Less is next to nothing, bytes per second. What peers say to each other without moving data stays below. */
const slowBps = 2_048;
/** So long it has to last: peers must be found first, and come and go, ms. */
const slowAfterMs = 60_000;

export function makeSlowWatch({ clock }: { readonly clock: Pick<Clock, 'monotonicMs'> }): SlowWatch {
  /** When each that runs last moved something, or began. */
  const awakeMs = new Map<InfoHash, number>();
  let slow = new Set<InfoHash>();

  return {
    look(torrents) {
      const nowMs = clock.monotonicMs();
      const slowNow = new Set<InfoHash>();
      for (const { stored, state, figures } of torrents) {
        const { infoHash } = stored;
        if (state !== 'downloading' && state !== 'seeding') {
          awakeMs.delete(infoHash);
          continue;
        }
        const bps = state === 'downloading' ? figures?.downloadBps : figures?.uploadBps;
        const since = awakeMs.get(infoHash);
        if (since === undefined || (bps ?? 0) > slowBps) awakeMs.set(infoHash, nowMs);
        else if (nowMs - since >= slowAfterMs) slowNow.add(infoHash);
      }
      const there = new Set(torrents.map(({ stored }) => stored.infoHash));
      for (const infoHash of awakeMs.keys()) if (!there.has(infoHash)) awakeMs.delete(infoHash);
      slow = slowNow;
    },
    isSlow: ({ stored, state }) =>
      (state === 'downloading' || state === 'seeding') && slow.has(stored.infoHash),
  };
}
