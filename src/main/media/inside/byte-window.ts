import { ReadProblem } from '../read-problem.ts';
import type { ReadableMedia } from '../remux/readable-media.ts';

/** Small pieces of a file, read in any order. */
export interface ByteWindow {
  readonly sizeBytes: number;
  /**
   * @returns fewer only where the file ends
   * @throws ReadProblem when this file makes its reader read too much, and what reading throws
   */
  read(from: number, length: number): Promise<Buffer>;
}

/** Headers lie near each other, and a block of a disk costs the same; bytes. */
const blockBytes = 64 * 1024;
const maxBlocks = 8;

/** @param maxBytes for all reads together: whoever made the file may want it to be read for ever */
export function makeByteWindow(
  media: ReadableMedia,
  { signal, maxBytes }: { readonly signal: AbortSignal; readonly maxBytes: number },
): ByteWindow {
  const { sizeBytes } = media;
  const blocks = new Map<number, Buffer>();
  let left = maxBytes;

  async function fetch(from: number, to: number): Promise<Buffer> {
    signal.throwIfAborted();
    left -= to - from;
    if (left < 0) throw new ReadProblem('damaged', 'The file leads whoever reads it in circles.');
    const parts: Uint8Array[] = [];
    for await (const part of await media.read({ from, to }, signal)) parts.push(part);
    return Buffer.concat(parts);
  }

  async function block(index: number): Promise<Buffer> {
    const known = blocks.get(index);
    if (known !== undefined) return known;
    const from = index * blockBytes;
    const bytes = await fetch(from, Math.min(from + blockBytes, sizeBytes));
    const [oldest] = blocks.keys();
    if (oldest !== undefined && blocks.size >= maxBlocks) blocks.delete(oldest);
    blocks.set(index, bytes);
    return bytes;
  }

  return {
    sizeBytes,
    async read(from, length) {
      const to = Math.min(from + length, sizeBytes);
      if (!(from >= 0 && to > from)) return Buffer.alloc(0);
      if (length > blockBytes) return fetch(from, to);
      const parts: Buffer[] = [];
      for (let at = from; at < to;) {
        const index = Math.floor(at / blockBytes);
        const part = (await block(index)).subarray(at % blockBytes, (at % blockBytes) + to - at);
        if (part.length === 0) break;
        parts.push(part);
        at += part.length;
      }
      return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
    },
  };
}
