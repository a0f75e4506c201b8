import { spawnSync } from 'node:child_process';

/** What a program says when it is asked for its version, on whichever stream; undefined when it is not installed. */
export function versionOf(program: string, args: readonly string[], pattern: RegExp): string | undefined {
  const { error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined) return undefined;
  return pattern.exec(`${stdout}${stderr}`)?.[1];
}
