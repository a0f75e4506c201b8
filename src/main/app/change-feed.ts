import { randomUUID } from 'node:crypto';
import type { Cursor } from '#shared/contract/resume.ts';

export interface Changes<T> {
  readonly cursor: Cursor;
  readonly kind: 'snapshot' | 'delta';
  readonly upserted: T[];
  readonly removed: string[];
}

/** Rows by key that readers follow, each at its own pace; a reader that is slow gets fewer and larger changes. */
export interface ChangeFeed<T> {
  set(key: string, row: T): void;
  delete(key: string): void;
  /** A snapshot or the delta since `after`, then a delta each time something changed and the reader came back. */
  watch(after: Cursor | undefined, signal: AbortSignal): AsyncGenerator<Changes<T>>;
}

/** Removals that are remembered; a reader that missed more than these gets a snapshot. */
const maxTombstones = 10_000;

/**
 * @param beatMs how long changes are gathered before a reader that waits is told
 */
export function makeChangeFeed<T>({ beatMs }: { readonly beatMs: number }): ChangeFeed<T> {
  const epoch = randomUUID();
  const rows = new Map<string, { readonly row: T; readonly seq: number }>();
  const tombstones = new Map<string, number>();
  const waiting = new Set<() => void>();
  let seq = 0;
  /** Removals up to here are forgotten. */
  let forgottenSeq = 0;

  function changed(): void {
    for (const wake of waiting) wake();
    waiting.clear();
  }

  function since(after: Cursor | undefined): Changes<T> {
    const cursor = { epoch, seq };
    if (after?.epoch !== epoch || after.seq < forgottenSeq || after.seq > seq) {
      return { cursor, kind: 'snapshot', upserted: Array.from(rows.values(), ({ row }) => row), removed: [] };
    }
    const upserted = [...rows.values()].filter((entry) => entry.seq > after.seq).map(({ row }) => row);
    const removed = [...tombstones].filter(([, at]) => at > after.seq).map(([key]) => key);
    return { cursor, kind: 'delta', upserted, removed };
  }

  function nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }

  return {
    set(key, row) {
      tombstones.delete(key);
      rows.set(key, { row, seq: ++seq });
      changed();
    },
    delete(key) {
      if (!rows.delete(key)) return;
      tombstones.set(key, ++seq);
      const [oldest] = tombstones;
      if (oldest !== undefined && tombstones.size > maxTombstones) {
        tombstones.delete(oldest[0]);
        forgottenSeq = oldest[1];
      }
      changed();
    },
    async *watch(after, signal) {
      let from = after;
      let isFirst = true;
      while (!signal.aborted) {
        if (isFirst || from?.seq !== seq) {
          const changes = since(from);
          // A reader that is up to date on return hears nothing until there is something to hear.
          const isNews =
            changes.kind === 'snapshot' || changes.upserted.length > 0 || changes.removed.length > 0;
          from = changes.cursor;
          isFirst = false;
          if (isNews) {
            yield changes;
            await pause(beatMs, signal);
          }
        } else {
          await nextChange(signal);
        }
      }
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
