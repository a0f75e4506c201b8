const windowMs = 1_000;
/** Weight of the newest window. */
const weight = 0.4;

/** How fast one peer gives blocks. */
export interface Speed {
  blockCame(): void;
  /** It is asked for something from now on; what it does while nothing is asked of it is not its speed. */
  start(): void;
  /** Nothing is asked of it any more. */
  pause(): void;
  /** 0 until the first second was measured. */
  blocksPerSecond(): number;
  stop(): void;
}

export interface Speeds {
  join(): Speed;
  /** At least as fast as the average of those measured; all are while none is. */
  isFast(speed: Speed): boolean;
}

export function makeSpeeds(nowMs: () => number): Speeds {
  let total = 0;
  let measured = 0;

  return {
    isFast: (speed) => speed.blocksPerSecond() * measured >= total,
    join() {
      let smoothed = 0;
      let isMeasured = false;
      let isStopped = false;
      let since = nowMs();
      let pausedAt: number | undefined = since;
      let blocks = 0;

      const elapsedMs = () => (pausedAt ?? nowMs()) - since;

      function settle(rate: number): void {
        if (!isMeasured) measured++;
        total += rate - smoothed;
        smoothed = rate;
        isMeasured = true;
      }

      return {
        blockCame() {
          if (isStopped) return;
          blocks++;
          const elapsed = elapsedMs();
          if (elapsed < windowMs) return;
          const rate = (blocks * 1_000) / elapsed;
          settle(isMeasured ? smoothed + weight * (rate - smoothed) : rate);
          since += elapsed;
          blocks = 0;
        },
        start() {
          if (pausedAt === undefined) return;
          since += nowMs() - pausedAt;
          pausedAt = undefined;
        },
        pause() {
          pausedAt ??= nowMs();
        },
        blocksPerSecond() {
          const elapsed = elapsedMs();
          // One that fell silent is as slow as its silence is long, whatever it gave before.
          return elapsed > 2 * windowMs ? Math.min(smoothed, (blocks * 1_000) / elapsed) : smoothed;
        },
        stop() {
          if (isMeasured) measured--;
          total -= smoothed;
          smoothed = 0;
          isMeasured = false;
          isStopped = true;
        },
      };
    },
  };
}
