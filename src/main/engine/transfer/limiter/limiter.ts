/** A limit on bytes per second, shared fairly by whoever joins it. */
export interface Limiter {
  /** Null: none. */
  setLimit(limitBps: number | null): void;
  /** @param wake called when it is this share's turn again */
  join(wake: () => void): LimiterShare;
}

/** One peer's part of a limiter, in one direction. */
export interface LimiterShare {
  /** To send `bytes` now. @returns 0: not now, wake() comes later; else `bytes` */
  take(bytes: number): number;
  /** `bytes` have come in. @returns whether more may be read now; if not, wake() comes later */
  spend(bytes: number): boolean;
  /** Whether something may flow now; if not, wake() comes later. */
  mayGoOn(): boolean;
  leave(): void;
}

interface LimiterParts {
  readonly limitBps: number | null;
  /** A limit that holds for this one and others together. */
  readonly parent?: Limiter;
  readonly nowMs: () => number;
  /** @returns the way to stop it */
  readonly setTimer: (ms: number, wake: () => void) => () => void;
}

/** How much may be saved up while nothing flows, in time: more would be a burst. */
const savedMs = 100;
/** No timer is set for less, ms. */
const minWaitMs = 5;

/**
 * A bucket that fills at the limit. Something may be taken while it is not empty, whatever its size, and is owed then:
 * so a limit below one block a second works, and is exact over time. Those that must wait come in turn.
 */
export function makeLimiter({ limitBps, parent, nowMs, setTimer }: LimiterParts): Limiter {
  let limit = limitBps;
  let balance = 0;
  let filledMs = nowMs();
  let stopTimer: (() => void) | undefined;
  const waiting = new Set<() => void>();

  function fill(): void {
    if (limit === null) return;
    const now = nowMs();
    balance = Math.min(balance + ((now - filledMs) * limit) / 1_000, (limit * savedMs) / 1_000);
    filledMs = now;
  }

  function serve(): void {
    stopTimer = undefined;
    fill();
    // Each that waits now once, as long as there is something; those that ask again come behind the others.
    for (const wake of [...waiting]) {
      if (limit !== null && balance <= 0) break;
      if (waiting.delete(wake)) wake();
    }
    waitForTurn();
  }

  function waitForTurn(): void {
    if (waiting.size === 0 || stopTimer !== undefined) return;
    const ms = limit === null ? 0 : Math.max(minWaitMs, Math.ceil((-balance * 1_000) / limit) + 1);
    stopTimer = setTimer(ms, serve);
  }

  return {
    setLimit(limitBps) {
      fill();
      limit = limitBps;
      balance = Math.min(balance, 0);
      filledMs = nowMs();
      if (limit !== null) balance = Math.max(balance, -limit);
      stopTimer?.();
      stopTimer = undefined;
      waitForTurn();
    },
    join(wake) {
      // Its turn above is no turn yet while this limit is used up, and the other way round.
      const wakeIfFree = () => {
        if (mayGoOn()) wake();
      };
      const above = parent?.join(wakeIfFree);

      /** Whether something is left; if not, `wake` stands in the queue. */
      function mayGoOnHere(): boolean {
        if (limit === null) return true;
        fill();
        if (balance > 0) return true;
        waiting.add(wakeIfFree);
        waitForTurn();
        return false;
      }

      const mayGoOn = () => mayGoOnHere() && (above?.mayGoOn() ?? true);

      return {
        take(bytes) {
          if (!mayGoOnHere()) return 0;
          if (above?.take(bytes) === 0) return 0;
          if (limit !== null) balance -= bytes;
          return bytes;
        },
        spend(bytes) {
          if (limit !== null) balance -= bytes;
          above?.spend(bytes);
          return mayGoOn();
        },
        mayGoOn,
        leave() {
          waiting.delete(wakeIfFree);
          above?.leave();
        },
      };
    },
  };
}
