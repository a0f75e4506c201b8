import { stat, type FileHandle } from 'node:fs/promises';
import type { Clock } from '../../ports/clock.ts';
import { ContentError, contentErrorOf } from './content-error.ts';

/** Another program is noticed within this time, ms; each look asks the system twice. */
const lookAgainAfterMs = 500;

/**
 * Looks after the files that this process is writing: one that another program has taken away, exchanged or shortened
 * is not written on, and nobody is told that it is whole. What a program does between two looks and undoes is not seen.
 */
export interface OwnFiles {
  has(path: string): boolean;
  paths(): readonly string[];
  /** It was opened just now, by its name: that was a look. */
  opened(path: string): void;
  /** Our bytes reach up to here. */
  reaches(path: string, endBytes: number): void;
  /**
   * @param handle the open file, if it is open: only then is a look-alike noticed, for not every file system gives a
   *   file that is opened again its old number
   * @throws ContentError `files-changed`, `files-missing`, and others where the disk is in trouble
   */
  look(path: string, handle: FileHandle | undefined): Promise<void>;
  /** As look(), if the last one was too long ago. */
  lookAgain(path: string, handle: FileHandle): Promise<void>;
}

interface OwnFile {
  endBytes: number;
  lookedAtMs: number;
  /** Not ours any more: it stays so, also for whoever opens it again. */
  loss?: ContentError;
}

/** @param clock where none is given, each look is too long ago */
export function makeOwnFiles(clock: Pick<Clock, 'monotonicMs'> | undefined): OwnFiles {
  const files = new Map<string, OwnFile>();

  async function look(path: string, handle: FileHandle | undefined): Promise<void> {
    const file = files.get(path);
    if (file === undefined) return;
    try {
      if (file.loss === undefined) await compare(path, file, handle);
    } catch (error) {
      file.loss = contentErrorOf(error, path);
    }
    if (file.loss !== undefined) throw file.loss;
  }

  async function compare(path: string, file: OwnFile, handle: FileHandle | undefined): Promise<void> {
    // Before the look: what is written meanwhile may be further than it sees.
    const { endBytes } = file;
    const [named, held] = await Promise.all([stat(path), handle?.stat()]);
    const isExchanged = held !== undefined && (held.ino !== named.ino || held.dev !== named.dev);
    if (!isExchanged && named.size >= endBytes) return;
    const sentence = `Another program changed ${path} while it was downloaded. Nothing was written over it.`;
    throw new ContentError('files-changed', sentence);
  }

  return {
    has: (path) => files.has(path),
    paths: () => [...files.keys()],
    opened(path) {
      if (!files.has(path)) files.set(path, { endBytes: 0, lookedAtMs: clock?.monotonicMs() ?? -Infinity });
    },
    reaches(path, endBytes) {
      const file = files.get(path);
      if (file === undefined) files.set(path, { endBytes, lookedAtMs: -Infinity });
      else file.endBytes = Math.max(file.endBytes, endBytes);
    },
    look,
    async lookAgain(path, handle) {
      const file = files.get(path);
      if (file === undefined) return;
      const nowMs = clock?.monotonicMs() ?? Infinity;
      if (file.loss === undefined && nowMs - file.lookedAtMs < lookAgainAfterMs) return;
      file.lookedAtMs = nowMs;
      await look(path, handle);
    },
  };
}
