import { maxCoverBytes, type Readable } from './tokenizer.ts';

/** `moov/udta/meta/ilst/covr`: where iTunes keeps the cover (ISO 14496-12 4.2 for boxes). */
const way = ['moov', 'udta', 'meta', 'ilst', 'covr'] as const;
const headerBytes = 8;
/** Boxes beside each other; more are nonsense. */
const maxBoxes = 10_000;

interface Box {
  readonly at: number;
  readonly size: number;
}

/**
 * Music-metadata reads the cover of an MP4 into memory also when it is not wanted. One that is too large is cut out of what
 * is shown to it, and the boxes around it become that much shorter.
 *
 * Places in the file that are named behind the cut are wrong then; of those, only chapters are looked up.
 */
export async function trimMp4(
  file: Readable,
): Promise<{ readonly file: Readable; readonly isCoverTooLarge: boolean }> {
  const asItIs = { file, isCoverTooLarge: false };
  const start = await bytesAt(file, 0, headerBytes);
  if (start.toString('latin1', 4, 8) !== 'ftyp') return asItIs;
  const around: Box[] = [];
  let within = { from: 0, to: file.sizeBytes };
  for (const type of way) {
    const box = await findBox(file, type, within);
    if (box === undefined) return asItIs;
    around.push(box);
    // `meta` has a version of four bytes before its boxes.
    within = { from: box.at + headerBytes + (type === 'meta' ? 4 : 0), to: box.at + box.size };
  }
  const cover = around.pop();
  if (cover === undefined || cover.size <= maxCoverBytes) return asItIs;
  const patches = new Map(around.map(({ at, size }) => [at, uint32(size - cover.size)]));
  return { file: cut(file, cover, patches), isCoverTooLarge: true };
}

async function findBox(
  file: Readable,
  type: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Box | undefined> {
  let at = from;
  for (let boxes = 0; boxes < maxBoxes && at + headerBytes <= to; boxes += 1) {
    const head = await bytesAt(file, at, 2 * headerBytes);
    if (head.length < headerBytes) return undefined;
    const short = head.readUInt32BE(0);
    // 1: the size follows in eight bytes. 0: to the end.
    const isLong = short === 1 && head.length === 2 * headerBytes;
    const size = isLong ? Number(head.readBigUInt64BE(8)) : short;
    if (size < headerBytes || at + size > to) return undefined;
    if (head.toString('latin1', 4, 8) === type) return isLong ? undefined : { at, size };
    at += size;
  }
  return undefined;
}

/** The file without the bytes of a box, and with four other bytes at some places before it. */
function cut(file: Readable, { at, size }: Box, patches: ReadonlyMap<number, Buffer>): Readable {
  return {
    sizeBytes: file.sizeBytes - size,
    takeMuchMemory: file.takeMuchMemory,
    async read(into, position) {
      const before = into.subarray(0, Math.max(0, Math.min(into.length, at - position)));
      let count = before.length === 0 ? 0 : await file.read(before, position);
      for (const [patchedAt, bytes] of patches)
        for (const [index, byte] of bytes.entries()) {
          const where = patchedAt + index - position;
          if (where >= 0 && where < count) before[where] = byte;
        }
      const rest = into.subarray(before.length);
      if (count === before.length && rest.length > 0)
        count += await file.read(rest, position + before.length + size);
      return count;
    },
  };
}

async function bytesAt(file: Readable, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, await file.read(bytes, position));
}
function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
