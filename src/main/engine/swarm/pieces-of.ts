import type { PiecePriorities } from '../content/piece-priorities.ts';
import type { StoreReader } from '../content/store-reader.ts';
import type { HeldContent } from '../content/held-content.ts';
import type { TorrentPieces } from '../transfer/exchange/index.ts';
import { countPieces } from '#shared/domain/bitfield.ts';

/** The content of a torrent as its exchange sees it. */
export function piecesOf(
  { layout, ledger, store }: HeldContent,
  reader: StoreReader,
  priorities: PiecePriorities,
): TorrentPieces {
  const { content, pieceCount } = layout;

  return {
    pieceCount,
    pieceBytes: content.pieceSizeBytes,
    totalBytes: content.sizeBytes,
    sizeOfPiece: layout.sizeOfPiece,
    hashOfPiece: layout.hashOfPiece,
    has: ledger.has,
    priorityOf: priorities.of,
    get bitfield() {
      return ledger.bitfield;
    },
    get isWhole() {
      return countPieces(ledger.bitfield) === pieceCount;
    },
    get isEmpty() {
      return countPieces(ledger.bitfield) === 0;
    },
    write: (piece, bytes) => store.write(piece * content.pieceSizeBytes, bytes),
    reader,
  };
}
