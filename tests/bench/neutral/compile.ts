import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Programs of this folder, compiled for this run. */
const programs = ['source', 'sink', 'link', 'warm'] as const;
export type Neutral = Readonly<Record<(typeof programs)[number], string>>;

/** @throws Error with what gcc said */
export function compileNeutral(folder: string): Neutral {
  const compile = (name: string) => {
    const program = join(folder, name);
    const code = join(import.meta.dirname, `${name}.c`);
    execFileSync('gcc', ['-O2', '-Wall', '-o', program, code, '-lpthread'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return program;
  };
  return {
    source: compile('source'),
    sink: compile('sink'),
    link: compile('link'),
    warm: compile('warm'),
  };
}
