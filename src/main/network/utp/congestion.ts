/**
 * LEDBAT (RFC 6817): as many bytes on the way as keep the queues in front of the slowest link at a tenth of a second, so
 * that whoever shares the line hardly notices.
 */
export interface Congestion {
  /** May be on their way at one time. */
  readonly windowBytes: number;
  /** @param queueUs how long they waited on the way */
  acknowledged(bytes: number, queueUs: number, inFlightBytes: number): void;
  /** Something did not come. At most once for all that was on the way together. */
  lost(): void;
  /** Nothing came any more. */
  timedOut(): void;
}

/** What BEP 29 and all others aim at, us. */
const targetUs = 100_000;
/** Growth in one round trip where nothing waits, bytes, as libutp has it. */
const gainBytes = 3_000;
/** RFC 6817's ALLOWED_INCREASE: a window that is not used says nothing of the line. */
const unusedAllowance = 2;
/** Slow start ends where a queue begins to show. */
const slowStartUntil = 0.9;

export function makeCongestion({
  segmentBytes,
  maxBytes,
}: {
  readonly segmentBytes: number;
  readonly maxBytes: number;
}): Congestion {
  const minBytes = segmentBytes * 2;
  /** RFC 6928's ten packets, fewer: ours come in bursts. */
  let windowBytes = segmentBytes * 6;
  let threshold = maxBytes;

  return {
    get windowBytes() {
      return Math.floor(windowBytes);
    },
    acknowledged(bytes, queueUs, inFlightBytes) {
      const offTarget = Math.max(-1, (targetUs - queueUs) / targetUs);
      const isUsed = inFlightBytes + bytes + segmentBytes * unusedAllowance >= windowBytes;
      if (windowBytes < threshold) {
        if (queueUs < targetUs * slowStartUntil) {
          if (isUsed) windowBytes = Math.min(maxBytes, windowBytes + bytes);
          return;
        }
        threshold = windowBytes;
      }
      const change = (gainBytes * offTarget * bytes) / windowBytes;
      if (change > 0 && !isUsed) return;
      windowBytes = Math.min(maxBytes, Math.max(minBytes, windowBytes + change));
    },
    lost() {
      windowBytes = Math.max(minBytes, windowBytes / 2);
      threshold = windowBytes;
    },
    timedOut() {
      threshold = Math.max(minBytes, windowBytes / 2);
      windowBytes = segmentBytes;
    },
  };
}
