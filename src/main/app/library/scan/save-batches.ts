import type { ScannedFile } from '#shared/domain/library/scanned-file.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { ScanStore } from './scan-store.ts';

/**
 * Of one transaction: whoever else wants to write, a person who marks a song, waits for it. With four times as many files the
 * wait is more than twice as long, and what is saved by it is a tenth of the work.
 */
const maxFiles = 50;
/** What was read longer ago is saved: a scan that is cut off has lost no more, ms. */
const maxAgeMs = 1000;

export interface Batches {
  add(file: ScannedFile): void;
  flush(): void;
}

/** Gathers what was read, and saves it in parts. */
export function makeBatches({
  store,
  folderId,
  clock,
  onSaved,
}: {
  readonly store: Pick<ScanStore, 'save'>;
  readonly folderId: number;
  readonly clock: Clock;
  readonly onSaved: (saved: { readonly added: number; readonly changed: number }) => void;
}): Batches {
  let batch: ScannedFile[] = [];
  let savedAt = clock.monotonicMs();

  function flush(): void {
    savedAt = clock.monotonicMs();
    if (batch.length === 0) return;
    const files = batch;
    batch = [];
    onSaved(store.save(folderId, files, clock.now()));
  }

  return {
    add(file) {
      batch.push(file);
      if (batch.length >= maxFiles || clock.monotonicMs() - savedAt >= maxAgeMs) flush();
    },
    flush,
  };
}
