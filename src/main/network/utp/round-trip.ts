/** How long an answer takes, and how long to wait for one (RFC 6298, with the least wait of BEP 29). */
export interface RoundTrip {
  /** Of a packet that was sent once; ms. */
  sampled(ms: number): void;
  /** Nothing came within `timeoutMs`. */
  timedOut(): void;
  readonly timeoutMs: number;
  /** The smoothed one, ms; undefined before the first. */
  readonly roundTripMs: number | undefined;
}

const firstTimeoutMs = 1_000;
const minTimeoutMs = 500;
const maxTimeoutMs = 15_000;

export function makeRoundTrip(): RoundTrip {
  let smoothed: number | undefined;
  let variation = 0;
  let timeoutMs = firstTimeoutMs;

  return {
    sampled(ms) {
      if (smoothed === undefined) {
        smoothed = ms;
        variation = ms / 2;
      } else {
        variation += (Math.abs(smoothed - ms) - variation) / 4;
        smoothed += (ms - smoothed) / 8;
      }
      timeoutMs = Math.min(maxTimeoutMs, Math.max(minTimeoutMs, smoothed + variation * 4));
    },
    timedOut() {
      timeoutMs = Math.min(maxTimeoutMs, timeoutMs * 2);
    },
    get timeoutMs() {
      return timeoutMs;
    },
    get roundTripMs() {
      return smoothed;
    },
  };
}
