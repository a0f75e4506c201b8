import { spawn } from 'node:child_process';
import { startProgram, type OutsideProgram } from '../../support/outside-program.ts';

/**
 * Runs a program to its end.
 * @param input for its stdin
 * @returns what it wrote to stdout
 * @throws Error with what it wrote to stderr
 */
export function run(program: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdin.on('error', () => undefined); // it did not want to read
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else
        reject(new Error(`${program} ${args.join(' ')}: ${errors.trim() || `exit code ${code ?? 'none'}`}`));
    });
  });
}

/** Several lines for `ip` in one go: each start of a program costs more than the line does. */
export async function ip(namespace: string, ...lines: readonly string[]): Promise<void> {
  await run('ip', ['-n', namespace, '-batch', '-'], lines.join('\n'));
}

/** The same, where each line may fail because what it takes away has gone already. */
export async function ipIfThere(namespace: string, ...lines: readonly string[]): Promise<void> {
  await run('ip', ['-n', namespace, '-force', '-batch', '-'], lines.join('\n')).catch(() => undefined);
}

const inside = (namespace: string, command: readonly string[]) => ['netns', 'exec', namespace, ...command];

export function runIn(namespace: string, command: readonly string[], input = ''): Promise<string> {
  return run('ip', inside(namespace, command), input);
}

/** `ip netns exec` becomes the program itself: the process number is the program's own. */
export function startIn(namespace: string, command: readonly string[]): OutsideProgram {
  return startProgram('ip', inside(namespace, command));
}
