import type { FolderPlace } from './folder-place.ts';
import type { ScanJob } from './scan/run-scan.ts';

/** Tries of one folder: what each death of the thread says of the file that caused it. */
export interface ScanAttempts {
  next(): Omit<ScanJob, 'skipped'>;
  sawReading(path: string, isReading: boolean): void;
  /** @returns whether it is worth another try */
  sawDeath(): boolean;
}

/** Deaths while no file was open: something else is wrong, and another try will not mend it. */
const maxDeathsWithoutCause = 2;
/** Files that may be left out of one scan for that. */
const maxCondemned = 100;

/**
 * Files that were open when the thread died are read one at a time by the next try; the one during which it dies then is
 * not opened again.
 */
export function makeScanAttempts({ id, path, lastScanAt }: FolderPlace): ScanAttempts {
  const open = new Set<string>();
  const condemned = new Set<string>();
  let careful: readonly string[] = [];
  let deathsWithoutCause = 0;
  return {
    next: () => ({ folderId: id, root: path, lastScanAt, careful, condemned: [...condemned] }),
    sawReading(file, isReading) {
      if (isReading) open.add(file);
      else open.delete(file);
    },
    sawDeath() {
      const [first, second] = open;
      if (first === undefined) deathsWithoutCause += 1;
      else if (second === undefined) condemned.add(first);
      else careful = [...new Set([...careful, ...open])];
      open.clear();
      return deathsWithoutCause < maxDeathsWithoutCause && condemned.size <= maxCondemned;
    },
  };
}
