import { maxCoverBytes, type Readable } from './tokenizer.ts';

const headerBytes = 10;
/** Tags below this are read as they are, bytes. */
const smallBytes = 1024 * 1024;
/** More frames than any tag has: what says otherwise is nonsense. */
const maxFrames = 10_000;

/**
 * Music-metadata reads an ID3v2 tag into memory as a whole, covers and all. Of a large one, only what is wanted is shown
 * to it: the frames that are no pictures, and pictures of a size that is shown.
 *
 * The tag is walked by the headers of its frames (id3.org, ID3v2.2 3.2, ID3v2.3 3.3, ID3v2.4 4).
 * @returns what to parse, and whether a cover was left out for its size
 */
export async function trimId3(
  file: Readable,
  { withCover }: { readonly withCover: boolean },
): Promise<{ readonly file: Readable; readonly isCoverTooLarge: boolean }> {
  const asItIs = { file, isCoverTooLarge: false };
  const header = await bytesAt(file, 0, headerBytes);
  if (header.length < headerBytes || header.toString('latin1', 0, 3) !== 'ID3') return asItIs;
  const version = header[3] ?? 0;
  const flags = header[5] ?? 0;
  const tagEnd = headerBytes + synchsafe(header, 6);
  // Extended headers and unsynchronised tags are old and rare; a large one of those meets the limit of memory.
  if (tagEnd <= smallBytes || tagEnd > file.sizeBytes || version < 2 || version > 4) return asItIs;
  if ((flags & 0xc0) !== 0) return asItIs;

  const kept: Buffer[] = [];
  let keptBytes = 0;
  let isCoverTooLarge = false;
  const frameHeaderBytes = version === 2 ? 6 : 10;
  let at = headerBytes;
  for (let frames = 0; frames < maxFrames && at + frameHeaderBytes <= tagEnd; frames += 1) {
    const head = await bytesAt(file, at, frameHeaderBytes);
    const id = head.toString('latin1', 0, version === 2 ? 3 : 4);
    if (!/^[A-Z0-9]{3,4}$/u.test(id)) break;
    const size =
      version === 2 ? head.readUIntBE(3, 3) : version === 3 ? head.readUInt32BE(4) : synchsafe(head, 4);
    const next = at + frameHeaderBytes + size;
    if (next > tagEnd) break;
    const isPicture = id === 'APIC' || id === 'PIC';
    const isTooLarge = keptBytes + size > maxCoverBytes;
    if (isPicture && isTooLarge) isCoverTooLarge = true;
    if (isPicture ? withCover && !isTooLarge : size <= smallBytes && !isTooLarge) {
      if (size > smallBytes) await file.takeMuchMemory();
      kept.push(head, await bytesAt(file, at + frameHeaderBytes, size));
      keptBytes += frameHeaderBytes + size;
    }
    at = next;
  }
  const head = Buffer.concat([header, ...kept]);
  writeSynchsafe(head, 6, keptBytes);
  return { file: putBefore(head, file, tagEnd), isCoverTooLarge };
}

/** The file with another beginning in the place of its first `restAt` bytes. */
function putBefore(head: Buffer, file: Readable, restAt: number): Readable {
  const sizeBytes = head.length + file.sizeBytes - restAt;
  return {
    sizeBytes,
    takeMuchMemory: file.takeMuchMemory,
    async read(into, position) {
      const fromHead = head.subarray(Math.min(position, head.length), position + into.length);
      into.set(fromHead);
      if (fromHead.length === into.length) return into.length;
      const rest = into.subarray(fromHead.length);
      return fromHead.length + (await file.read(rest, position + fromHead.length - head.length + restAt));
    },
  };
}

async function bytesAt(file: Readable, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, await file.read(bytes, position));
}

/** 28 bits in four bytes, so that no size looks like the beginning of sound. */
function synchsafe(bytes: Buffer, at: number): number {
  return [0, 1, 2, 3].reduce((sum, index) => sum * 128 + ((bytes[at + index] ?? 0) & 0x7f), 0);
}
function writeSynchsafe(bytes: Buffer, at: number, value: number): void {
  for (const index of [0, 1, 2, 3]) bytes[at + index] = (value >> (7 * (3 - index))) & 0x7f;
}
