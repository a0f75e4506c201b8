import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  /** Lies beside the archive. */
  readonly unpacked?: boolean;
  readonly size?: number;
}

export interface PackagedFile {
  readonly name: string;
  readonly bytes: number;
  readonly place: 'inside the archive' | 'beside the archive' | 'outside';
}

/** Every file of a laid-out package: what its archive knows, and what is around it. */
export async function readContents(folder: string): Promise<readonly PackagedFile[]> {
  const archive = join(folder, 'resources', 'app.asar');
  const around = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith(join('resources', 'app.asar')));
  const outside = around.map(async (name): Promise<PackagedFile> => {
    const { size } = await stat(join(folder, name));
    return { name, bytes: size, place: 'outside' };
  });
  return [...(await Promise.all(outside)), ...(await readArchive(archive))];
}

/** The format: a pickled length, then JSON. */
async function readArchive(path: string): Promise<PackagedFile[]> {
  const bytes = await readFile(path);
  const header = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as Entry;
  const list: PackagedFile[] = [];
  const walk = ({ files, unpacked = false, size = 0 }: Entry, name: string): void => {
    if (files === undefined)
      list.push({ name, bytes: size, place: unpacked ? 'beside the archive' : 'inside the archive' });
    for (const [part, entry] of Object.entries(files ?? {}))
      walk(entry, name === '' ? part : `${name}/${part}`);
  };
  walk(header, '');
  return list;
}

/** One line a file, sorted; of what the build names by its content, the name without the hash. */
export function formatContents(files: readonly PackagedFile[]): string {
  const lines = files.map(({ name, place }) => `${place.padEnd(18)}  ${withoutHash(name)}`);
  return `${lines.sort().join('\n')}\n`;
}

const withoutHash = (name: string): string =>
  name.replace(/^(out\/(?:main\/chunks|renderer\/assets)\/.+)-[\w-]{8}(\.\w+)$/u, '$1-*$2');
