import { utilityProcess, type UtilityProcess } from 'electron';
import { toEngineArguments } from '#shared/contract/engine-arguments.ts';
import type { Link } from '#shared/contract/frames.ts';
import { listenForLastWords } from '../platform/index.ts';
import type { ForkEngine } from '../ports/fork-engine.ts';
import type { Paths } from '../ports/paths.ts';

/** A process that has not obeyed by then is killed for good, ms. */
const obeysWithinMs = 2_000;

/** Engine processes as Electron's utility processes: with the fuses as they are, a plain fork of ourselves is not to be had. */
export function forkUtilityEngine({
  engineFile,
  paths,
}: {
  readonly engineFile: string;
  readonly paths: Paths;
}): ForkEngine {
  return (options) => {
    const { argument, environment } = toEngineArguments(options);
    const child = utilityProcess.fork(engineFile, [argument], {
      env: { ...process.env, ...environment },
      serviceName: `Warren engine ${options.profile}`,
      stdio: ['ignore', 'ignore', 'pipe'],
      execArgv: [],
    });
    const lastWords = listenForLastWords(child.stderr, paths);
    // Without a listener it would be thrown here; `exit` follows and says enough.
    child.on('error', () => undefined);
    const exited = new Promise<{ code: number }>((resolve) => {
      child.once('exit', (code) => resolve({ code }));
    });
    void exited.then(({ code }) => lastWords.keep({ profile: options.profile, code }));
    return {
      link: utilityLink(child),
      get pid() {
        return child.pid;
      },
      exited,
      kill() {
        child.kill();
        const timer = setTimeout(() => killForGood(child), obeysWithinMs);
        void exited.then(() => clearTimeout(timer));
      },
    };
  };
}

/** On our side of a utility process a message comes as it is, not in an event as from a port. */
function utilityLink(child: UtilityProcess): Link {
  return {
    send: (frame) => child.postMessage(frame),
    listen(onFrame, onClose) {
      child.on('message', onFrame);
      child.once('exit', onClose);
    },
  };
}

/** Electron asks with SIGTERM, which a process that was stopped (SIGSTOP) or hangs in the kernel does not hear. */
function killForGood({ pid }: UtilityProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went at this very moment.
  }
}
