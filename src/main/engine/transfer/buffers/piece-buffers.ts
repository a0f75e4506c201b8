/**
 * Memory for pieces that are being put together, lent to all torrents of the process. Whoever takes a buffer owns it
 * until it releases it, exactly once; then it may be another piece's at once, so nothing may write to it any more.
 */
export interface PieceBuffers {
  /** Whether another piece should be begun. */
  readonly hasRoom: boolean;
  readonly lentBytes: number;
  /** Always lends: what was promised before the room was used up, and pieces that are larger than all the room. */
  take(bytes: number): PieceBuffer;
}

export interface PieceBuffer {
  /** @throws after release() */
  readonly bytes: Uint8Array;
  /** @throws when it was released before */
  release(): void;
}

/** Kept for the next piece of the same size; a process has torrents of a few sizes at a time. */
const maxFreeBytes = 16 * 1024 * 1024;

/** @param maxBytes at most this much is lent before `hasRoom` says no; one piece is always possible */
export function makePieceBuffers({ maxBytes }: { readonly maxBytes: number }): PieceBuffers {
  const free = new Map<number, Uint8Array[]>();
  let freeBytes = 0;
  let lentBytes = 0;

  function memory(bytes: number): Uint8Array {
    const kept = free.get(bytes)?.pop();
    if (kept === undefined) return Buffer.allocUnsafeSlow(bytes);
    freeBytes -= bytes;
    return kept;
  }

  function keep(bytes: Uint8Array): void {
    const { length } = bytes;
    // Sizes that are not in use any more make way.
    if (freeBytes + length > maxFreeBytes) {
      free.clear();
      freeBytes = 0;
    }
    if (length > maxFreeBytes) return;
    const list = free.get(length) ?? [];
    free.set(length, list);
    list.push(bytes);
    freeBytes += length;
  }

  return {
    get hasRoom() {
      return lentBytes < maxBytes;
    },
    get lentBytes() {
      return lentBytes;
    },
    take(length) {
      let bytes: Uint8Array | undefined = memory(length);
      lentBytes += length;
      return {
        get bytes() {
          if (bytes === undefined) throw new Error('A piece buffer was used after it had been given back.');
          return bytes;
        },
        release() {
          if (bytes === undefined) throw new Error('A piece buffer was given back twice.');
          lentBytes -= length;
          keep(bytes);
          bytes = undefined;
        },
      };
    },
  };
}
