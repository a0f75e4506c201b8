/**
 * Rows in an order, not all of which need be here: what has not come yet is a gap that `rowAt` leaves. A value: a
 * change makes another one.
 */
export interface Collection<Row extends CollectionRow> {
  readonly total: number;
  readonly rowAt: (index: number) => Row | undefined;
  /** -1: not here, or not here yet. */
  readonly indexOf: (id: string) => number;
  /** Says what is in sight, so that it comes. */
  readonly need: (first: number, last: number) => void;
  /** Both included; waits for what is not here yet. */
  readonly idsBetween: (first: number, last: number) => Promise<readonly string[]>;
}

export interface CollectionRow {
  readonly id: string;
  /** What type-ahead finds it by; without one, nothing does. */
  readonly name: string;
  /** A heading: the keyboard passes over it. */
  readonly isHeading?: boolean;
}

/** All of them are here. */
export function fromRows<Row extends CollectionRow>(rows: readonly Row[]): Collection<Row> {
  const indexes = new Map(rows.map(({ id }, index) => [id, index]));
  return {
    total: rows.length,
    rowAt: (index) => rows[index],
    indexOf: (id) => indexes.get(id) ?? -1,
    need: () => undefined,
    idsBetween: (first, last) =>
      Promise.resolve(
        rows
          .slice(Math.max(0, first), last + 1)
          .filter(({ isHeading }) => isHeading !== true)
          .map(({ id }) => id),
      ),
  };
}
