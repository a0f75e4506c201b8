import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { autostartEntry, autostartName } from './autostart-entry.ts';

/** @param configHome XDG_CONFIG_HOME; the specification wants it absolute, or it does not count */
export function autostartFile(configHome: string | undefined, dataDir: string | undefined): string {
  const home = configHome !== undefined && isAbsolute(configHome) ? configHome : join(homedir(), '.config');
  return join(home, 'autostart', autostartName(dataDir));
}

/** Written beside and renamed over. */
export async function writeAutostart(file: string, command: readonly string[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.tmp`, autostartEntry(command));
  await rename(`${file}.tmp`, file);
}

export async function removeAutostart(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** The program may have moved since. A file that the person has taken away stays away. */
export async function refreshAutostart(file: string, command: readonly string[]): Promise<void> {
  const now = await readFile(file, 'utf8').catch(() => undefined);
  if (now !== undefined && now !== autostartEntry(command)) await writeAutostart(file, command);
}
