/** What one reader will want next, piece by piece, and when. */
export interface ReadingWindow {
  /** When a piece is due, in the time of `nowMs`; pieces that are there have none. Lent until plan(). */
  readonly dues: ReadonlyMap<number, number>;
  /** The reader has everything before this byte of the torrent. */
  moveTo(place: number): void;
  /** Looks anew at what is there and how fast it comes. */
  plan(): void;
}

interface WindowParts {
  /** Bytes of the torrent; `to` is the first that is not wanted. */
  readonly from: number;
  readonly to: number;
  readonly pieceBytes: number;
  has(piece: number): boolean;
  /** What the torrent's sources give now, bytes per second; 0 before anything was measured. */
  rateBps(): number;
  nowMs(): number;
}

/** How far ahead of the reader everything else stands back, in time; a player buffers about as much. */
const aheadMs = 10_000;
const leastBytes = 1024 * 1024;
const mostBytes = 32 * 1024 * 1024;
/** The picker keeps them in a sorted list. */
const mostPieces = 256;
/** What is taken for the rate where nothing was measured, or next to nothing. */
const slowestBps = 256 * 1024;
/** A piece is late, and asked of others too, when it takes so many times what it should at the rate of all together. */
const patience = 2;

export function makeReadingWindow({ from, to, pieceBytes, has, rateBps, nowMs }: WindowParts): ReadingWindow {
  let place = from;
  let dues = new Map<number, number>();

  return {
    get dues() {
      return dues;
    },
    moveTo(next) {
      place = next;
    },
    plan() {
      const next = new Map<number, number>();
      const now = nowMs();
      const rate = Math.max(slowestBps, rateBps());
      const ahead = Math.min(mostBytes, Math.max(leastBytes, (rate * aheadMs) / 1_000));
      // Two pieces at the least, however large: while the first is fetched the second must not wait for it.
      const end = Math.min(to, place + Math.max(ahead, 2 * pieceBytes));
      let due = -Infinity;
      for (let piece = Math.floor(place / pieceBytes); piece * pieceBytes < end; piece++) {
        if (next.size >= mostPieces) break;
        if (has(piece)) continue;
        // Somebody waits for the very first: it is asked of all who have it. Later ones only when they are late.
        const isAwaited = place === from && next.size === 0;
        const bytesToItsEnd = Math.min(to, (piece + 1) * pieceBytes) - place;
        const expected = isAwaited ? now : now + (patience * 1_000 * bytesToItsEnd) / rate;
        // What was promised is never put off, or nothing would ever be late; and the order stays that of reading.
        due = Math.max(due, Math.min(dues.get(piece) ?? Infinity, expected));
        next.set(piece, due);
      }
      dues = next;
    },
  };
}
