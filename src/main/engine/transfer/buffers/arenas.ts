/**
 * Memory in which many messages to one peer are gathered for one write. Lent until the system has taken it all.
 */
export interface Arena {
  readonly bytes: Uint8Array;
  /** From the beginning. */
  used: number;
  /** Exactly once, when nothing reads it any more. */
  release(): void;
}

export interface Arenas {
  take(): Arena;
}

interface ArenasParts {
  readonly arenaBytes: number;
  /** How many are kept for later; more are made when more are needed at once. */
  readonly maxFree: number;
}

export function makeArenas({ arenaBytes, maxFree }: ArenasParts): Arenas {
  const free: Uint8Array[] = [];

  return {
    take() {
      const bytes = free.pop() ?? Buffer.allocUnsafeSlow(arenaBytes);
      let isLent = true;
      return {
        bytes,
        used: 0,
        release() {
          if (!isLent) throw new Error('An arena was given back twice.');
          isLent = false;
          if (free.length < maxFree) free.push(bytes);
        },
      };
    },
  };
}
