import type { Picker } from '../picker/index.ts';
import type { TorrentPieces } from './torrent-pieces.ts';

/** What is wanted of a torrent and how soon, as its picker knows it. */
export interface Wants {
  /** Something is wanted that is not here. */
  readonly isAnything: boolean;
  /** What is wanted has changed. */
  choose(): void;
  /** A piece is here. */
  got(piece: number): void;
}

export function makeWants(
  pieces: Pick<TorrentPieces, 'pieceCount' | 'priorityOf' | 'has'>,
  picker: Pick<Picker, 'setPriority'>,
): Wants {
  let missing = 0;

  return {
    get isAnything() {
      return missing > 0;
    },
    choose() {
      missing = 0;
      for (let piece = 0; piece < pieces.pieceCount; piece++) {
        const priority = pieces.priorityOf(piece);
        picker.setPriority(piece, priority);
        if (priority > 0 && !pieces.has(piece)) missing++;
      }
    },
    got(piece) {
      if (pieces.priorityOf(piece) > 0) missing--;
    },
  };
}
