const firstDelayMs = 250;
const longestDelayMs = 30_000;

/** How long to wait before the next start: at once after the first crash, then twice as long each time. */
export function nextDelayMs(crashes: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** (crashes - 1));
}
