/** Messages and blocks are copied behind each other into one stretch of memory, which is then sent with one write. */
export interface Arena {
  /** @throws after release() */
  readonly bytes: Uint8Array;
  /** Bytes filled from the start; the holder counts. */
  used: number;
  /** Once, when the channel says that it was sent (or has ended). @throws the second time */
  release(): void;
}

export interface Arenas {
  /** Empty. There is always one: how many are under way is for the channel's queue to limit. */
  take(): Arena;
  readonly heldCount: number;
  readonly freeCount: number;
}

interface ArenaOptions {
  readonly arenaBytes: number;
  /** Of the free ones, those beyond this go back to the system. */
  readonly maxFree: number;
}

export function makeArenas({ arenaBytes, maxFree }: ArenaOptions): Arenas {
  const free: Uint8Array[] = [];
  let heldCount = 0;

  return {
    take() {
      const memory = free.pop() ?? Buffer.allocUnsafeSlow(arenaBytes);
      let bytes: Uint8Array | undefined = memory;
      heldCount++;
      return {
        get bytes() {
          if (bytes === undefined) throw new Error('An arena is used after its release.');
          return bytes;
        },
        used: 0,
        release() {
          if (bytes === undefined) throw new Error('An arena is released twice.');
          bytes = undefined;
          heldCount--;
          if (free.length < maxFree) free.push(memory);
        },
      };
    },
    get heldCount() {
      return heldCount;
    },
    get freeCount() {
      return free.length;
    },
  };
}
