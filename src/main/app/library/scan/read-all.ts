import type { ScannedFile } from '#shared/domain/library/scanned-file.ts';
import type { Problem } from '../../../media/index.ts';
import { unreadFile, type ReadFile } from './read-file.ts';
import type { WalkedFile } from './walk.ts';

/** Files that are open at once: a disk and a network drive are both kept busy by as many. */
const maxAtOnce = 8;

export interface ToRead {
  readonly files: readonly WalkedFile[];
  readonly careful: ReadonlySet<string>;
  readonly condemned: ReadonlySet<string>;
  readonly readFile: ReadFile;
  readonly signal: AbortSignal;
  readonly onReading: (path: string, isReading: boolean) => void;
  /** In the order in which they are done. */
  readonly keep: (file: WalkedFile, scanned: ScannedFile) => void;
}

const condemnedProblem: Problem = {
  code: 'damaged',
  text: 'Reading this file made the scan stop, so it is left out. Its name and place are known.',
};

/** Reads files side by side, the careful ones before all others and one at a time. @throws the signal's reason */
export async function readAll({ files, careful, condemned, ...parts }: ToRead): Promise<void> {
  const { readFile, signal, onReading, keep } = parts;

  async function read(file: WalkedFile): Promise<void> {
    signal.throwIfAborted();
    if (condemned.has(file.path)) {
      keep(file, unreadFile(file, condemnedProblem));
      return;
    }
    onReading(file.path, true);
    try {
      keep(file, await readFile(file));
    } finally {
      onReading(file.path, false);
    }
  }
  for (const file of files) if (careful.has(file.path)) await read(file);

  const others = files.filter(({ path }) => !careful.has(path)).values();
  const lane = async () => {
    for (const file of others) await read(file);
  };
  const lanes = await Promise.allSettled(Array.from({ length: maxAtOnce }, lane));
  for (const result of lanes) if (result.status === 'rejected') throw result.reason;
}
