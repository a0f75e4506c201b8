import { join } from 'node:path';

/** @param path below the folder, with `/` on every system */
export function absolutePath(folder: string, path: string): string {
  return join(folder, ...path.split('/'));
}
