import type { TorrentOptions } from '#shared/contract/torrent.ts';
import type { SeedingGoal } from '#shared/domain/seeding/goal.ts';

/** What was set for one torrent there, where Warren has the same. */
export type Wishes = Pick<TorrentOptions, 'downloadLimitBps' | 'uploadLimitBps' | 'seedingGoal'>;

/** What a torrent may have; more is meant as none (contract/torrent.ts). */
const maxRatio = 1_000_000;
const maxMinutes = 100_000_000;

/** Bytes per second; null where it is none: clients write 0 or -1 for that. */
export function limitOf(bps: unknown): number | null {
  if (typeof bps !== 'number' || !Number.isFinite(bps)) return null;
  const whole = Math.round(bps);
  return whole > 0 && Number.isSafeInteger(whole) ? whole : null;
}

interface Goal {
  /** Undefined: what holds for all there, which is not taken over. Null: none. */
  readonly ratio: number | null | undefined;
  readonly minutes: number | null | undefined;
}

/** Null: as all of Warren's. Whatever is done there when it is met, here it is paused: nothing leaves the list unasked. */
export function goalOf({ ratio, minutes }: Goal): SeedingGoal | null {
  if (ratio === undefined && minutes === undefined) return null;
  return {
    ratio: ratio != null && ratio >= 0 && ratio <= maxRatio ? ratio : null,
    minutes: minutes != null && minutes >= 0 && minutes <= maxMinutes ? Math.round(minutes) : null,
    whenMet: 'pause',
  };
}

/** From seconds. */
export function seededMsOf(seconds: unknown): number {
  const isTime = typeof seconds === 'number' && seconds > 0 && seconds <= maxMinutes * 60;
  return isTime ? Math.round(seconds * 1000) : 0;
}
