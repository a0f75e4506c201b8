import { createHash, hash, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeBencode } from '#shared/domain/bencode.ts';
import { encodeTorrentFile } from '#shared/domain/torrent-file.ts';

/** A file of random bytes and the torrent that describes it. */
export interface Payload {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly pieceSizeBytes: number;
  readonly infoHash: string;
  /** A .torrent file with this announce URL, or with none. */
  readonly torrentFile: (trackerUrl?: string) => Uint8Array;
}

interface PayloadOptions {
  readonly folder: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly pieceSizeBytes: number;
}

export async function makePayload({
  folder,
  name,
  sizeBytes,
  pieceSizeBytes,
}: PayloadOptions): Promise<Payload> {
  const path = join(folder, name);
  const pieceHashes: Buffer[] = [];
  await using file = await open(path, 'w');
  for (let offset = 0; offset < sizeBytes; offset += pieceSizeBytes) {
    const piece = randomBytes(Math.min(pieceSizeBytes, sizeBytes - offset));
    pieceHashes.push(createHash('sha1').update(piece).digest());
    await file.writeFile(piece);
  }
  const info = {
    length: sizeBytes,
    name,
    'piece length': pieceSizeBytes,
    pieces: Buffer.concat(pieceHashes),
  };
  const infoBytes = encodeBencode(info);
  return {
    name,
    path,
    sizeBytes,
    pieceSizeBytes,
    infoHash: hash('sha1', infoBytes, 'hex'),
    torrentFile: (trackerUrl) =>
      encodeTorrentFile({
        infoBytes,
        trackers: trackerUrl === undefined ? [] : [[trackerUrl]],
        webSeeds: [],
      }),
  };
}

const comparedAtOnce = 4 * 1024 * 1024;

/** Byte by byte. @throws Error that says where they differ first */
export async function assertSameBytes(expectedPath: string, actualPath: string): Promise<void> {
  await using expected = await open(expectedPath);
  await using actual = await open(actualPath);
  const [a, b] = [Buffer.allocUnsafe(comparedAtOnce), Buffer.allocUnsafe(comparedAtOnce)];
  for (let offset = 0; ;) {
    const { bytesRead } = await expected.read(a, 0, a.length, offset);
    const other = await actual.read(b, 0, b.length, offset);
    if (bytesRead !== other.bytesRead || !a.subarray(0, bytesRead).equals(b.subarray(0, bytesRead)))
      throw new Error(`The result differs from what was sent, at or after byte ${offset}`);
    if (bytesRead === 0) return;
    offset += bytesRead;
  }
}
