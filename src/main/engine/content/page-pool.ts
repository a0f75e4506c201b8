/** A stretch of one torrent in memory, at its place: the n-th page holds what lies from n · pageBytes on. */
export interface Page {
  readonly memory: Uint8Array;
  readonly index: number;
  /** What of it is filled, or being filled. */
  from: number;
  to: number;
  /** When the files it comes from were last known to be unchanged, ms. */
  freshMs: number;
  /** Until then nobody may look at it, and nobody else may have its memory. */
  filling: Promise<void> | undefined;
  /** Written to on disk while it was being read. */
  isStale: boolean;
  /** Where it is reached, the stretch behind this one is wanted soon. */
  isTrigger: boolean;
  /** Its owner forgets it: the memory goes to another one. */
  leave(): void;
}

export const pageBytes = 64 * 1024;

/** Memory for all torrents of the process; the page that was not used for longest gives way. */
export interface PagePool {
  /** Undefined while all of it is being filled. */
  take(index: number, leave: (page: Page) => void): Page | undefined;
  /** It is filled: from now on it may give way. */
  keep(page: Page): void;
  touch(page: Page): void;
  /** Its owner has forgotten it. Not while it is being filled. */
  free(page: Page): void;
  /** Resolves when take() is worth another try. */
  room(): Promise<void>;
}

export function makePagePool({ maxBytes }: { readonly maxBytes: number }): PagePool {
  const most = Math.max(1, Math.floor(maxBytes / pageBytes));
  const freeMemory: Uint8Array[] = [];
  /** Filled ones, in the order of their last use. */
  const kept = new Set<Page>();
  let waiting: (() => void)[] = [];
  let last: Page | undefined;
  let made = 0;

  function memory(): Uint8Array | undefined {
    const free = freeMemory.pop();
    if (free !== undefined) return free;
    if (made < most) {
      made++;
      return Buffer.allocUnsafeSlow(pageBytes);
    }
    for (const oldest of kept) {
      kept.delete(oldest);
      oldest.leave();
      return oldest.memory;
    }
    return undefined;
  }

  function wake(): void {
    const all = waiting;
    waiting = [];
    for (const go of all) go();
  }

  return {
    take(index, leave) {
      const bytes = memory();
      if (bytes === undefined) return undefined;
      const page: Page = {
        memory: bytes,
        index,
        from: 0,
        to: 0,
        freshMs: -Infinity,
        filling: undefined,
        isStale: false,
        isTrigger: false,
        leave: () => leave(page),
      };
      return page;
    },
    keep(page) {
      kept.add(page);
      wake();
    },
    touch(page) {
      if (page === last || !kept.delete(page)) return;
      kept.add(page);
      last = page;
    },
    free(page) {
      kept.delete(page);
      freeMemory.push(page.memory);
      if (freeMemory.length === made) {
        // Nobody is sharing anything: give it all back.
        freeMemory.length = 0;
        made = 0;
      }
      wake();
    },
    room: () => new Promise((resolve) => waiting.push(resolve)),
  };
}
