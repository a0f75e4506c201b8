import { hash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeBencode, type BencodeDictionary } from '#shared/domain/bencode.ts';
import type { Payload } from '../payload.ts';

const comparedAtOnce = 4 * 1024 * 1024;

/** Every file of a download, byte by byte. @throws Error that says where they differ first */
export async function assertWhole({ files, contentPath }: Payload, folder: string): Promise<void> {
  await using expected = await open(contentPath);
  const [a, b] = [Buffer.allocUnsafe(comparedAtOnce), Buffer.allocUnsafe(comparedAtOnce)];
  for (const { path, offset, sizeBytes } of files) {
    await using actual = await open(join(folder, path));
    const { size } = await actual.stat();
    if (size !== sizeBytes) throw new Error(`${path} has ${size} bytes instead of ${sizeBytes}`);
    for (let at = 0; at < sizeBytes; at += comparedAtOnce) {
      const length = Math.min(comparedAtOnce, sizeBytes - at);
      await expected.read(a, 0, length, offset + at);
      await actual.read(b, 0, length, at);
      if (!a.subarray(0, length).equals(b.subarray(0, length)))
        throw new Error(`${path} differs from what was sent, at or after byte ${at}`);
    }
  }
}

/** That a .torrent file a client has made describes the payload's one file. @throws Error that says what is wrong */
export async function assertDescribes({ path, sizeBytes }: Payload, torrentFile: Uint8Array): Promise<void> {
  const info = entry(decodeBencode(torrentFile).value as BencodeDictionary, 'info') as BencodeDictionary;
  const [length, pieceLength] = [entry(info, 'length'), entry(info, 'piece length')] as number[];
  const pieces = Buffer.from(entry(info, 'pieces') as Uint8Array);
  if (length !== sizeBytes) throw new Error(`It says ${length ?? 0} bytes instead of ${sizeBytes}`);
  if (pieceLength === undefined || pieces.length !== 20 * Math.ceil(sizeBytes / pieceLength))
    throw new Error('It has another number of hashes than pieces');
  await using file = await open(path);
  const piece = Buffer.allocUnsafe(pieceLength);
  for (let index = 0; 20 * index < pieces.length; index++) {
    const { bytesRead } = await file.read(piece, 0, pieceLength, index * pieceLength);
    const expected = pieces.subarray(20 * index, 20 * index + 20);
    if (!hash('sha1', piece.subarray(0, bytesRead), 'buffer').equals(expected))
      throw new Error(`The hash of piece ${index} is wrong`);
  }
}

function entry(dictionary: BencodeDictionary, key: string): unknown {
  return dictionary.get(key);
}

/** Whether a path exists at all: programs say that they are done in many ways. */
export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
