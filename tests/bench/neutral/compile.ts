import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Paths of this folder's programs, compiled for this run. */
export type Neutral = Readonly<Record<'source' | 'sink' | 'link' | 'warm', string>>;

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
