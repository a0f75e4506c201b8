import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { NetworkNamespace } from './network-namespace.ts';

/** A script that runs in a home of a neighbourhood and tells what happens there, a line of JSON each. */
export interface RunningMember extends AsyncDisposable {
  /** The next line that nobody has read. @throws Error with what it wrote to stderr when it has ended */
  next(): Promise<unknown>;
  /** From now on lines go there. */
  onLine(listener: (said: unknown) => void): void;
  /** It may go on. */
  nudge(): void;
}

/** Says its URL, then who came (`start`) and who has everything (`complete`): `{ event, address }`. */
export const tellingTracker = join(import.meta.dirname, 'inside', 'telling-tracker.ts');

export function runMember(network: NetworkNamespace, script: string, args: readonly string[]): RunningMember {
  // With process numbers of its own: when its first process ends, however it does, so do all that it has started.
  const isolated = ['--pid', '--fork', '--mount-proc', '--kill-child', process.execPath];
  const program = network.start('unshare', [...isolated, script, ...args]);
  const lines = createInterface({ input: program.child.stdout });
  const iterator = lines[Symbol.asyncIterator]();
  return {
    async next() {
      const { value, done } = await iterator.next();
      if (done === true) throw new Error(`${script} ${args.join(' ')} has ended: ${program.output()}`);
      return JSON.parse(value) as unknown;
    },
    onLine: (listener) => void lines.on('line', (line) => listener(JSON.parse(line))),
    nudge: () => void program.child.stdin.write('\n'),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
