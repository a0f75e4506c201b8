/** A limit as a person types it, in kB/s; empty: none. */
export function formatLimit(bps: number | null): string {
  return bps === null ? '' : String(bps / 1000);
}

/** Bytes per second, null for none; undefined for what is no limit. */
export function parseLimit(text: string): number | null | undefined {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return null;
  if (!/^\d+(?:\.\d+)?$/u.test(typed)) return undefined;
  const bps = Math.round(Number(typed) * 1000);
  return Number.isSafeInteger(bps) && bps > 0 ? bps : undefined;
}
