/** What a scan has done so far. */
export interface ScanCounts {
  /** Media files found, and how many of them are done. */
  readonly found: number;
  readonly done: number;
  readonly added: number;
  readonly changed: number;
  readonly moved: number;
  readonly missing: number;
  /** Of which something could not be read. */
  readonly failed: number;
}

export const noCounts: ScanCounts = {
  found: 0,
  done: 0,
  added: 0,
  changed: 0,
  moved: 0,
  missing: 0,
  failed: 0,
};

export interface FolderProgress {
  readonly state: 'counting' | 'reading';
  readonly counts: ScanCounts;
  readonly etaSeconds: number | null;
}

/** Before that many files are read, their speed says little. */
const minFilesForEta = 20;

/** From the files that were opened alone: those that are as they were take no time. */
export function etaSeconds(parts: {
  readonly read: number;
  readonly left: number;
  readonly elapsedMs: number;
}): number | null {
  if (parts.read < minFilesForEta) return null;
  return (parts.left * parts.elapsedMs) / parts.read / 1000;
}
