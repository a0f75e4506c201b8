/**
 * One piece on its way to the disk. Whoever took it holds it, and it alone: it may be lent for a time that ends before
 * release() (to the parser for one block, to the disk for one write). A block still expected when the piece is given up
 * must ask isMine() with the generation it began under before it writes.
 */
export interface PieceBuffer {
  /** As long as was asked for; what was in it before is still there. @throws after release() */
  readonly bytes: Uint8Array;
  /** Another one for each take() of the process: two holders of the same memory never have the same. */
  readonly generation: number;
  /** Whether it is still held, by the take() that gave it this generation. */
  isMine(generation: number): boolean;
  /** Once, when nothing reads or writes it any more, the disk included. @throws the second time */
  release(): void;
}

export interface PieceBuffers {
  /**
   * @param bytes length of the piece
   * @returns undefined where the budget is used up: then no new piece is opened until one is released
   */
  take(bytes: number): PieceBuffer | undefined;
  /** What was asked for while there was room, and comes when there is none left. */
  takePromised(bytes: number): PieceBuffer;
  /** Whether take() would give one, of whatever length. */
  readonly hasRoom: boolean;
  /** Held now; memory is counted, which is rounded up to a power of two. */
  readonly heldBytes: number;
  /** Gives back to the system what nobody holds. */
  trim(): void;
}

interface PieceBufferOptions {
  /**
   * While this much is held, nothing more is given. The piece that reaches the limit may go beyond it: so one piece
   * larger than the limit can be had at a time, and large pieces do not wait behind small ones for ever.
   */
  readonly maxBytes: number;
  /**
   * For tests: released memory is filled with a pattern, and take() throws when somebody has written to it since.
   * Costs more than the copy of a block.
   */
  readonly watchesReleased?: boolean;
}

const smallestBytes = 16 * 1024;
const pattern = 0xdb;

/** Memory for pieces, re-used: fresh memory costs a page fault every 4 KiB. */
export function makePieceBuffers({ maxBytes, watchesReleased = false }: PieceBufferOptions): PieceBuffers {
  /** Free memory by its length, the length released last at the end. */
  const free = new Map<number, Uint8Array[]>();
  let freeBytes = 0;
  let heldBytes = 0;
  let generations = 0;

  function memoryOf(length: number): Uint8Array {
    const memory = free.get(length)?.pop();
    // Not from the pool of Buffer, which would keep 8 KiB of others alive.
    if (memory === undefined) return Buffer.allocUnsafeSlow(length);
    freeBytes -= length;
    if (watchesReleased && memory.some((byte) => byte !== pattern))
      throw new Error('A piece buffer was written to after its release.');
    return memory;
  }

  function giveBack(memory: Uint8Array): void {
    const { length } = memory;
    heldBytes -= length;
    if (watchesReleased) memory.fill(pattern);
    const same = free.get(length) ?? [];
    free.delete(length);
    free.set(length, same);
    same.push(memory);
    freeBytes += length;
    for (const [size, list] of free) {
      while (heldBytes + freeBytes > Math.max(maxBytes, length) && list.pop() !== undefined)
        freeBytes -= size;
      if (list.length === 0) free.delete(size);
    }
  }

  function takePromised(bytes: number): PieceBuffer {
    const memory = memoryOf(roundUp(bytes));
    heldBytes += memory.length;
    generations++;
    return hold(memory, bytes, generations, giveBack);
  }

  return {
    take: (bytes) => (heldBytes >= maxBytes ? undefined : takePromised(bytes)),
    takePromised,
    get hasRoom() {
      return heldBytes < maxBytes;
    },
    get heldBytes() {
      return heldBytes;
    },
    trim() {
      free.clear();
      freeBytes = 0;
    },
  };
}

function hold(
  memory: Uint8Array,
  length: number,
  generation: number,
  giveBack: (memory: Uint8Array) => void,
): PieceBuffer {
  let bytes: Uint8Array | undefined = memory.length === length ? memory : memory.subarray(0, length);
  return {
    get bytes() {
      if (bytes === undefined) throw new Error('A piece buffer is used after its release.');
      return bytes;
    },
    generation,
    isMine: (asked) => bytes !== undefined && asked === generation,
    release() {
      if (bytes === undefined) throw new Error('A piece buffer is released twice.');
      bytes = undefined;
      giveBack(memory);
    },
  };
}

/** The short last pieces of many torrents share memory with whole ones. */
function roundUp(bytes: number): number {
  let length = smallestBytes;
  while (length < bytes) length *= 2;
  return length;
}
