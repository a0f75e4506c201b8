/** How fast something flows, as a mean over the last seconds. */
export interface RateMeter {
  add(bytes: number): void;
  readonly bps: number;
}

/** One slot a quarter of a second, three seconds in all: quick to follow, and calm enough to read. */
const slotMs = 250;
const slotCount = 12;

export function makeRateMeter({ nowMs }: { readonly nowMs: () => number }): RateMeter {
  const slots = new Float64Array(slotCount);
  let current = 0;
  let sum = 0;
  const firstSlot = Math.floor(nowMs() / slotMs);
  current = firstSlot;

  /** Empties the slots that time has passed over. */
  function advance(): void {
    const now = Math.floor(nowMs() / slotMs);
    const passed = Math.min(now - current, slotCount);
    for (let step = 1; step <= passed; step++) {
      const at = (current + step) % slotCount;
      sum -= slots[at] ?? 0;
      slots[at] = 0;
    }
    if (passed > 0) current = now;
  }

  return {
    add(bytes) {
      advance();
      slots[current % slotCount] = (slots[current % slotCount] ?? 0) + bytes;
      sum += bytes;
    },
    get bps() {
      advance();
      // What has just begun is not spread over a time in which it was not there.
      const slotsSeen = Math.min(slotCount, current - firstSlot + 1);
      return (sum * 1_000) / (slotsSeen * slotMs);
    },
  };
}
