import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'vitest';

const command = join(import.meta.dirname, '..', '..', 'bin', 'warren.mjs');

/** A start that must fail: its exit code and error document. */
export async function failedStart(...args: string[]) {
  const child = spawn(process.execPath, [command, 'serve', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  let stdout = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const [code] = (await once(child, 'close')) as [number];
  expect(stdout).toBe('');
  return { exitCode: code, ...(JSON.parse(stderr) as { error: { code: string; message: string } }).error };
}
