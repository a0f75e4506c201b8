import { commandLineOf, privateBytesOf, readProcesses } from './process-tree.ts';

/** A figure for the whole tree of processes, `all`, and for each role in it. */
export type ByRole = Readonly<Record<string, number>>;

/** Follows a client's process and everything it starts. */
export interface UsageWatch extends Disposable {
  /** CPU seconds, user and system, that each role has used since it began. */
  cpuSeconds(): ByRole;
  /** The most private memory that was seen; of `all`, the most at one moment. Peaks between two looks are missed. */
  peakPrivateBytes(): ByRole;
}

export interface Watched {
  readonly pid: number;
  /** Tells the processes of one client apart by their command lines; undefined for a client that has but one. */
  readonly roleOf: (commandLine: string) => string | undefined;
}

/** Costs about 1 % of one core with three processes to look at. */
const lookEveryMs = 20;

export function watchUsage({ pid: rootPid, roleOf }: Watched): UsageWatch {
  const known = new Map<number, { readonly role: string | undefined; readonly cpuSeconds: number }>();
  const peaks = new Map<string, number>();

  function look(): void {
    const memory = new Map<string, number>();
    // Children have higher numbers than their parents, so one pass finds the whole tree.
    for (const { pid, parentPid, cpuSeconds } of readProcesses().sort((a, b) => a.pid - b.pid)) {
      if (pid !== rootPid && !known.has(pid) && !known.has(parentPid)) continue;
      // Asked each time: between fork and exec a child still has the command line of its parent.
      const role = roleOf(commandLineOf(pid)) ?? known.get(pid)?.role;
      known.set(pid, { role, cpuSeconds });
      addByRole(memory, role, privateBytesOf(pid));
    }
    for (const [role, bytes] of memory) peaks.set(role, Math.max(bytes, peaks.get(role) ?? 0));
  }

  const timer = setInterval(look, lookEveryMs);
  look();
  return {
    cpuSeconds() {
      look();
      const used = new Map<string, number>();
      // Those that have ended count with what they had used when they were last seen.
      for (const { role, cpuSeconds } of known.values()) addByRole(used, role, cpuSeconds);
      return Object.fromEntries(used);
    },
    peakPrivateBytes: () => Object.fromEntries(peaks),
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

function addByRole(figures: Map<string, number>, role: string | undefined, figure: number): void {
  for (const key of role === undefined ? ['all'] : ['all', role]) {
    figures.set(key, (figures.get(key) ?? 0) + figure);
  }
}

/** What was used between two readings. A role that began in between counts from its beginning. */
export function usedBetween(before: ByRole, after: ByRole): ByRole {
  return Object.fromEntries(Object.entries(after).map(([role, used]) => [role, used - (before[role] ?? 0)]));
}
