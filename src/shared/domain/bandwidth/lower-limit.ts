/** Of two limits the one that holds; null: none. */
export function lowerLimit(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}
