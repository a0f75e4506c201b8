import { lowerLimit } from '#shared/domain/bandwidth/lower-limit.ts';
import type { Limiter } from '../transfer/limiter/index.ts';
import type { SpeedLimits } from './limit-process.ts';
import type { Premises } from './premises.ts';

/** The limits of one torrent, below those of all torrents of the process. */
export interface TorrentLimits {
  readonly down: Limiter;
  readonly up: Limiter;
  /** The lower of its own and those of all; null: none. */
  uploadLimitBps(): number | null;
  set(limits: SpeedLimits): void;
}

export function limitTorrent({ limits, makeLimiterBelow }: Premises, first: SpeedLimits): TorrentLimits {
  const down = makeLimiterBelow(limits.down, first.downloadLimitBps);
  const up = makeLimiterBelow(limits.up, first.uploadLimitBps);
  let own = first.uploadLimitBps;

  return {
    down,
    up,
    uploadLimitBps: () => lowerLimit(own, limits.uploadLimitBps()),
    set({ downloadLimitBps, uploadLimitBps }) {
      down.setLimit(downloadLimitBps);
      up.setLimit(uploadLimitBps);
      own = uploadLimitBps;
    },
  };
}
