import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { until } from '../../support/until.ts';
import { commandLineOf, readProcesses } from '../measure/process-tree.ts';
import { freshProfile } from '../measure/profiles.ts';
import { isThere } from '../measure/verify.ts';

/** Environment for `warren serve` in which its engine can be profiled; an engine inherits what its core has. */
export function profilingEnvironment(folder: string): Record<string, string> {
  const script = pathToFileURL(join(import.meta.dirname, 'profile-engine.mjs')).href;
  return { NODE_OPTIONS: `--import=${script}`, WARREN_BENCH_PROFILE: join(folder, freshProfile) };
}

/** Has the engine below a core write down what it did. @throws Error when it does not */
export async function writeProfile(folder: string, corePid: number): Promise<void> {
  const engine = readProcesses().find(
    ({ pid, parentPid }) => parentPid === corePid && commandLineOf(pid).includes('engine-process'),
  );
  if (engine === undefined) return;
  process.kill(engine.pid, 'SIGUSR2');
  await until(() => isThere(join(folder, freshProfile)), { what: 'the engine has written its profile' });
}
