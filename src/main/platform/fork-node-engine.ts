import { fork } from 'node:child_process';
import { toEngineArguments } from '#shared/contract/engine-arguments.ts';
import { processLink } from '#shared/contract/links.ts';
import type { ForkEngine } from '../ports/fork-engine.ts';
import type { Paths } from '../ports/paths.ts';
import { listenForLastWords } from './last-words.ts';

/** Engine processes as children of a plain Node process. `engineFile` is the built bundle (engine.vite.config.ts). */
export function forkNodeEngine({
  engineFile,
  paths,
}: {
  readonly engineFile: string;
  readonly paths: Paths;
}): ForkEngine {
  return (options) => {
    const { argument, environment } = toEngineArguments(options);
    const child = fork(engineFile, [argument], {
      env: { ...process.env, ...environment },
      // JSON would turn bytes into objects.
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const lastWords = listenForLastWords(child.stderr, paths);
    const exited = new Promise<{ code: number | null }>((resolve) => {
      child.once('error', () => resolve({ code: null }));
      child.once('close', (code) => resolve({ code }));
    });
    void exited.then(({ code }) => lastWords.keep({ profile: options.profile, code }));
    return { link: processLink(child), pid: child.pid, exited, kill: () => void child.kill('SIGKILL') };
  };
}
