import type { ScanProgress } from '#shared/contract/library-items.ts';
import { noCounts, type FolderProgress, type ScanCounts } from './scan/counts.ts';

/** How far a scan of several folders is, for who watches it. */
export interface ScanFigures {
  current(): ScanProgress;
  begin(): void;
  enter(folder: string): void;
  progress(progress: FolderProgress): void;
  leave(counts: ScanCounts): void;
  end(wasCancelled: boolean): void;
  /** Now, and whenever it has changed, a few times a second. Ends with the signal. */
  watch(signal: AbortSignal): AsyncGenerator<ScanProgress>;
}

/** Between two of them, ms. */
const watchMs = 200;

export function makeScanFigures(): ScanFigures {
  let before = noCounts;
  let latest: ScanProgress = {
    ...noCounts,
    state: 'idle',
    folder: null,
    etaSeconds: null,
    wasCancelled: false,
  };
  const waiting = new Set<() => void>();

  function set(next: ScanProgress): void {
    latest = next;
    for (const wake of waiting) wake();
    waiting.clear();
  }

  return {
    current: () => latest,
    begin() {
      before = noCounts;
      set({
        ...noCounts,
        ...{ state: 'counting', folder: null, etaSeconds: null, wasCancelled: false },
      });
    },
    enter: (folder) => set({ ...latest, ...before, state: 'counting', folder, etaSeconds: null }),
    progress: ({ state, counts, etaSeconds }) =>
      set({ ...latest, ...sum(before, counts), state, etaSeconds }),
    leave(counts) {
      before = sum(before, counts);
      set({ ...latest, ...before, etaSeconds: null });
    },
    end: (wasCancelled) => set({ ...latest, state: 'idle', folder: null, etaSeconds: null, wasCancelled }),
    async *watch(signal) {
      let told: ScanProgress | undefined;
      while (!signal.aborted) {
        if (told === latest) await change(signal);
        else {
          told = latest;
          yield told;
          await pause(signal);
        }
      }
    },
  };

  function change(signal: AbortSignal): Promise<void> {
    return untilAborted(signal, (wake) => {
      waiting.add(wake);
      return () => waiting.delete(wake);
    });
  }
}

function sum(a: ScanCounts, b: ScanCounts): ScanCounts {
  return {
    found: a.found + b.found,
    done: a.done + b.done,
    added: a.added + b.added,
    changed: a.changed + b.changed,
    moved: a.moved + b.moved,
    missing: a.missing + b.missing,
    failed: a.failed + b.failed,
  };
}

function pause(signal: AbortSignal): Promise<void> {
  return untilAborted(signal, (wake) => {
    const timer = setTimeout(wake, watchMs);
    return () => clearTimeout(timer);
  });
}

/** Resolves when it is woken, or with the signal. */
function untilAborted(signal: AbortSignal, arm: (wake: () => void) => () => unknown): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      disarm();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const disarm = arm(done);
    signal.addEventListener('abort', done);
  });
}
