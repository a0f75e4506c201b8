import type { ScannedFile } from '#shared/domain/library/scanned-file.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { ScanStore } from './scan-store.ts';

/** Of one transaction: no reader waits long for it. */
const maxFiles = 200;
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
