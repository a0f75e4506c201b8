import type { PieceMap } from '#shared/contract/torrent.ts';
import type { Layout } from '../content/layout.ts';
import type { PieceLedger } from '../content/piece-ledger.ts';

/** The whole torrent as at most `stretches` averages, so that a piece map costs the same for 10 pieces and 100,000. */
export function describePieces(
  layout: Layout,
  ledger: PieceLedger,
  availabilityOf: (piece: number) => number,
  stretches: number,
): PieceMap {
  const { pieceCount } = layout;
  const count = Math.min(stretches, pieceCount);
  const have: number[] = [];
  const availability: number[] = [];
  for (let stretch = 0; stretch < count; stretch++) {
    const first = Math.floor((stretch * pieceCount) / count);
    const end = Math.max(first + 1, Math.floor(((stretch + 1) * pieceCount) / count));
    let ours = 0;
    let theirs = 0;
    for (let piece = first; piece < end; piece++) {
      if (ledger.has(piece)) ours++;
      theirs += availabilityOf(piece);
    }
    have.push(ours / (end - first));
    availability.push(theirs / (end - first));
  }
  return { pieceCount, pieceSizeBytes: layout.content.pieceSizeBytes, have, availability };
}
