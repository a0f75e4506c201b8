import { createHash, hash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CreateStep, FileStamp } from '#shared/contract/engine.ts';
import { encodeBencode } from '#shared/domain/bencode.ts';
import { infoHashFromBytes } from '#shared/domain/info-hash.ts';
import { ContentError, contentErrorOf } from './content-error.ts';
import { walk, type FoundFile } from './walk.ts';

export interface CreateOptions {
  /** A file or a folder; read only. */
  readonly path: string;
  readonly name: string;
  readonly isPrivate: boolean;
}

const readBytes = 1024 * 1024;
/** Between two reports, bytes: about four a second from a fast disk. */
const reportEveryBytes = 64 * 1024 * 1024;

/**
 * Hashes a file or folder into an info dictionary (BEP 3), reporting on the way. Leave the loop to cancel.
 * @throws ContentError when there is nothing to share, something cannot be read, or a file changed meanwhile
 */
export async function* createInfo(
  { path, name, isPrivate }: CreateOptions,
  signal: AbortSignal,
): AsyncGenerator<CreateStep> {
  const files = await walk(path);
  const totalBytes = files.reduce((sum, file) => sum + file.stamp.sizeBytes, 0);
  if (totalBytes === 0)
    throw new ContentError('failed', `There is nothing to share in ${path}: no file there has any content.`);
  const pieceSizeBytes = choosePieceSize(totalBytes);
  const pieces: Buffer[] = [];
  let doneBytes = 0;
  let reportedBytes = 0;
  yield { kind: 'hashing', doneBytes, totalBytes };
  for await (const { digest, bytes } of hashPieces(files, pieceSizeBytes, signal)) {
    if (digest !== undefined) pieces.push(digest);
    doneBytes += bytes;
    if (doneBytes - reportedBytes < reportEveryBytes) continue;
    reportedBytes = doneBytes;
    yield { kind: 'hashing', doneBytes, totalBytes };
  }
  for (const file of files) await assertUnchanged(file);

  const isSingleFile = files.length === 1 && files[0]?.path.length === 0;
  const infoBytes = encodeBencode({
    name,
    'piece length': pieceSizeBytes,
    pieces: Buffer.concat(pieces),
    private: isPrivate ? 1 : undefined,
    ...(isSingleFile
      ? { length: totalBytes }
      : { files: files.map((file) => ({ path: file.path, length: file.stamp.sizeBytes })) }),
  });
  const infoHash = infoHashFromBytes(hash('sha1', infoBytes, 'buffer'));
  if (infoHash === undefined) throw new Error('A SHA-1 of another length than 20 bytes');
  let offset = 0;
  const placed = files.map((file) => {
    const entry = {
      path: [basename(path), ...file.path],
      sizeBytes: file.stamp.sizeBytes,
      offset,
      stamp: file.stamp,
    };
    offset += file.stamp.sizeBytes;
    return entry;
  });
  yield { kind: 'created', infoHash, infoBytes, files: placed };
}

/** 16 KiB to 16 MiB, doubling, so that there are about 1,500 pieces: small torrent files and useful pieces. */
function choosePieceSize(totalBytes: number): number {
  let size = 16 * 1024;
  while (size < 16 * 1024 * 1024 && totalBytes / size > 1500) size *= 2;
  return size;
}

async function* hashPieces(
  files: readonly FoundFile[],
  pieceSizeBytes: number,
  signal: AbortSignal,
): AsyncGenerator<{ readonly digest: Buffer | undefined; readonly bytes: number }> {
  const buffer = Buffer.allocUnsafe(readBytes);
  let sha1 = createHash('sha1');
  let inPiece = 0;
  for (const file of files) {
    const handle = await open(file.fullPath, 'r').catch((error: unknown) => {
      throw contentErrorOf(error, file.fullPath);
    });
    try {
      for (;;) {
        signal.throwIfAborted();
        const { bytesRead } = await handle.read(buffer, 0, Math.min(readBytes, pieceSizeBytes - inPiece));
        if (bytesRead === 0) break;
        sha1.update(buffer.subarray(0, bytesRead));
        inPiece += bytesRead;
        const isFull = inPiece === pieceSizeBytes;
        yield { digest: isFull ? sha1.digest() : undefined, bytes: bytesRead };
        if (!isFull) continue;
        sha1 = createHash('sha1');
        inPiece = 0;
      }
    } catch (error) {
      throw signal.aborted ? error : contentErrorOf(error, file.fullPath);
    } finally {
      await handle.close();
    }
  }
  if (inPiece > 0) yield { digest: sha1.digest(), bytes: 0 };
}

async function assertUnchanged({ fullPath, stamp }: FoundFile): Promise<void> {
  const now: FileStamp | undefined = await stat(fullPath).then(
    ({ size, mtimeMs }) => ({ sizeBytes: size, modifiedMs: mtimeMs }),
    () => undefined,
  );
  if (now?.sizeBytes === stamp.sizeBytes && now.modifiedMs === stamp.modifiedMs) return;
  throw new ContentError(
    'failed',
    `${fullPath} changed while it was being read. Share it again when nothing writes to it.`,
  );
}
