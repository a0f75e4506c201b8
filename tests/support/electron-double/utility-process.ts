import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';

interface ForkOptions {
  readonly serviceName?: string;
  readonly stdio?: readonly ('pipe' | 'ignore' | 'inherit')[];
  readonly execArgv?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

const entry = join(import.meta.dirname, 'utility-entry.ts');
const running = new Set<UtilityProcess>();

export class UtilityProcess extends EventEmitter {
  readonly serviceName: string;
  readonly #child: ChildProcess;
  #isGone = false;

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super();
    this.serviceName = options.serviceName ?? 'Node Utility Process';
    const [, stdout = 'inherit', stderr = 'inherit'] = options.stdio ?? [];
    this.#child = fork(entry, [modulePath, ...args], {
      serialization: 'advanced',
      execArgv: [...(options.execArgv ?? [])],
      stdio: ['ignore', stdout, stderr, 'ipc'],
      ...(options.env === undefined ? {} : { env: options.env }),
    });
    running.add(this);
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('error', () => this.#gone(1));
    this.#child.on('exit', (code, signal) => this.#gone(code ?? constants.signals[signal ?? 'SIGKILL']));
  }

  /** As Electron: undefined before it has started and after it has ended. */
  get pid(): number | undefined {
    return this.#isGone ? undefined : this.#child.pid;
  }
  get stdout() {
    return this.#child.stdout;
  }
  get stderr() {
    return this.#child.stderr;
  }

  postMessage(message: unknown): void {
    // As Electron: a message to a process that is gone is dropped, not an error.
    if (this.#child.connected) this.#child.send(message as object, () => undefined);
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }

  #gone(code: number): void {
    if (this.#isGone) return;
    this.#isGone = true;
    running.delete(this);
    this.emit('exit', code);
  }
}

export const utilityProcess = {
  fork: (modulePath: string, args: readonly string[] = [], options: ForkOptions = {}) =>
    new UtilityProcess(modulePath, args, options),
};

export function utilityMetrics() {
  return [...running].map(({ pid, serviceName }) => ({ pid, type: 'Utility', name: serviceName }));
}
