import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { OfferedFolder } from '#shared/contract/library-items.ts';

interface OfferedParts {
  readonly found: readonly OfferedFolder[];
  /** Paths of the folders that the library has. */
  readonly kept: readonly string[];
}

/** Those of the system's own folders that hold something, and that the library has nothing of yet. */
export async function offeredFolders({ found, kept }: OfferedParts): Promise<OfferedFolder[]> {
  const offered: OfferedFolder[] = [];
  for (const { kind, path } of found) {
    const known = [...kept, ...offered.map((each) => each.path)];
    // A desktop that has no such folder names the home folder instead: that is not to be scanned.
    if (resolve(path) === resolve(homedir())) continue;
    if (known.some((other) => isWithin(path, other) || isWithin(other, path))) continue;
    if (await holdsSomething(path)) offered.push({ kind, path });
  }
  return offered;
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  // On Windows the way to another drive is absolute.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function holdsSomething(path: string): Promise<boolean> {
  const names = await readdir(path).catch(() => []);
  return names.some((name) => !name.startsWith('.') && name !== 'desktop.ini');
}
