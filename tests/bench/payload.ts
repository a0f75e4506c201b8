import { createHash, hash, randomBytes } from 'node:crypto';
import { mkdir, open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { encodeBencode } from '#shared/domain/bencode.ts';
import { encodeTorrentFile } from '#shared/domain/torrent-file.ts';

/** What is to be shared. Equal specs are the same payload. */
export interface PayloadSpec {
  readonly sizeBytes: number;
  readonly pieceSizeBytes: number;
  /** One file by default; more make a folder of files of equal size. */
  readonly fileCount?: number;
}

/** Random bytes and the torrent that describes them. */
export interface Payload extends PayloadSpec {
  readonly name: string;
  /** The file, or the folder of files. */
  readonly path: string;
  /** All bytes in one file, in the torrent's order; `path` itself where there is one file. */
  readonly contentPath: string;
  /** Names from `path` up: `name`, or `name/file`, with where they lie in the content. */
  readonly files: readonly PayloadFile[];
  readonly infoHash: string;
  /** The bencoded info dictionary. */
  readonly infoPath: string;
  /** A .torrent file with this announce URL, or with none. */
  readonly torrentFile: (trackerUrl?: string) => Uint8Array;
}

export interface PayloadFile {
  readonly path: string;
  readonly offset: number;
  readonly sizeBytes: number;
}

/** Holds one payload at a time: together they would not fit in memory. */
export interface PayloadShelf {
  take(spec: PayloadSpec): Promise<Payload>;
}

export function makePayloadShelf(folder: string): PayloadShelf {
  let held: { readonly key: string; readonly payload: Promise<Payload> } | undefined;
  return {
    async take(spec) {
      const key = JSON.stringify([spec.sizeBytes, spec.pieceSizeBytes, spec.fileCount ?? 1]);
      if (held?.key !== key) {
        await held?.payload.catch(() => undefined);
        await rm(folder, { recursive: true, force: true });
        await mkdir(folder);
        held = { key, payload: makePayload({ folder, name: 'payload.bin', ...spec }) };
      }
      return held.payload;
    },
  };
}

export async function makePayload({
  folder,
  name,
  ...spec
}: PayloadSpec & { readonly folder: string; readonly name: string }): Promise<Payload> {
  const { sizeBytes, pieceSizeBytes, fileCount = 1 } = spec;
  const path = join(folder, name);
  const contentPath = fileCount === 1 ? path : `${path}.content`;
  const files = divide(name, sizeBytes, fileCount);
  const pieceHashes: Buffer[] = [];
  await using content = await open(contentPath, 'w+');
  for (let offset = 0; offset < sizeBytes; offset += pieceSizeBytes) {
    const piece = randomBytes(Math.min(pieceSizeBytes, sizeBytes - offset));
    pieceHashes.push(createHash('sha1').update(piece).digest());
    await content.writeFile(piece);
  }
  if (fileCount > 1) await copyOut(content, files, folder);
  const layout =
    fileCount === 1
      ? { length: sizeBytes }
      : { files: files.map((file) => ({ length: file.sizeBytes, path: [basename(file.path)] })) };
  const infoBytes = encodeBencode({
    ...layout,
    name,
    'piece length': pieceSizeBytes,
    pieces: Buffer.concat(pieceHashes),
  });
  const infoPath = `${path}.info`;
  await writeFile(infoPath, infoBytes);
  return {
    ...spec,
    name,
    path,
    contentPath,
    files,
    infoHash: hash('sha1', infoBytes, 'hex'),
    infoPath,
    torrentFile: (trackerUrl) =>
      encodeTorrentFile({
        infoBytes,
        trackers: trackerUrl === undefined ? [] : [[trackerUrl]],
        webSeeds: [],
      }),
  };
}

function divide(name: string, sizeBytes: number, fileCount: number): PayloadFile[] {
  if (fileCount === 1) return [{ path: name, offset: 0, sizeBytes }];
  const each = Math.floor(sizeBytes / fileCount);
  return Array.from({ length: fileCount }, (_, index) => ({
    path: join(name, `${String(index).padStart(5, '0')}.bin`),
    offset: index * each,
    sizeBytes: index === fileCount - 1 ? sizeBytes - index * each : each,
  }));
}

async function copyOut(content: FileHandle, files: readonly PayloadFile[], folder: string): Promise<void> {
  for (const { path, offset, sizeBytes } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    const bytes = Buffer.allocUnsafe(sizeBytes);
    await content.read(bytes, 0, sizeBytes, offset);
    await writeFile(join(folder, path), bytes);
  }
}
