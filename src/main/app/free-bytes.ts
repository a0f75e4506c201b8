import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What is free in a folder, or in the nearest one above it that is there; null where that cannot be told. */
export async function freeBytesAt(path: string): Promise<number | null> {
  for (let folder = path; ; folder = dirname(folder)) {
    const found = await statfs(folder).catch(() => undefined);
    if (found !== undefined) return found.bavail * found.bsize;
    if (dirname(folder) === folder) return null;
  }
}
