import { hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { CreateStep, FileStamp } from '#shared/contract/engine.ts';
import { encodeBencode } from '#shared/domain/bencode.ts';
import { infoHashFromBytes } from '#shared/domain/info-hash.ts';
import { chosenFiles } from './chosen-files.ts';
import { ContentError } from './content-error.ts';
import type { HashedFiles, PieceHashing } from './hashing/index.ts';
import { walk, type FoundFile } from './walk.ts';

export interface CreateOptions {
  /** A file or a folder; read only. */
  readonly path: string;
  readonly name: string;
  readonly isPrivate: boolean;
  /** Only these files of the folder, as names from it down; undefined: all that is in it. */
  readonly files?: readonly (readonly string[])[] | undefined;
}

interface CreateParts {
  readonly hashing: PieceHashing;
  readonly signal: AbortSignal;
}

const hashBytes = 20;
/** Between two reports, bytes: about four a second from a fast disk. */
const reportEveryBytes = 64 * 1024 * 1024;

/**
 * Hashes a file or folder into an info dictionary (BEP 3), reporting on the way. Leave the loop to cancel.
 * @throws ContentError when there is nothing to share, something cannot be read, or a file changed meanwhile
 */
export async function* createInfo(
  { path, name, isPrivate, files: chosen }: CreateOptions,
  parts: CreateParts,
): AsyncGenerator<CreateStep> {
  const files = chosen === undefined ? await walk(path) : await chosenFiles(path, chosen);
  const totalBytes = files.reduce((sum, file) => sum + file.stamp.sizeBytes, 0);
  if (totalBytes === 0)
    throw new ContentError('failed', `There is nothing to share in ${path}: no file there has any content.`);
  const pieceSizeBytes = choosePieceSize(totalBytes);
  const hashed = placeFiles(path, files, totalBytes, pieceSizeBytes);
  const digests = Buffer.alloc(Math.ceil(totalBytes / pieceSizeBytes) * hashBytes);
  yield { kind: 'hashing', doneBytes: 0, totalBytes };
  for await (const doneBytes of hashAll(hashed, digests, parts))
    yield { kind: 'hashing', doneBytes, totalBytes };
  for (const file of files) await assertUnchanged(file);

  const isSingleFile = files.length === 1 && files[0]?.path.length === 0;
  const infoBytes = encodeBencode({
    name,
    'piece length': pieceSizeBytes,
    pieces: digests,
    private: isPrivate ? 1 : undefined,
    ...(isSingleFile
      ? { length: totalBytes }
      : { files: files.map((file) => ({ path: file.path, length: file.stamp.sizeBytes })) }),
  });
  const infoHash = infoHashFromBytes(hash('sha1', infoBytes, 'buffer'));
  if (infoHash === undefined) throw new Error('A SHA-1 of another length than 20 bytes');
  const placed = files.map(({ path: names, stamp }, index) => ({
    path: [basename(path), ...names],
    sizeBytes: stamp.sizeBytes,
    offset: hashed.files[index]?.offset ?? 0,
    stamp,
  }));
  yield { kind: 'created', infoHash, infoBytes, files: placed };
}

/** 16 KiB to 16 MiB, doubling, so that there are about 1,500 pieces: small torrent files and useful pieces. */
function choosePieceSize(totalBytes: number): number {
  let size = 16 * 1024;
  while (size < 16 * 1024 * 1024 && totalBytes / size > 1500) size *= 2;
  return size;
}

/** Behind each other, as they will lie in the torrent. A single file is found by its name in its folder. */
function placeFiles(
  path: string,
  found: readonly FoundFile[],
  sizeBytes: number,
  pieceSizeBytes: number,
): HashedFiles {
  let offset = 0;
  const isSingleFile = found[0]?.path.length === 0;
  const files = found.map((file) => {
    const placed = {
      path: isSingleFile ? [basename(path)] : file.path,
      sizeBytes: file.stamp.sizeBytes,
      offset,
      isPadding: false,
    };
    offset += file.stamp.sizeBytes;
    return placed;
  });
  return { root: isSingleFile ? dirname(path) : path, sizeBytes, pieceSizeBytes, files };
}

/** Hashes and says how far it is; whoever leaves the loop ends it. */
async function* hashAll(
  files: HashedFiles,
  digests: Buffer,
  { hashing, signal }: CreateParts,
): AsyncGenerator<number> {
  const leaving = new AbortController();
  const either = AbortSignal.any([signal, leaving.signal]);
  const pieces = Array.from({ length: digests.length / hashBytes }, (_, index) => index);
  let doneBytes = 0;
  let reportedBytes = 0;
  let news = Promise.withResolvers<boolean>();
  const onPiece = (piece: number, digest: Buffer | undefined) => {
    if (digest === undefined) throw changed(files.root);
    digests.set(digest, piece * hashBytes);
    doneBytes += Math.min(files.pieceSizeBytes, files.sizeBytes - piece * files.pieceSizeBytes);
    if (doneBytes - reportedBytes >= reportEveryBytes) news.resolve(true);
  };
  const hashed = hashing
    .hash(files, pieces, onPiece, { priority: 'normal', signal: either })
    .then(() => false);
  try {
    while (await Promise.race([news.promise, hashed])) {
      news = Promise.withResolvers();
      reportedBytes = doneBytes;
      yield doneBytes;
    }
  } finally {
    leaving.abort();
    await hashed.catch(() => undefined);
  }
}

function changed(path: string): ContentError {
  return new ContentError(
    'failed',
    `${path} changed while it was being read. Share it again when nothing writes to it.`,
  );
}

async function assertUnchanged({ fullPath, stamp }: FoundFile): Promise<void> {
  const now: FileStamp | undefined = await stat(fullPath).then(
    ({ size, mtimeMs }) => ({ sizeBytes: size, modifiedMs: mtimeMs }),
    () => undefined,
  );
  if (now?.sizeBytes === stamp.sizeBytes && now.modifiedMs === stamp.modifiedMs) return;
  throw changed(fullPath);
}
