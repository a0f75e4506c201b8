import type { OpenPiece } from './open-piece.ts';

/** Begun pieces of one kind; in and out in one step, the newest mostly last. */
export interface PieceList {
  readonly items: readonly OpenPiece[];
  /** Grows when a piece comes in. */
  readonly version: number;
  add(open: OpenPiece): void;
  remove(open: OpenPiece): void;
}

export function makePieceList(): PieceList {
  const items: OpenPiece[] = [];
  const places = new Map<OpenPiece, number>();
  let version = 0;
  return {
    items,
    get version() {
      return version;
    },
    add(open) {
      if (places.has(open)) return;
      places.set(open, items.length);
      items.push(open);
      version++;
    },
    remove(open) {
      const place = places.get(open);
      if (place === undefined) return;
      places.delete(open);
      const last = items.pop();
      if (last === undefined || last === open) return;
      items[place] = last;
      places.set(last, place);
    },
  };
}
