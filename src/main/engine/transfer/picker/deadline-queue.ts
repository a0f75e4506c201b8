/** Pieces by the time they are due, earliest first; as many as streams look ahead (tens). */
export interface DeadlineQueue {
  readonly size: number;
  has(piece: number): boolean;
  pieceAt(index: number): number;
  dueAt(index: number): number;
  /** Puts a piece in or moves it. */
  put(piece: number, atMs: number): void;
  remove(piece: number): void;
}

export function makeDeadlineQueue(): DeadlineQueue {
  const pieces: number[] = [];
  const times: number[] = [];
  const timeOf = new Map<number, number>();

  /** First place that is not before (time, piece). */
  function placeOf(atMs: number, piece: number): number {
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const time = times[middle] ?? 0;
      if (time < atMs || (time === atMs && (pieces[middle] ?? 0) < piece)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function remove(piece: number): void {
    const time = timeOf.get(piece);
    if (time === undefined) return;
    const index = placeOf(time, piece);
    pieces.splice(index, 1);
    times.splice(index, 1);
    timeOf.delete(piece);
  }

  return {
    get size() {
      return pieces.length;
    },
    has: (piece) => timeOf.has(piece),
    pieceAt: (index) => pieces[index] ?? -1,
    dueAt: (index) => times[index] ?? Infinity,
    put(piece, atMs) {
      if (timeOf.get(piece) === atMs) return;
      remove(piece);
      const index = placeOf(atMs, piece);
      pieces.splice(index, 0, piece);
      times.splice(index, 0, atMs);
      timeOf.set(piece, atMs);
    },
    remove,
  };
}
