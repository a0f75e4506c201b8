import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { LibraryFolder, LibraryStats, ScanProgress } from '#shared/contract/library-items.ts';
import type { AppError } from '#shared/contract/errors.ts';
import { isCancelled, nextFrame, reopened, toAppError, useApi, useSession } from '../api/index.ts';

/** What every page needs to know of the library as a whole. Followed for as long as the page lives. */
export const useLibraryStore = defineStore('library', () => {
  const session = useSession();
  const client = useApi();
  /** Grows when what is shown should be asked for again: something changed, or the connection was lost meanwhile. */
  const ticks = shallowRef(0);
  /** Undefined until the core has told once. */
  const folders = shallowRef<readonly LibraryFolder[]>();
  const stats = shallowRef<LibraryStats>();
  const scan = shallowRef<ScanProgress>();
  /** Why it could not be told what there is, when it was asked last; losing the connection is not such a reason. */
  const error = shallowRef<AppError>();
  /** Whether there is a library at all: a folder, or anything that came into it another way. Undefined until known. */
  const hasAny = computed(() => {
    if (folders.value === undefined || stats.value === undefined) return undefined;
    const { tracks, videos, playlists } = stats.value;
    return folders.value.length > 0 || tracks + videos + playlists > 0;
  });
  /** Where thumbnails are; undefined until that is known. */
  const artworkUrl = shallowRef<string>();

  function note(failure: unknown, signal: AbortSignal): void {
    const known = toAppError(failure);
    if (!signal.aborted && !isCancelled(failure) && known.code !== 'disconnected') error.value = known;
  }

  async function refresh(signal: AbortSignal): Promise<void> {
    try {
      [folders.value, stats.value] = await Promise.all([
        client['library.folders'](undefined, { signal }),
        client['library.stats'](undefined, { signal }),
      ]);
      error.value = undefined;
    } catch (failure) {
      // What was known stays; the lists say what is wrong where it matters.
      note(failure, signal);
    }
  }

  async function followChanges(signal: AbortSignal): Promise<void> {
    const open = () => client['library.changes'](undefined, { signal });
    for await (const _ of reopened(session, open, signal)) {
      ticks.value++;
      // It is another one after Warren was started anew.
      artworkUrl.value = await client['library.artworkSource'](undefined, { signal }).then(
        ({ url }) => url,
        () => undefined,
      );
      await refresh(signal);
      await nextFrame();
    }
  }

  async function followScan(signal: AbortSignal): Promise<void> {
    const open = () => client['library.watchScan'](undefined, { signal });
    for await (const now of reopened(session, open, signal)) {
      scan.value = now;
      await nextFrame();
    }
  }

  async function follow(signal: AbortSignal): Promise<void> {
    try {
      await Promise.all([followChanges(signal), followScan(signal)]);
    } catch (failure) {
      note(failure, signal);
      if (!signal.aborted && !isCancelled(failure)) throw failure;
    }
  }

  /** The address of a thumbnail, or undefined while it has none. */
  function artwork(id: string | null): string | undefined {
    return id === null || artworkUrl.value === undefined ? undefined : artworkUrl.value + id;
  }

  return { ticks, folders, stats, hasAny, scan, error, follow, artwork };
});
