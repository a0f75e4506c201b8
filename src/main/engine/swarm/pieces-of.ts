import type { StoreReader } from '../content/store-reader.ts';
import type { HeldContent } from '../content/held-content.ts';
import type { TorrentPieces } from '../transfer/exchange/index.ts';
import { countPieces } from '#shared/domain/bitfield.ts';

/** Names that players open: with their ends there first, they can tell what the file is and how long. */
const media = /\.(?:mp3|flac|m4a|ogg|opus|wav|aac|mp4|m4v|mkv|webm|mov|avi|ts)$/iu;

const [unwanted, usual, sooner] = [0, 4, 5];

/** The content of a torrent as its exchange sees it. */
export function piecesOf({ layout, ledger, store }: HeldContent, reader: StoreReader): TorrentPieces {
  const { content, pieceCount } = layout;
  const ends = new Set<number>();
  for (const [index, { path }] of content.files.entries()) {
    const range = layout.piecesOfFile(index);
    if (range !== undefined && media.test(path.at(-1) ?? '')) {
      ends.add(range[0]);
      ends.add(range[1]);
    }
  }

  return {
    pieceCount,
    pieceBytes: content.pieceSizeBytes,
    totalBytes: content.sizeBytes,
    sizeOfPiece: layout.sizeOfPiece,
    hashOfPiece: layout.hashOfPiece,
    has: ledger.has,
    priorityOf(piece) {
      if (!ledger.isWanted(piece)) return unwanted;
      return ends.has(piece) ? sooner : usual;
    },
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
