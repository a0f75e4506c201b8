import { readFileSync } from 'node:fs';
import type { Instance } from './instance.ts';

// What Linux tells of a process in /proc (proc(5)).

/** The engine of an instance that uses one profile. @throws Error when it has none at this moment */
export function enginePid({ ready }: Pick<Instance, 'ready'>): number {
  const children = read(`${ready.pid}/task/${ready.pid}/children`).trim();
  const [pid] = children.split(' ');
  if (pid === undefined || pid === '') throw new Error('No engine is running.');
  return Number(pid);
}

/** Memory that is in use and that no file stands behind (RssAnon). @throws Error when the process has ended */
export function privateBytes(pid: number): number {
  const kibibytes = /^RssAnon:\s+(\d+) kB$/mu.exec(read(`${pid}/status`))?.[1];
  if (kibibytes === undefined) throw new Error(`Process ${pid} has ended.`);
  return 1_024 * Number(kibibytes);
}

function read(path: string): string {
  return readFileSync(`/proc/${path}`, 'utf8');
}
