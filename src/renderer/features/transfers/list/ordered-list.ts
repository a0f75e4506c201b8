/** Rows in an order, kept so while some of them change: each beat costs what changed, not a sort of everything. */
export interface OrderedList<Row> {
  /** A new array after each change. */
  readonly rows: readonly Row[];
  reset(rows: Iterable<Row>): void;
  change(upserted: readonly Row[], removed: readonly string[]): void;
}

interface Options<Row> {
  /** A total order: 0 only for rows that may stand in each other's place. */
  readonly compare: (a: Row, b: Row) => number;
  readonly accepts: (row: Row) => boolean;
}

export function makeOrderedList<Row extends { readonly id: string }>({
  compare,
  accepts,
}: Options<Row>): OrderedList<Row> {
  let rows: readonly Row[] = [];

  return {
    get rows() {
      return rows;
    },
    reset(all) {
      rows = [...all].filter(accepts).sort(compare);
    },
    change(upserted, removed) {
      const changed = new Map(upserted.map((row) => [row.id, row]));
      for (const id of removed) changed.delete(id);
      const gone = new Set(removed);
      const moving: Row[] = [];
      const staying: Row[] = [];

      for (const row of rows) {
        if (gone.has(row.id)) continue;
        const now = changed.get(row.id);
        if (now === undefined) staying.push(row);
        else {
          changed.delete(row.id);
          if (!accepts(now)) continue;
          // What it is sorted by is as before: it keeps its place.
          (compare(row, now) === 0 ? staying : moving).push(now);
        }
      }
      for (const row of changed.values()) if (accepts(row)) moving.push(row);
      rows = merge(staying, moving.sort(compare), compare);
    },
  };
}

function merge<Row>(left: readonly Row[], right: readonly Row[], compare: (a: Row, b: Row) => number): Row[] {
  if (right.length === 0) return [...left];
  const merged: Row[] = [];
  let at = 0;
  for (const row of left) {
    for (let next = right[at]; next !== undefined && compare(next, row) < 0; next = right[++at])
      merged.push(next);
    merged.push(row);
  }
  return [...merged, ...right.slice(at)];
}
