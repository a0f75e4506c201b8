import type { TorrentOptions } from '#shared/contract/torrent.ts';
import type { Limiter } from '../transfer/limiter/index.ts';
import type { Premises } from './premises.ts';

type Limits = Pick<TorrentOptions, 'downloadLimitBps' | 'uploadLimitBps'>;

/** The limits of one torrent, below those of all torrents of the process. */
export interface TorrentLimits {
  readonly down: Limiter;
  readonly up: Limiter;
  /** The lower of its own and that of all; null: none. */
  uploadLimitBps(): number | null;
  set(limits: Limits): void;
}

export function limitTorrent({ limits, makeLimiterBelow, options }: Premises, first: Limits): TorrentLimits {
  const down = makeLimiterBelow(limits.down, first.downloadLimitBps);
  const up = makeLimiterBelow(limits.up, first.uploadLimitBps);
  let own = first.uploadLimitBps;

  return {
    down,
    up,
    uploadLimitBps() {
      const ofAll = options.uploadLimitBps ?? null;
      return own === null || ofAll === null ? (own ?? ofAll) : Math.min(own, ofAll);
    },
    set({ downloadLimitBps, uploadLimitBps }) {
      down.setLimit(downloadLimitBps);
      up.setLimit(uploadLimitBps);
      own = uploadLimitBps;
    },
  };
}
