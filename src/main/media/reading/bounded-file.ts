import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { FileStat } from '#shared/domain/library/scanned-file.ts';
import { orAbort } from '#shared/domain/or-abort.ts';
import { ReadProblem } from '../read-problem.ts';
import { fileStatOf } from './file-stat.ts';

/** A file that is read in small steps, each of which ends when time is up or nobody wants it any more. */
export interface BoundedFile extends AsyncDisposable {
  /** As it was when it was opened: one that grows meanwhile is read up to here, and again by the next scan. */
  readonly stat: FileStat;
  /** Fills `into` from `position` on. @returns how many bytes there were: less only at the end */
  read(into: Uint8Array, position: number): Promise<number>;
  /** Waits until no other file holds much memory; until this one is closed, none will. */
  takeMuchMemory(): Promise<void>;
}

export interface Bounds {
  readonly signal: AbortSignal;
  /** For all of it; then `took-too-long`. */
  readonly maxMs: number;
  readonly turns: MemoryTurns;
}

/** Files that need much memory at once take turns: eight covers of 20 MB would be 160 MB. */
export interface MemoryTurns {
  /** Resolves with the way to give the turn back. */
  take(): Promise<() => void>;
}

export function makeMemoryTurns(): MemoryTurns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    async take() {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      last = promise;
      await before;
      return () => resolve(undefined);
    },
  };
}

/** Parsers ask for four bytes at a time; a block of a disk costs the same, bytes. */
const blockBytes = 64 * 1024;
/** Beginning and end, and where the parser is. */
const maxBlocks = 4;

/**
 * Opens a plain file. A pipe or device of the same name is refused without waiting for it.
 * @throws ReadProblem, the system's errors, and the signal's reason
 */
export async function openBounded(path: string, { signal, maxMs, turns }: Bounds): Promise<BoundedFile> {
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(maxMs);
  const stop = new AbortController();
  const onAbort = () => stop.abort(signal.reason);
  const onTimeout = () =>
    stop.abort(
      new ReadProblem('took-too-long', `It could not be read in ${Math.round(maxMs / 1000)} seconds.`),
    );
  signal.addEventListener('abort', onAbort, { once: true });
  timeout.addEventListener('abort', onTimeout, { once: true });
  const orStop = <T>(work: Promise<T>) => orAbort(work, stop.signal);

  let giveBack: (() => void) | undefined;
  let isOpen = true;
  const opening = open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  // A drive that does not answer must not keep us; what it hands over later is closed.
  const close = async () => {
    isOpen = false;
    giveBack?.();
    signal.removeEventListener('abort', onAbort);
    timeout.removeEventListener('abort', onTimeout);
    await orStop(opening.then((handle) => handle.close())).catch(() => undefined);
  };

  try {
    const handle = await orStop(opening);
    const stat = await orStop(statOf(handle));
    return {
      stat,
      read: readInBlocks(handle, stat.sizeBytes, orStop),
      async takeMuchMemory() {
        if (giveBack !== undefined) return;
        const taking = turns.take();
        // A turn that comes too late goes on to the next one.
        void taking.then((back) => (isOpen ? (giveBack = back) : back()));
        await orStop(taking);
      },
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function statOf(handle: FileHandle): Promise<FileStat> {
  const stat = await handle.stat({ bigint: true });
  if (!stat.isFile()) throw new ReadProblem('unreadable', 'This is no plain file.');
  return fileStatOf(stat);
}

function readInBlocks(
  handle: FileHandle,
  sizeBytes: number,
  orStop: <T>(work: Promise<T>) => Promise<T>,
): BoundedFile['read'] {
  const blocks = new Map<number, Uint8Array>();

  async function fill(into: Uint8Array, position: number): Promise<number> {
    let filled = 0;
    while (filled < into.length) {
      const { bytesRead } = await orStop(
        handle.read(into, filled, Math.min(into.length - filled, 1024 * 1024), position + filled),
      );
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }

  async function blockAt(index: number): Promise<Uint8Array> {
    const known = blocks.get(index);
    if (known !== undefined) return known;
    const bytes = new Uint8Array(blockBytes);
    const block = bytes.subarray(0, await fill(bytes, index * blockBytes));
    const [oldest] = blocks.keys();
    if (oldest !== undefined && blocks.size >= maxBlocks) blocks.delete(oldest);
    blocks.set(index, block);
    return block;
  }

  return async (into, position) => {
    const wanted = into.subarray(0, Math.max(0, Math.min(into.length, sizeBytes - position)));
    if (wanted.length > blockBytes) return fill(wanted, position);
    let filled = 0;
    while (filled < wanted.length) {
      const at = position + filled;
      const block = await blockAt(Math.floor(at / blockBytes));
      const part = block.subarray(at % blockBytes, (at % blockBytes) + wanted.length - filled);
      if (part.length === 0) break;
      wanted.set(part, filled);
      filled += part.length;
    }
    return filled;
  };
}
