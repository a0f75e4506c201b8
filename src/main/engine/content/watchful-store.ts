import type { FileStamp } from '#shared/contract/engine.ts';
import type { Clock } from '../../ports/clock.ts';
import { ContentError } from './content-error.ts';
import type { FileStore } from './file-store.ts';
import type { Layout } from './layout.ts';
import type { ReadSource } from './store-reader.ts';

/** A file is looked at again before it is read for a peer when the last look is older than this, ms. */
const lookAgainAfterMs = 500;

export interface WatchfulStore extends FileStore, ReadSource {
  /** From now on these are the looks that count; before, nothing is compared. */
  expect(stamps: readonly (FileStamp | null)[]): void;
}

/**
 * A store that does not read on when another program has changed a file since its pieces were verified: peers would
 * get data that is not what the torrent promises, and the user's edit would go out unasked.
 * A write of ours makes the file's look unknown until the next checkpoint.
 * @throws ContentError `files-changed` from read() and look()
 */
export function makeWatchfulStore(
  store: FileStore,
  { layout, clock }: { readonly layout: Layout; readonly clock: Clock },
): WatchfulStore {
  const { files } = layout.content;
  const expected: (FileStamp | null)[] = files.map(() => null);
  const lookedAtMs = new Float64Array(files.length).fill(-Infinity);

  const listeners: ((offset: number, length: number) => void)[] = [];

  async function lookAt(file: number): Promise<void> {
    const before = expected[file];
    if (before == null || clock.monotonicMs() - (lookedAtMs[file] ?? 0) < lookAgainAfterMs) return;
    lookedAtMs[file] = clock.monotonicMs();
    const now = await store.stampOf(file);
    if (expected[file] !== before || now === null) return; // gone altogether: reading says so better
    if (now.sizeBytes === before.sizeBytes && now.modifiedMs === before.modifiedMs) return;
    const name = files[file]?.path.join('/') ?? '';
    // Whoever reads next must hear it too.
    lookedAtMs[file] = -Infinity;
    throw new ContentError('files-changed', `Another program changed ${name}, so it is not shared any more.`);
  }

  async function look(offset: number, length: number): Promise<void> {
    for (const { file } of layout.spans(offset, length)) await lookAt(file);
  }

  return {
    ...store,
    look,
    onWritten: (listener) => listeners.push(listener),
    async read(offset, length) {
      await look(offset, length);
      return store.read(offset, length);
    },
    async write(offset, bytes) {
      for (const { file } of layout.spans(offset, bytes.length)) expected[file] = null;
      try {
        await store.write(offset, bytes);
      } finally {
        for (const listener of listeners) listener(offset, bytes.length);
      }
    },
    expect(stamps) {
      for (const index of files.keys()) expected[index] = stamps[index] ?? null;
    },
  };
}
