import { readdirSync, readFileSync } from 'node:fs';

/** What the kernel says of one process. */
export interface ProcessReading {
  readonly pid: number;
  readonly parentPid: number;
  /** User and system time of all its threads, also of those that have ended. */
  readonly cpuSeconds: number;
  /** The same of children that have ended and that it has waited for. */
  readonly endedChildrenCpuSeconds: number;
}

/** USER_HZ, in which Linux tells times in /proc; 100 on every architecture Node runs on. */
const ticksPerSecond = 100;

export function readProcess(pid: number): ProcessReading | undefined {
  const text = readProc(`${pid}/stat`);
  if (text === undefined) return undefined;
  // The name stands in brackets and may hold anything; fields are counted behind it (proc(5), from field 3 on).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  return {
    pid,
    parentPid: field(4),
    cpuSeconds: (field(14) + field(15)) / ticksPerSecond,
    endedChildrenCpuSeconds: (field(16) + field(17)) / ticksPerSecond,
  };
}

/** All processes of this PID namespace. */
export function readProcesses(): ProcessReading[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((reading) => reading !== undefined);
}

/** Memory that belongs to this process alone: RssAnon, so without mapped files and the program's own text. */
export function privateBytesOf(pid: number): number {
  const kibibytes = /^RssAnon:\s+(\d+) kB$/mu.exec(readProc(`${pid}/status`) ?? '')?.[1];
  return 1024 * Number(kibibytes ?? 0);
}

/** Arguments joined by spaces; empty for a process that is gone. */
export function commandLineOf(pid: number): string {
  return (readProc(`${pid}/cmdline`) ?? '').replaceAll('\0', ' ').trim();
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return undefined; // it has ended meanwhile
  }
}
