/** Others may shout: more than this is not listened to, packets in a second. */
const mostInOneSecond = 100;
/** The same peer for the same torrent is told of once in this time, ms. */
const sameAgainMs = 60_000;
const maxRemembered = 2_000;

/** Keeps a loud or hostile network from keeping us busy. */
export interface HearingLimit {
  /** Whether one more packet is read at all. */
  mayRead(nowMs: number): boolean;
  /** Whether this has not been told of lately. */
  isNew(what: string, nowMs: number): boolean;
}

export function makeHearingLimit(): HearingLimit {
  let second = 0;
  let inThisSecond = 0;
  const toldAtMs = new Map<string, number>();
  return {
    mayRead(nowMs) {
      const now = Math.floor(nowMs / 1_000);
      inThisSecond = now === second ? inThisSecond + 1 : 1;
      second = now;
      return inThisSecond <= mostInOneSecond;
    },
    isNew(what, nowMs) {
      const before = toldAtMs.get(what);
      if (before !== undefined && nowMs - before < sameAgainMs) return false;
      toldAtMs.delete(what);
      toldAtMs.set(what, nowMs);
      const [oldest] = toldAtMs.keys();
      if (toldAtMs.size > maxRemembered && oldest !== undefined) toldAtMs.delete(oldest);
      return true;
    },
  };
}
