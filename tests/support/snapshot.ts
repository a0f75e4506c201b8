import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Everything below a folder that could be changed: what is in it, when, and who may. Access times are the reader's own. */
export async function snapshot(folder: string): Promise<Record<string, unknown>> {
  const names = ['.', ...(await readdir(folder, { recursive: true })).sort()];
  const entries = names.map(async (name) => {
    const path = join(folder, name);
    const { mode, mtimeMs, size, ino } = await lstat(path);
    const bytes = (await readFile(path).catch(() => Buffer.from('no file'))).toString('base64');
    return [name, { mode, mtimeMs, size, ino, bytes }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
