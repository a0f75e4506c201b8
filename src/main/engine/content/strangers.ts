import type { FileStamp } from '#shared/contract/engine.ts';
import { hasPiece } from '#shared/domain/bitfield.ts';
import type { Layout } from './layout.ts';

/**
 * Files that were there before a torrent was added and are something else under the same name: downloading would
 * write over them. A file is ours when one of its pieces is right; one of the right size of which no whole piece can
 * be checked (small files share pieces with others that are not there) is taken for ours.
 * @param stamps how the files looked before anything was written
 * @param bitfield pieces that were found right
 */
export function findStrangers(
  layout: Layout,
  stamps: readonly (FileStamp | null)[],
  bitfield: Uint8Array,
): number[] {
  function isCheckable(piece: number): boolean {
    const spans = layout.spans(piece * layout.content.pieceSizeBytes, layout.sizeOfPiece(piece));
    return spans.every(({ file, start, length }) => {
      const isPadding = layout.content.files[file]?.kind !== 'content';
      return isPadding || (stamps[file]?.sizeBytes ?? 0) >= start + length;
    });
  }

  return layout.content.files.flatMap((file, index) => {
    const found = stamps[index]?.sizeBytes ?? 0;
    if (file.kind !== 'content' || found === 0) return [];
    const [first, last] = layout.piecesOfFile(index) ?? [0, -1];
    const pieces = Array.from({ length: last - first + 1 }, (_, step) => first + step);
    if (pieces.some((piece) => hasPiece(bitfield, piece))) return [];
    const couldBeOurs = found === file.sizeBytes && !pieces.some(isCheckable);
    return couldBeOurs ? [] : [index];
  });
}
