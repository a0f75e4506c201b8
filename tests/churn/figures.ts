import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { privateBytes } from '../support/process-facts.ts';
import { until } from '../support/until.ts';

/** What a process holds, after its garbage was collected. */
export interface Figures {
  /** By Node's name of their kind: timers, sockets, pipes, open requests to the system … (async_hooks). */
  readonly living: Readonly<Record<string, number>>;
  readonly descriptors: number;
  readonly heapBytes: number;
  readonly privateBytes: number;
}

/** Makes the processes of an instance tell their figures. @param folder where they write them; there already */
export function probing(folder: string): Record<string, string> {
  const probe = pathToFileURL(join(import.meta.dirname, 'probe.mjs')).href;
  return { NODE_OPTIONS: `--import=${probe}`, WARREN_PROBE_FOLDER: folder };
}

export async function figuresOf(pid: number, folder: string): Promise<Figures> {
  const file = join(folder, String(pid));
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  const text = await until(() => readIfThere(file), { what: `process ${pid} has told its figures` });
  return {
    ...(JSON.parse(text) as Pick<Figures, 'living' | 'heapBytes'>),
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    privateBytes: privateBytes(pid),
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
