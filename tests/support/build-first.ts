import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Tests of the whole program run what ships: the built files, built again when a source has changed. */
export default async function buildFirst(): Promise<void> {
  const script = join(import.meta.dirname, '..', '..', 'scripts', 'build.mjs');
  await promisify(execFile)(process.execPath, [script, '--if-stale']);
}
