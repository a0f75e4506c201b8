/** Writes that lie beside each other and come at about the same time become one call to the system. */
export interface GatheredWrites {
  /** Resolves when the system has the bytes; until then they are not to be touched. */
  write(offset: number, bytes: Uint8Array): Promise<void>;
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>;
}

interface Waiting {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly resolve: (nothing: undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** The runtime has four threads for files; what waits for one grows into longer runs meanwhile. */
const mostCalls = 4;
/** Of one call: longer ones are not faster, and all that was in it is held until its end. */
const mostBytes = 1024 * 1024;
/** Systems take 1024 stretches of memory in one call. */
const mostParts = 256;

/** A call costs some 30 µs of both threads, which is more than writing 16 KiB. */
export function gatherWrites(
  writeRun: (offset: number, parts: readonly Uint8Array[]) => Promise<void>,
): GatheredWrites {
  const waiting: Waiting[] = [];
  const calls = new Set<Promise<void>>();
  let isScheduled = false;
  let isSorted = true;

  /** The waiting writes from the first on that lie behind each other. */
  function takeRun(): Waiting[] {
    let count = 0;
    let end = waiting[0]?.offset ?? 0;
    let bytes = 0;
    for (const one of waiting) {
      if (one.offset !== end || count === mostParts || (count > 0 && bytes + one.bytes.length > mostBytes))
        break;
      count++;
      end += one.bytes.length;
      bytes += one.bytes.length;
    }
    return waiting.splice(0, count);
  }

  async function write(run: readonly Waiting[]): Promise<void> {
    try {
      await writeRun(
        run[0]?.offset ?? 0,
        run.map(({ bytes }) => bytes),
      );
      for (const { resolve } of run) resolve(undefined);
    } catch (error) {
      for (const { reject } of run) reject(error);
    }
  }

  function flush(): void {
    isScheduled = false;
    if (!isSorted) waiting.sort((a, b) => a.offset - b.offset);
    isSorted = true;
    while (waiting.length > 0 && calls.size < mostCalls) {
      const call = write(takeRun()).then(() => {
        calls.delete(call);
        flush();
      });
      calls.add(call);
    }
  }

  return {
    write(offset, bytes) {
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      if (offset < (waiting.at(-1)?.offset ?? 0)) isSorted = false;
      waiting.push({ offset, bytes, resolve, reject });
      // When everything that came with this turn is here.
      if (!isScheduled) setImmediate(flush);
      isScheduled = true;
      return promise;
    },
    async settled() {
      while (waiting.length > 0 || calls.size > 0) {
        if (calls.size === 0) flush();
        await Promise.all(calls);
      }
    },
  };
}
