import { readFileSync } from 'node:fs';

/** What the system tells in a file; nothing where there is no such file, as on another system or after its interface went. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
