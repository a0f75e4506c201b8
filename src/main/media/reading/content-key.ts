import { createHash } from 'node:crypto';
import type { BoundedFile } from './bounded-file.ts';

/** Beginning and end of this size: tags and first sounds; the middle of a 40 GB film is not read, bytes. */
const edgeBytes = 64 * 1024;

/** A digest of size, beginning and end: 160 bits, hexadecimal. Two files with the same one are taken to be copies. */
export async function contentKeyOf(file: BoundedFile): Promise<string> {
  const { sizeBytes } = file.stat;
  const hash = createHash('sha256').update(`${sizeBytes}\n`);
  const edge = new Uint8Array(Math.min(edgeBytes, sizeBytes));
  hash.update(edge.subarray(0, await file.read(edge, 0)));
  hash.update(edge.subarray(0, await file.read(edge, Math.max(0, sizeBytes - edgeBytes))));
  return hash.digest('hex').slice(0, 40);
}
