/** Bytes per second, smoothed over about two seconds, from a counter that only grows. */
export interface Rate {
  /** Call at a steady beat. */
  sample(totalBytes: number, nowMs: number): number;
}

const smoothingMs = 2_000;

export function makeRate(): Rate {
  let lastTotal = 0;
  let lastMs: number | undefined;
  let bps = 0;
  return {
    sample(totalBytes, nowMs) {
      if (lastMs !== undefined && nowMs > lastMs) {
        const elapsedMs = nowMs - lastMs;
        const current = ((totalBytes - lastTotal) * 1000) / elapsedMs;
        const weight = 1 - Math.exp(-elapsedMs / smoothingMs);
        bps += (current - bps) * weight;
        // An exponential never ends; nobody needs the last byte per second.
        if (bps < 1) bps = 0;
      }
      lastTotal = totalBytes;
      lastMs = nowMs;
      return Math.round(bps);
    },
  };
}
