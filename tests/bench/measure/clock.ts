/** CLOCK_MONOTONIC in seconds: one clock for this process, the C programs and Python, so that their reports compare. */
export function monotonicSeconds(): number {
  return Number(process.hrtime.bigint()) / 1e9;
}
