import type { BigIntStats } from 'node:fs';
import type { FileStat } from '#shared/domain/library/scanned-file.ts';

/** The one way from the system's answer to ours: two ways would round differently, and every file look changed. */
export function fileStatOf({ size, mtimeNs, dev, ino }: BigIntStats): FileStat {
  return { sizeBytes: Number(size), modifiedMs: Number(mtimeNs) / 1e6, inode: `${dev}:${ino}` };
}
