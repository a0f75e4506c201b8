/**
 * How long packets of ours wait in queues on the way, from what the other side says of each (RFC 6817, 4.2): the two clocks
 * differ by an amount that nobody knows, so the least that was ever seen is an empty line.
 */
export interface OneWayDelay {
  /**
   * @param differenceUs by two clocks, modulo 2³²
   * @param roundTripMs no queue on the way there is longer than the whole way
   * @returns microseconds of waiting
   */
  sampled(differenceUs: number, nowMs: number, roundTripMs: number): number;
}

/** The least is kept by the minute, and forgotten after so many: clocks drift and ways change. */
const minuteMs = 60_000;
const maxMinutes = 10;
/** RFC 6817's CURRENT_FILTER: one late packet is not a queue. */
const maxCurrent = 3;
/** More than the way there and back, and this, us: a clock was set. */
const clockJumpUs = 1_000_000;

export function makeOneWayDelay(): OneWayDelay {
  /** Relative to the first sample, so that 2³² is far away. */
  let origin: number | undefined;
  let minutes: number[] = [];
  let current: number[] = [];
  let minuteEndsMs = 0;

  function beginAnew(differenceUs: number, nowMs: number): void {
    origin = differenceUs;
    minutes = [0];
    current = [];
    minuteEndsMs = nowMs + minuteMs;
  }

  return {
    sampled(differenceUs, nowMs, roundTripMs) {
      if (origin === undefined) beginAnew(differenceUs, nowMs);
      let relative = (differenceUs - (origin ?? 0)) | 0;
      if (relative - Math.min(...minutes) > roundTripMs * 1_000 + clockJumpUs) {
        beginAnew(differenceUs, nowMs);
        relative = 0;
      }
      if (nowMs >= minuteEndsMs) {
        minuteEndsMs = nowMs + minuteMs;
        minutes.push(relative);
        if (minutes.length > maxMinutes) minutes.shift();
      }
      const last = minutes.length - 1;
      minutes[last] = Math.min(minutes[last] ?? relative, relative);
      current.push(relative);
      if (current.length > maxCurrent) current.shift();
      return Math.min(Math.min(...current) - Math.min(...minutes), roundTripMs * 1_000);
    },
  };
}
