import type { EngineOptions } from '#shared/contract/engine-door.ts';
import type { TransferOptions } from '#shared/contract/torrent.ts';
import { lowerLimit } from '#shared/domain/bandwidth/lower-limit.ts';
import type { Limiter } from '../transfer/limiter/index.ts';

export type SpeedLimits = Pick<TransferOptions, 'downloadLimitBps' | 'uploadLimitBps'>;

/** The limits of all torrents of the process: those of its profile, below its part of those of the whole app. */
export interface ProcessLimits {
  readonly down: Limiter;
  readonly up: Limiter;
  /** The lower of the two; null: none. */
  uploadLimitBps(): number | null;
  /** Its part of the limits of the whole app. */
  set(part: SpeedLimits): void;
}

interface ProcessLimitParts {
  makeLimiter(limitBps: number | null, parent?: Limiter): Limiter;
  readonly options: Pick<EngineOptions, 'downloadLimitBps' | 'uploadLimitBps'>;
}

export function limitProcess({ makeLimiter, options }: ProcessLimitParts): ProcessLimits {
  const ofApp = { down: makeLimiter(null), up: makeLimiter(null) };
  let uploadPart: number | null = null;

  return {
    down: makeLimiter(options.downloadLimitBps ?? null, ofApp.down),
    up: makeLimiter(options.uploadLimitBps ?? null, ofApp.up),
    uploadLimitBps: () => lowerLimit(options.uploadLimitBps ?? null, uploadPart),
    set({ downloadLimitBps, uploadLimitBps }) {
      ofApp.down.setLimit(downloadLimitBps);
      ofApp.up.setLimit(uploadLimitBps);
      uploadPart = uploadLimitBps;
    },
  };
}
