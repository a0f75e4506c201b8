import type { Clock } from '../../ports/clock.ts';
import type { FileStore } from './file-store.ts';
import type { Layout } from './layout.ts';
import { pageBytes, type Page, type PagePool } from './page-pool.ts';

/** Blocks of one torrent for its peers. */
export interface StoreReader {
  /**
   * What is in memory, at once. It is lent: use it before anything else can run, and not after an `await`.
   * Undefined: load() first.
   */
  peek(offset: number, length: number): Uint8Array | undefined;
  /**
   * Reads it into memory, with what is likely to be asked for next. Afterwards peek() can still say undefined, where
   * the bytes were written to meanwhile or others needed the memory: load again.
   * @throws ContentError when it cannot be read or the files were changed by another program
   */
  load(offset: number, length: number): Promise<void>;
  /** Gives its memory to others. */
  close(): void;
}

export interface ReadSource extends Pick<FileStore, 'readIntoAll'> {
  /** @throws ContentError when a file of this stretch is not what it was */
  look(offset: number, length: number): Promise<void>;
  /** Called when bytes have been written, before the write resolves. */
  onWritten(listener: (offset: number, length: number) => void): void;
}

interface ReaderParts {
  readonly store: ReadSource;
  readonly layout: Layout;
  readonly has: (piece: number) => boolean;
  readonly pool: PagePool;
  readonly windowPages: number;
  readonly clock: Clock;
}

/** After that the files are looked at again before a page is lent, ms. */
const freshForMs = 500;

export function makeStoreReader({ store, layout, has, pool, windowPages, clock }: ReaderParts): StoreReader {
  const { sizeBytes, pieceSizeBytes } = layout.content;
  const pages = new Map<number, Page>();
  let isClosed = false;

  const pageOf = (offset: number) => Math.floor(offset / pageBytes);
  const pieceOf = (offset: number) => Math.floor(offset / pieceSizeBytes);

  /** Whether a page holds, or will hold, a stretch of the torrent. */
  function holds(page: Page, start: number, end: number): boolean {
    const base = page.index * pageBytes;
    return page.from <= start - base && end - base <= page.to;
  }

  function peekPage(start: number, end: number): Uint8Array | undefined {
    const page = pages.get(pageOf(start));
    if (page === undefined || page.filling !== undefined || !holds(page, start, end)) return undefined;
    if (clock.monotonicMs() - page.freshMs >= freshForMs) return undefined;
    pool.touch(page);
    if (page.isTrigger) readBehind(page);
    const base = page.index * pageBytes;
    return page.memory.subarray(start - base, end - base);
  }

  /** Two pages are not neighbours in memory: the block is put together, in memory of its own. */
  function peekAcross(offset: number, length: number): Uint8Array | undefined {
    const bytes = Buffer.allocUnsafe(length);
    for (let at = offset; at < offset + length;) {
      const end = Math.min(offset + length, (pageOf(at) + 1) * pageBytes);
      const part = peekPage(at, end);
      if (part === undefined) return undefined;
      bytes.set(part, at - offset);
      at = end;
    }
    return bytes;
  }

  function readBehind(trigger: Page): void {
    trigger.isTrigger = false;
    let index = trigger.index;
    while (pages.has(index)) index++;
    const next = index * pageBytes;
    if (next >= sizeBytes || !has(pieceOf(next))) return;
    // Nobody has asked for it yet: whoever does hears of the error.
    load(next, 1).catch(() => undefined);
  }

  async function load(offset: number, length: number): Promise<void> {
    const end = offset + length;
    if (offset < 0 || length <= 0 || end > sizeBytes) throw new RangeError('A stretch outside the torrent');
    // From here on the code that was lent a page has ended: its memory can go to another.
    await store.look(offset, length);
    const freshMs = clock.monotonicMs();
    for (let at = offset; at < end && !isClosed;) {
      const stop = Math.min(end, (pageOf(at) + 1) * pageBytes);
      const page = pages.get(pageOf(at));
      if (page?.filling !== undefined) {
        // Where it fails, it may have failed for what was read ahead: this one tries for itself.
        await page.filling.catch(() => undefined);
        continue;
      }
      if (page !== undefined && holds(page, at, stop)) page.freshMs = freshMs;
      else {
        if (page !== undefined) drop(page);
        await fill(at, stop, freshMs);
      }
      at = stop;
    }
  }

  function forget(page: Page): void {
    if (pages.get(page.index) === page) pages.delete(page.index);
  }

  function drop(page: Page): void {
    forget(page);
    if (page.filling === undefined) pool.free(page);
    else page.isStale = true;
  }

  /** The stretch lies in one page; read with more around it, or alone where that fails. */
  async function fill(start: number, end: number, freshMs: number): Promise<void> {
    const first = pageOf(start);
    // As much again as was read before it: 64 KiB of a random reader, soon a whole window of a sequential one.
    let ahead = 1;
    while (ahead <= windowPages && pages.has(first - ahead)) ahead++;
    let limit = first + 1;
    while (limit < first + Math.max(1, ahead - 1) && !pages.has(limit)) limit++;
    const from = thereDownTo(start, first * pageBytes);
    const to = thereUpTo(end, Math.min(sizeBytes, limit * pageBytes));
    try {
      await read(from, to, freshMs);
    } catch (error) {
      if (from === start && to === end) throw error;
      await read(start, end, freshMs);
    }
  }

  async function read(from: number, to: number, freshMs: number): Promise<void> {
    const run: Page[] = [];
    for (let index = pageOf(from); index * pageBytes < to;) {
      // Another load() may have begun the same while this one waited.
      if (pages.has(index)) break;
      const page = pool.take(index, forget);
      if (page !== undefined) {
        page.from = Math.max(0, from - index * pageBytes);
        page.to = Math.min(pageBytes, to - index * pageBytes);
        page.freshMs = freshMs;
        run.push(page);
        index++;
      } else if (run.length > 0) break;
      else await pool.room();
    }
    if (run.length === 0) return;
    const reading = store.readIntoAll(
      from,
      run.map((page) => page.memory.subarray(page.from, page.to)),
    );
    const filling = reading.finally(() => {
      for (const page of run) page.filling = undefined;
    });
    for (const page of run) {
      page.filling = filling;
      pages.set(page.index, page);
    }
    const middle = run[run.length >> 1];
    if (middle !== undefined && run.length * 2 >= windowPages) middle.isTrigger = true;
    try {
      await filling;
    } catch (error) {
      for (const page of run) drop(page);
      throw error;
    }
    for (const page of run) {
      if (page.isStale || isClosed) pool.free(page);
      else pool.keep(page);
    }
  }

  /** How far down from `start` everything is there, not below `limit`. */
  function thereDownTo(start: number, limit: number): number {
    let at = start;
    while (at > limit && has(pieceOf(at - 1))) at = Math.max(limit, pieceOf(at - 1) * pieceSizeBytes);
    return at;
  }

  function thereUpTo(end: number, limit: number): number {
    let at = end;
    while (at < limit && has(pieceOf(at))) at = Math.min(limit, (pieceOf(at) + 1) * pieceSizeBytes);
    return at;
  }

  store.onWritten((offset, length) => {
    for (let index = pageOf(offset); index * pageBytes < offset + length; index++) {
      const page = pages.get(index);
      if (page !== undefined) drop(page);
    }
  });

  return {
    peek: (offset, length) =>
      pageOf(offset) === pageOf(offset + length - 1)
        ? peekPage(offset, offset + length)
        : peekAcross(offset, length),
    load,
    close() {
      isClosed = true;
      for (const page of [...pages.values()]) drop(page);
    },
  };
}
