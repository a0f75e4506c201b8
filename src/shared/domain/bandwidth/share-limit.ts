/** One of those who share a limit. */
export interface LimitUser {
  /** Whether anything of it runs that could use some. */
  readonly isActive: boolean;
  /** Bytes per second that it moves now. */
  readonly usedBps: number;
}

/** Of what it moves, that much it may have: so it can grow. */
const roomToGrow = 1.5;
/** Of the whole, for one that runs and moves nothing: enough to begin with. */
const reserve = 0.03;
/** Of the whole, for one that has nothing running. It cannot be nothing: no limit is 0. */
const spark = 0.001;

/**
 * Parts of one limit, in bytes per second, for those who share it without seeing each other. Who needs little gets what
 * it needs, the others share the rest fairly; together never more than the limit, but that each has 1 B/s at least. To be asked again and again: each time the parts come nearer to what is used.
 */
export function shareLimit(limitBps: number, users: readonly LimitUser[]): number[] {
  const wants = users.map(({ isActive, usedBps }) =>
    isActive ? Math.max(usedBps * roomToGrow, limitBps * reserve) : limitBps * spark,
  );
  const parts = fairParts(limitBps, wants);
  const left = limitBps - sum(parts);
  const wanted = sum(wants);
  return parts.map((part, index) => {
    const more = wanted > 0 ? (left * (wants[index] ?? 0)) / wanted : 0;
    return Math.max(1, Math.floor(part + more));
  });
}

/** The largest parts of which none could be larger without making a smaller one smaller. */
function fairParts(limit: number, wants: readonly number[]): number[] {
  const parts = wants.map(() => 0);
  const smallestFirst = [...wants.entries()].sort(([, a], [, b]) => a - b);
  let left = limit;
  for (const [rank, [index, want]] of smallestFirst.entries()) {
    const part = Math.min(want, left / (wants.length - rank));
    parts[index] = part;
    left -= part;
  }
  return parts;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
