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
 * Nor does it write to a file that is not what it was, or that was not there: it is not ours.
 * A write of ours makes the file's look unknown until the next checkpoint (own-files.ts looks after it then).
 * @throws ContentError `files-changed` from read(), look() and write()
 */
export function makeWatchfulStore(
  store: FileStore,
  { layout, clock }: { readonly layout: Layout; readonly clock: Clock },
): WatchfulStore {
  const { files } = layout.content;
  const expected: (FileStamp | null)[] = files.map(() => null);
  const lookedAtMs = new Float64Array(files.length).fill(-Infinity);

  /** Whether we have written to it since the look that counts. */
  const isWritten: boolean[] = files.map(() => true);
  const listeners: ((offset: number, length: number) => void)[] = [];

  async function lookAt(file: number): Promise<void> {
    const before = expected[file];
    if (before == null || clock.monotonicMs() - (lookedAtMs[file] ?? 0) < lookAgainAfterMs) return;
    lookedAtMs[file] = clock.monotonicMs();
    const now = await store.stampOf(file);
    if (expected[file] !== before || now === null) return; // gone altogether: reading says so better
    if (areEqual(before, now)) return;
    const name = files[file]?.path.join('/') ?? '';
    // Whoever reads next must hear it too.
    lookedAtMs[file] = -Infinity;
    throw new ContentError('files-changed', `Another program changed ${name}, so it is not shared any more.`);
  }

  async function lookBeforeWriting(file: number): Promise<void> {
    const hasBegun = () => isWritten[file] === true;
    if (hasBegun()) return;
    const before = expected[file] ?? null;
    const now = files[file]?.kind === 'content' ? await store.stampOf(file) : null;
    if (hasBegun() || areEqual(before, now)) return;
    const name = files[file]?.path.join('/') ?? '';
    throw now === null
      ? new ContentError('files-missing', `${name} is not there any more.`)
      : new ContentError('files-changed', `Another program changed ${name}. Nothing was written over it.`);
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
      const touched = layout.spans(offset, bytes.length).map(({ file }) => file);
      for (const file of touched) await lookBeforeWriting(file);
      for (const file of touched) {
        isWritten[file] = true;
        expected[file] = null;
      }
      try {
        await store.write(offset, bytes);
      } finally {
        for (const listener of listeners) listener(offset, bytes.length);
      }
    },
    expect(stamps) {
      for (const index of files.keys()) {
        expected[index] = stamps[index] ?? null;
        isWritten[index] = false;
      }
    },
  };
}

function areEqual(one: FileStamp | null, other: FileStamp | null): boolean {
  return one?.sizeBytes === other?.sizeBytes && one?.modifiedMs === other?.modifiedMs;
}
