import type { FileStore } from './file-store.ts';

/**
 * What peers are sent is read in windows that are kept for a while: a peer that reads in order, and others that read the
 * same, find the next block there already. Shared by all torrents of the process, so that its size is bounded.
 */
export interface ReadCache {
  forStore(store: Pick<FileStore, 'readInto'>, sizeBytes: number): BlockReader;
}

/** Blocks of one torrent. */
export interface BlockReader {
  /** The bytes if they are there; lent until the caller returns to the event loop. */
  peek(offset: number, length: number): Uint8Array | undefined;
  /** Reads them, and more where they are read in order. @throws ContentError */
  load(offset: number, length: number): Promise<void>;
  close(): void;
}

/** Read in one go where reading goes on in order: a disk is not asked for each block. */
const windowBytes = 1024 * 1024;
/** Where it does not: what was asked for, and its neighbours in the same read of the disk. */
const lookBytes = 128 * 1024;
/** What lies here longer may have been changed by another program meanwhile, ms. */
const keepMs = 500;

interface Window {
  readonly reader: object;
  readonly start: number;
  readonly bytes: Uint8Array;
  /** What was read; the buffer may be longer. */
  length: number;
  loadedMs: number;
}

interface ReadCacheParts {
  readonly maxBytes: number;
  readonly nowMs: () => number;
}

export function makeReadCache({ maxBytes, nowMs }: ReadCacheParts): ReadCache {
  /** Ordered by last use. */
  const windows = new Map<string, Window>();
  const free: Uint8Array[] = [];
  let keptBytes = 0;
  let readers = 0;

  function drop(key: string, window: Window): void {
    windows.delete(key);
    keptBytes -= window.bytes.length;
    if (free.length < 8 && window.bytes.length === windowBytes) free.push(window.bytes);
  }

  function makeRoom(): void {
    for (const [key, window] of windows) {
      if (keptBytes <= maxBytes) return;
      drop(key, window);
    }
  }

  return {
    forStore(store, sizeBytes) {
      const reader = {};
      const name = readers++;
      const loading = new Map<string, Promise<void>>();
      let lastEnd = -1;
      let isClosed = false;

      const keyOf = (start: number) => `${name} ${start}`;

      /** The window that holds these bytes whole. */
      function find(offset: number, length: number): Window | undefined {
        for (const start of [offset - (offset % windowBytes), offset - (offset % lookBytes), offset]) {
          const key = keyOf(start);
          const window = windows.get(key);
          if (window === undefined || offset + length > window.start + window.length) continue;
          if (nowMs() - window.loadedMs > keepMs) {
            drop(key, window);
            continue;
          }
          windows.delete(key);
          windows.set(key, window);
          return window;
        }
        return undefined;
      }

      async function read(start: number, length: number): Promise<void> {
        const isWhole = length === windowBytes || start % windowBytes === 0;
        const bytes =
          (isWhole ? free.pop() : undefined) ?? Buffer.allocUnsafeSlow(isWhole ? windowBytes : length);
        await store.readInto(start, bytes.subarray(0, length));
        if (isClosed) return;
        const key = keyOf(start);
        const before = windows.get(key);
        if (before !== undefined) drop(key, before);
        windows.set(key, { reader, start, bytes, length, loadedMs: nowMs() });
        keptBytes += bytes.length;
        makeRoom();
      }

      function loadWindow(start: number, step: number): Promise<void> {
        const key = keyOf(start);
        const running =
          loading.get(key) ??
          read(start, Math.min(step, sizeBytes - start)).finally(() => loading.delete(key));
        loading.set(key, running);
        return running;
      }

      return {
        peek(offset, length) {
          const window = find(offset, length);
          if (window === undefined) return undefined;
          lastEnd = offset + length;
          return window.bytes.subarray(offset - window.start, offset - window.start + length);
        },
        async load(offset, length) {
          const isInOrder = offset === lastEnd || offset % windowBytes === 0;
          const step = isInOrder ? windowBytes : lookBytes;
          const start = offset - (offset % step);
          // A block across the edge of a window gets one of its own.
          if (offset + length <= start + step) return loadWindow(start, step);
          return loadWindow(offset, length);
        },
        close() {
          isClosed = true;
          for (const [key, window] of windows) if (window.reader === reader) drop(key, window);
        },
      };
    },
  };
}
