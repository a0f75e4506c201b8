import { lstat, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ContentError, contentErrorOf } from './content-error.ts';
import type { FoundFile } from './walk.ts';

/**
 * Only these files of a folder, in the order in which a walk would find them, each once.
 * @param paths names from the folder down
 * @throws ContentError when one is not there, is no plain file, or is reached by a link: that could lead to what was
 * never meant to be shared
 */
export async function chosenFiles(root: string, paths: readonly (readonly string[])[]): Promise<FoundFile[]> {
  const realRoot = await realpath(root).catch((error: unknown) => {
    throw contentErrorOf(error, root);
  });
  const unique = new Map(paths.map((path) => [path.join('/'), path]));
  const sorted = [...unique.values()].sort(byNames);
  return Promise.all(
    sorted.map(async (path) => {
      const fullPath = join(root, ...path);
      try {
        const stat = await lstat(fullPath);
        const isPlain = stat.isFile() && (await realpath(fullPath)) === [realRoot, ...path].join(sep);
        if (!isPlain)
          throw new ContentError('not-readable', `${fullPath} is a link or no plain file and is not shared.`);
        return { path, fullPath, stamp: { sizeBytes: stat.size, modifiedMs: stat.mtimeMs } };
      } catch (error) {
        throw error instanceof ContentError ? error : contentErrorOf(error, fullPath);
      }
    }),
  );
}

/** Name by name, as walk() goes: a folder's files stay together. */
function byNames(a: readonly string[], b: readonly string[]): number {
  for (const [depth, name] of a.entries()) {
    const other = b[depth];
    if (other === undefined) return 1;
    if (name !== other) return name < other ? -1 : 1;
  }
  return a.length - b.length;
}
