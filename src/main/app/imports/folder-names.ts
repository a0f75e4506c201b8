import { readdir } from 'node:fs/promises';
import { extname } from 'node:path';
import { ImportError } from './finding.ts';

/** More than anybody has; bounds memory and time. */
const maxTorrents = 100_000;

/** The files of a folder with one of these endings, by name without it. @throws ImportError `unreadable` */
export async function namesByStem(
  folder: string,
  endings: readonly string[],
): Promise<Map<string, string[]>> {
  const entries = await readdir(folder).catch((error: unknown) => {
    throw new ImportError('unreadable', `${folder} cannot be read.`, { cause: error });
  });
  const found = new Map<string, string[]>();
  for (const name of entries.sort()) {
    const ending = extname(name);
    if (!endings.includes(ending)) continue;
    const stem = name.slice(0, -ending.length);
    const names = found.get(stem) ?? [];
    if (found.size < maxTorrents || names.length > 0) found.set(stem, [...names, name]);
  }
  return found;
}
