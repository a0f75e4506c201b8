interface Upload {
  /** Null: none. */
  readonly uploadLimitBps: number | null;
  /** What all peers together take now. */
  readonly takenBps: number;
}

/** So few that each gets enough to be worth something in return. */
const minSlots = 4;
const maxSlots = 30;
/** One more for each so many bytes a second: what a home connection gives one peer. */
const bytesForOne = 512 * 1024;

/** How many peers are served at a time: more when there is more to give. */
export function slotCount({ uploadLimitBps, takenBps }: Upload): number {
  const rate = uploadLimitBps === null ? takenBps : Math.min(uploadLimitBps, 2 * takenBps + bytesForOne);
  return Math.min(maxSlots, minSlots + Math.floor(rate / bytesForOne));
}
