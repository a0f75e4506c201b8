import type { HashedFiles, PieceHashing } from './hashing/index.ts';
import type { Layout } from './layout.ts';

/**
 * Reads pieces from disk and hashes them, in the background. A piece whose file is missing or too short is wrong, not a
 * failure; other trouble of the disk is.
 * @param onPiece called for each piece, in no order
 * @throws ContentError, and the signal's reason when it is aborted
 */
export async function verifyPieces(
  { layout, hashing }: { readonly layout: Layout; readonly hashing: PieceHashing },
  pieces: readonly number[],
  onPiece: (index: number, isRight: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  const onDigest = (index: number, digest: Buffer | undefined) =>
    onPiece(index, digest?.equals(layout.hashOfPiece(index)) === true);
  await hashing.hash(hashedFilesOf(layout), pieces, onDigest, { priority: 'background', signal });
}

function hashedFilesOf({ content }: Layout): HashedFiles {
  const { savePath, sizeBytes, pieceSizeBytes } = content;
  const files = content.files.map(({ path, sizeBytes, offset, kind }) => ({
    path,
    sizeBytes,
    offset,
    isPadding: kind !== 'content',
  }));
  return { root: savePath, sizeBytes, pieceSizeBytes, files };
}
