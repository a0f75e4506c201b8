import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { until } from './until.ts';

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** Another program, ended with the test that started it. */
export interface OutsideProgram extends AsyncDisposable {
  readonly child: Child;
  /** What it wrote last to stdout and stderr, for the message of a failed test. */
  output(): string;
  /** Resolves when a request to it goes through. @throws Error with its output when it has ended by itself */
  answers(ask: () => Promise<unknown>): Promise<void>;
  /** SIGTERM; resolves when it has ended. */
  quit(): Promise<void>;
}

const maxOutputLength = 20_000;
const running = new Set<Child>();
// A worker that is ended in the middle of a test leaves nothing behind either.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export function startProgram(command: string, args: readonly string[]): OutsideProgram {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  const keep = (text: string) => (output = (output + text).slice(-maxOutputLength));
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  child.stdin.on('error', () => undefined); // it ended while it was written to
  const ended = new Promise<void>((resolve) => {
    child.once('error', ({ message }) => {
      keep(message);
      resolve();
    });
    child.once('close', resolve);
  }).then(() => running.delete(child));
  return {
    child,
    output: () => output,
    async answers(ask) {
      const isThere = async () => {
        if (!running.has(child)) throw new Error(`${command} has ended: ${output}`);
        return ask().then(
          () => true,
          () => false,
        );
      };
      await until(isThere, { what: `${command} answers` });
    },
    async quit() {
      child.kill('SIGTERM');
      await ended;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
