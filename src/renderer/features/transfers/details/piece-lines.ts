import type { PieceMap } from '#shared/contract/torrent.ts';

/** Stretches of equal share, so that a line of 2,000 is drawn with as few rectangles as it has changes. */
export interface Run {
  readonly from: number;
  readonly to: number;
  /** 0–1 */
  readonly share: number;
}

/** Neighbours that look the same (within one of `steps` tones) become one. */
export function runsOf(shares: readonly number[], steps: number): Run[] {
  const runs: Run[] = [];
  for (const [index, share] of shares.entries()) {
    // What is not whole must not look whole, and what is not empty must not look empty.
    const tone =
      share >= 1 ? 1 : share <= 0 ? 0 : Math.min(steps - 1, Math.max(1, Math.round(share * steps))) / steps;
    const last = runs.at(-1);
    if (last?.share === tone) runs[runs.length - 1] = { ...last, to: index + 1 };
    else runs.push({ from: index, to: index + 1, share: tone });
  }
  return runs;
}

/** Availability as 0–1: beyond this many copies more does not matter. */
const plentyOfCopies = 5;

export function availabilityShares({ availability }: Pick<PieceMap, 'availability'>): number[] {
  return availability.map((copies) => Math.min(1, copies / plentyOfCopies));
}

/** How many connected peers have the rarest stretch. */
export function rarest({ availability }: Pick<PieceMap, 'availability'>): number {
  return availability.length === 0 ? 0 : Math.floor(Math.min(...availability));
}
