import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..', '..');

/** Where the numbers come from. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGibibytes: number;
  readonly system: string;
  readonly kernel: string;
  /** Of the last minute, when the benchmark began: it disturbs the numbers. */
  readonly loadAtStart: number;
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGibibytes: Math.round(totalmem() / 1024 ** 3),
    system: /^PRETTY_NAME="(.*)"$/mu.exec(readOr('/etc/os-release'))?.[1] ?? 'unknown',
    kernel: release(),
    loadAtStart: loadavg()[0] ?? 0,
  };
}

/** What can be filled with files and programs now: free, or held only by the page cache. */
export function availableMemoryBytes(): number {
  return 1024 * Number(/^MemAvailable:\s+(\d+) kB$/mu.exec(readOr('/proc/meminfo'))?.[1] ?? 0);
}

/** The commit that is measured, with a plus where the working copy differs from it in what is built. */
export function describeCommit(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
    const changes = git('status', '--porcelain', '--', 'src', 'bin', 'package-lock.json');
    return git('rev-parse', '--short', 'HEAD') + (changes === '' ? '' : '+');
  } catch {
    return 'unknown';
  }
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
