import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Programs of this folder, compiled for this run. */
export interface Neutral {
  readonly source: string;
  readonly sink: string;
}

/** @throws Error with what gcc said */
export function compileNeutral(folder: string): Neutral {
  return { source: compile('source', folder), sink: compile('sink', folder) };
}

function compile(name: string, folder: string): string {
  const program = join(folder, name);
  const code = join(import.meta.dirname, `${name}.c`);
  execFileSync('gcc', ['-O2', '-Wall', '-o', program, code, '-lpthread'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return program;
}
