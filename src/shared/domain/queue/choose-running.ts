/** One that wants to run. */
export interface InQueue {
  readonly id: string;
  readonly wants: 'download' | 'seed';
  /** Started by a word of the user: it runs beside the queue. */
  readonly isForced: boolean;
  /** It runs, and has moved next to nothing for a while. */
  readonly isSlow: boolean;
}

export interface QueueRules {
  /** How many may run at once; null: all. */
  readonly downloads: number | null;
  readonly seeds: number | null;
  /** Whether one that moves next to nothing takes no place. */
  readonly slowDoNotCount: boolean;
}

/** Who may run now: those in front, as many as there are places. @param waiting the first in line first */
export function chooseRunning(waiting: Iterable<InQueue>, rules: QueueRules): Set<string> {
  const free = { download: rules.downloads ?? Infinity, seed: rules.seeds ?? Infinity };
  const running = new Set<string>();
  for (const { id, wants, isForced, isSlow } of waiting) {
    if (isForced || (isSlow && rules.slowDoNotCount)) running.add(id);
    else if (free[wants] > 0) {
      free[wants]--;
      running.add(id);
    }
  }
  return running;
}
