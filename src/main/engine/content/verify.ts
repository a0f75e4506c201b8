import { hash } from 'node:crypto';
import { ContentError } from './content-error.ts';
import type { FileStore } from './file-store.ts';
import type { Layout } from './layout.ts';

/** Pieces read ahead of the one being hashed: keeps disk and processor busy without much memory. */
const inFlight = 3;

export function pieceIsRight(layout: Layout, index: number, bytes: Uint8Array): boolean {
  return hash('sha1', bytes, 'buffer').equals(layout.hashOfPiece(index));
}

/**
 * Reads pieces from disk and hashes them. A piece whose file is missing or too short is wrong, not a failure; other
 * trouble of the disk is.
 * @param onPiece called for each piece, in no order
 * @throws ContentError, and the signal's reason when it is aborted
 */
export async function verifyPieces(
  { layout, store }: { readonly layout: Layout; readonly store: FileStore },
  pieces: Iterable<number>,
  onPiece: (index: number, isRight: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  const queue = pieces[Symbol.iterator]();
  async function worker(): Promise<void> {
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      signal.throwIfAborted();
      const index = next.value;
      onPiece(index, await isOnDisk(layout, store, index));
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker));
}

async function isOnDisk(layout: Layout, store: FileStore, index: number): Promise<boolean> {
  try {
    const bytes = await store.read(index * layout.content.pieceSizeBytes, layout.sizeOfPiece(index));
    return pieceIsRight(layout, index, bytes);
  } catch (error) {
    if (error instanceof ContentError && error.reason === 'files-missing') return false;
    throw error;
  }
}
