import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdir, open, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { encodeBencode } from '../../src/shared/domain/bencode.ts';

/** Bytes in a file that holds nothing but zeros beside them. */
export interface Stretch {
  readonly offset: number;
  readonly bytes: Buffer;
}

interface Range {
  readonly start: number;
  /** Behind the last byte. */
  readonly end: number;
}

/** A file of zeros, which take no room on the disk, with some stretches that are not. */
export async function writeSparseFile(
  path: string,
  sizeBytes: number,
  stretches: readonly Stretch[],
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await using file = await open(path, 'wx');
  await file.truncate(sizeBytes);
  for (const { offset, bytes } of stretches) await file.write(bytes, 0, bytes.length, offset);
}

const script = join(import.meta.dirname, 'data-ranges.py');

/** Where a file has data on the disk: all else is holes, which read as zeros. */
export async function dataRanges(path: string): Promise<Range[]> {
  const { stdout } = await promisify(execFile)('/usr/bin/python3', [script, path]);
  return (JSON.parse(stdout) as [number, number][]).map(([start, end]) => ({ start, end }));
}

/** Whether two files are the same byte for byte; looks only where at least one of them has data. */
export async function areSameSparse(one: string, other: string): Promise<boolean> {
  if ((await stat(one)).size !== (await stat(other)).size) return false;
  await using a = await open(one, 'r');
  await using b = await open(other, 'r');
  for (const range of [...(await dataRanges(one)), ...(await dataRanges(other))])
    if (!(await readRange(a, range)).equals(await readRange(b, range))) return false;
  return true;
}

/** A .torrent file of a sparse file, made without hashing the same zeros a thousand times. */
export async function torrentOfSparseFile(path: string, pieceSizeBytes: number): Promise<Buffer> {
  const data = await dataRanges(path);
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  const zeros = hash('sha1', Buffer.alloc(pieceSizeBytes), 'buffer');
  const pieces: Buffer[] = [];
  for (let start = 0; start < size; start += pieceSizeBytes) {
    const end = Math.min(start + pieceSizeBytes, size);
    const isHole = !data.some((range) => range.start < end && range.end > start);
    const isWhole = end - start === pieceSizeBytes;
    pieces.push(isHole && isWhole ? zeros : hash('sha1', await readRange(file, { start, end }), 'buffer'));
  }
  const info = encodeBencode({
    name: basename(path),
    'piece length': pieceSizeBytes,
    pieces: Buffer.concat(pieces),
    length: size,
  });
  return Buffer.concat([Buffer.from('d4:info'), info, Buffer.from('e')]);
}

async function readRange(file: FileHandle, { start, end }: Range): Promise<Buffer> {
  const bytes = Buffer.alloc(end - start);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
  if (bytesRead < bytes.length) throw new Error(`Only ${bytesRead} of ${bytes.length} bytes at ${start}`);
  return bytes;
}
