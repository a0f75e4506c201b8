/** A window of a sorted list. */
export interface Page<T> {
  /** Of all that the filter lets through. */
  readonly total: number;
  readonly rows: T[];
}
