import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files of random bytes below a folder, by path and size. */
export async function writePayload(folder: string, sizes: Readonly<Record<string, number>>): Promise<void> {
  for (const [path, size] of Object.entries(sizes)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), randomBytes(size));
  }
}

/** The files below two folders that are not the same, byte for byte, or are only in one of them. */
export async function differences(one: string, other: string): Promise<string[]> {
  const paths = new Set([...(await filesBelow(one)), ...(await filesBelow(other))]);
  const differing = await Promise.all(
    [...paths].map(async (path) => {
      const [a, b] = await Promise.all([read(join(one, path)), read(join(other, path))]);
      return a !== undefined && b?.equals(a) === true ? [] : [path];
    }),
  );
  return differing.flat().sort();
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

const read = (path: string) => readFile(path).catch(() => undefined);
