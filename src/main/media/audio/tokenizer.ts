import type { parseFromTokenizer } from 'music-metadata';
import { ReadProblem } from '../read-problem.ts';
import type { BoundedFile } from '../reading/bounded-file.ts';

type Tokenizer = Parameters<typeof parseFromTokenizer>[0];
interface ReadOptions {
  readonly length?: number;
  readonly position?: number;
  readonly mayBeLess?: boolean;
}

/** What a parser sees of a file. */
export type Readable = Pick<BoundedFile, 'read' | 'takeMuchMemory'> & { readonly sizeBytes: number };

/** More than this in one go is no cover that anyone shows, bytes. */
export const maxCoverBytes = 20 * 1024 * 1024;
/** From here on a file holds much memory, bytes: such files take turns. */
const muchBytes = 4 * 1024 * 1024;
/** Of all that a parser copies out of one file, bytes: in Ogg, a cover is written in base64 on many small pages. */
export const maxCopiedBytes = 1.5 * maxCoverBytes;

/** The parser wants more memory than it gets. */
export class TooMuchMemory extends ReadProblem {
  constructor() {
    super('cover-too-large', 'Its cover is larger than 20 MB; it is shown without one.');
  }
}
/** Said by the end of a file that comes before its parser expects it. */
function endOfFile(): Error {
  return new ReadProblem('damaged', 'The file ends in the middle of something: it was cut off.');
}

/** Hands a file to music-metadata, within bounds of memory and time. */
export function makeTokenizer(
  file: Readable,
  name: string,
  limits: { readonly maxCopiedBytes: number },
): Tokenizer {
  let position = 0;
  let copiedBytes = 0;

  async function copy(into: Uint8Array, from: number, mayBeLess: boolean): Promise<number> {
    const count = await file.read(into, from);
    if (count < into.length && !mayBeLess) throw endOfFile();
    return count;
  }
  async function allow(bytes: number, from: number): Promise<void> {
    if (!Number.isSafeInteger(bytes) || bytes < 0 || !Number.isSafeInteger(from) || from < 0)
      throw new RangeError('No such place in a file.');
    // Before there is memory for it.
    if (bytes > file.sizeBytes - from) throw endOfFile();
    copiedBytes += bytes;
    if (bytes > maxCoverBytes || copiedBytes > limits.maxCopiedBytes) throw new TooMuchMemory();
    if (bytes > muchBytes || copiedBytes > 2 * muchBytes) await file.takeMuchMemory();
  }
  function span(buffer: Uint8Array, options: ReadOptions | undefined) {
    const into = buffer.subarray(0, options?.length ?? buffer.length);
    return { into, from: options?.position ?? position, mayBeLess: options?.mayBeLess ?? false };
  }

  // The library's own type has these as generic methods over its tokens: `len` bytes, and `get` that makes a value of them.
  const tokenizer = {
    fileInfo: { size: file.sizeBytes, path: name },
    get position() {
      return position;
    },
    setPosition(to: number) {
      position = to;
    },
    supportsRandomAccess: () => true,
    async peekBuffer(buffer: Uint8Array, options?: ReadOptions) {
      const { into, from, mayBeLess } = span(buffer, options);
      return copy(into, from, mayBeLess);
    },
    async readBuffer(buffer: Uint8Array, options?: ReadOptions) {
      const { into, from, mayBeLess } = span(buffer, options);
      const count = await copy(into, from, mayBeLess);
      position = from + count;
      return count;
    },
    async peekToken<T>(
      token: { len: number; get(bytes: Uint8Array, offset: number): T },
      at?: number | null,
    ) {
      const from = at ?? position;
      await allow(token.len, from);
      const bytes = new Uint8Array(token.len);
      await copy(bytes, from, false);
      return token.get(bytes, 0);
    },
    async readToken<T>(token: { len: number; get(bytes: Uint8Array, offset: number): T }, at = position) {
      const value = await tokenizer.peekToken(token, at);
      position = at + token.len;
      return value;
    },
    peekNumber: (token: { len: number; get(bytes: Uint8Array, offset: number): number }) =>
      tokenizer.peekToken(token),
    readNumber: (token: { len: number; get(bytes: Uint8Array, offset: number): number }) =>
      tokenizer.readToken(token),
    ignore(length: number) {
      if (!(length >= 0)) throw new RangeError('No such place in a file.');
      const skipped = Math.min(length, Math.max(0, file.sizeBytes - position));
      position += skipped;
      return Promise.resolve(skipped);
    },
    close: () => Promise.resolve(),
    abort: () => Promise.resolve(),
  };
  return tokenizer;
}
