import { readdirSync, readFileSync } from 'node:fs';
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

export function openHandles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** How often each thread has given up the processor by itself to wait for something; by thread id. */
export function waits(pid: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const count = /^voluntary_ctxt_switches:\s+(\d+)$/mu.exec(
      readIfThere(`${pid}/task/${thread}/status`),
    )?.[1];
    if (count !== undefined) counts.set(thread, Number(count));
  }
  return counts;
}

/** A thread that has ended in between takes its count along: what it did is left out, not taken off. */
export function waitsBetween(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): number {
  let sum = 0;
  for (const [thread, count] of after) sum += Math.max(0, count - (before.get(thread) ?? 0));
  return sum;
}

function read(path: string): string {
  return readFileSync(`/proc/${path}`, 'utf8');
}

function readIfThere(path: string): string {
  try {
    return read(path);
  } catch {
    return ''; // the thread has ended meanwhile
  }
}
