/** For sorting, the earlier one first. Both may be -Infinity, of which the difference is no number. */
export function compareInstants(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
