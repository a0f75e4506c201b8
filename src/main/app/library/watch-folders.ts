import { watch, type FSWatcher } from 'chokidar';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { FolderPlace } from './folder-place.ts';

/** Tells when something in the folders of the library changed, so that it is scanned. */
export interface FolderWatch extends AsyncDisposable {
  /**
   * The folders have changed: begins to watch new ones, leaves others. Resolves when all are watched or given up: a scan that
   * begins then misses nothing.
   */
  refresh(): Promise<void>;
  /** Folders that are not watched but looked at now and then, and why. */
  notWatched(): readonly { readonly path: string; readonly why: WhyNotWatched }[];
}

/** `too-many`: more folders than are watched, or than the system lets us; `not-there`: no drive. */
export type WhyNotWatched = 'too-many' | 'not-there' | 'no-notice';

interface WatchParts {
  readonly folders: () => readonly Pick<FolderPlace, 'id' | 'path'>[];
  readonly onChange: (folderId: number) => void;
  /** It became known that a folder is not watched, or is again. */
  readonly onNotWatched: (path: string, why: WhyNotWatched | undefined) => void;
  readonly logger: Logger;
  /** After the last change, ms: somebody is copying an album. */
  readonly settleMs?: number;
  /** At the latest, however long the copying takes, ms. */
  readonly latestMs?: number;
  /** Where the system does not tell, ms. */
  readonly rescanMs?: number;
  /** Linux has 8,192 watches a user on old systems, and editors want some. */
  readonly maxWatches?: number;
}

interface Watched {
  readonly folder: Pick<FolderPlace, 'id' | 'path'>;
  watcher: FSWatcher | undefined;
  why: WhyNotWatched | undefined;
  settling: ReturnType<typeof setTimeout> | undefined;
  firstChangeMs: number | undefined;
  watches: number;
  readonly settled: PromiseWithResolvers<undefined>;
}

export function watchFolders(parts: WatchParts): FolderWatch {
  const { folders, onChange, onNotWatched, logger } = parts;
  const { settleMs = 2_000, latestMs = 60_000, rescanMs = 600_000, maxWatches = 20_000 } = parts;
  const watched = new Map<number, Watched>();
  let closing: Promise<unknown>[] = [];

  function begin(folder: Watched['folder']): void {
    const entry: Watched = {
      ...{ folder, watcher: undefined, why: undefined, settling: undefined },
      ...{ firstChangeMs: undefined, watches: 0, settled: Promise.withResolvers<undefined>() },
    };
    watched.set(folder.id, entry);
    listen(entry);
  }

  function listen(entry: Watched): void {
    const { path } = entry.folder;
    if (!isFolder(path)) return giveUp(entry, 'not-there');
    entry.watches = 0;
    // Folders alone: the system tells of the files in them, and a watch for each of 100,000 files is more than it has.
    const watcher = watch(path, {
      ignoreInitial: false,
      followSymlinks: false,
      ignorePermissionErrors: true,
      ignored: (below, stats) =>
        (stats !== undefined && !stats.isDirectory()) || (below !== path && basename(below).startsWith('.')),
    });
    entry.watcher = watcher;
    let isReady = false;
    watcher
      .on('ready', () => {
        isReady = true;
        entry.settled.resolve(undefined);
      })
      .on('addDir', () => {
        entry.watches += 1;
        if (entry.watches > maxWatches) giveUp(entry, 'too-many');
        else if (isReady) changed(entry);
      })
      .on('unlinkDir', (gone) => {
        entry.watches -= 1;
        if (isReady) changed(entry);
        if (gone === path) giveUp(entry, 'not-there');
      })
      // What happens to files in a folder that is watched. Reading them is not told.
      .on('raw', () => {
        if (isReady) changed(entry);
      })
      .on('error', (error) => {
        logger.warn('library.watch-failed', { error: errorLabel(error) });
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        giveUp(entry, code === 'ENOSPC' || code === 'EMFILE' ? 'too-many' : 'no-notice');
      });
    if (entry.why !== undefined) {
      entry.why = undefined;
      onNotWatched(path, undefined);
    }
  }

  function giveUp(entry: Watched, why: WhyNotWatched): void {
    stop(entry);
    if (entry.why === why) return;
    entry.why = why;
    onNotWatched(entry.folder.path, why);
  }

  function stop(entry: Watched): void {
    entry.settled.resolve(undefined);
    const { watcher } = entry;
    entry.watcher = undefined;
    if (watcher === undefined) return;
    const closed = watcher.close();
    closing.push(closed);
    void closed.finally(() => (closing = closing.filter((other) => other !== closed)));
  }

  function changed(entry: Watched): void {
    const now = performance.now();
    entry.firstChangeMs ??= now;
    clearTimeout(entry.settling);
    const waitMs = Math.min(settleMs, Math.max(0, entry.firstChangeMs + latestMs - now));
    entry.settling = setTimeout(() => {
      entry.firstChangeMs = undefined;
      onChange(entry.folder.id);
    }, waitMs);
  }

  function end(entry: Watched): void {
    clearTimeout(entry.settling);
    stop(entry);
    watched.delete(entry.folder.id);
  }

  async function refresh(): Promise<void> {
    const wanted = folders();
    for (const entry of watched.values())
      if (!wanted.some(({ id, path }) => id === entry.folder.id && path === entry.folder.path)) end(entry);
    for (const folder of wanted) if (!watched.has(folder.id)) begin(folder);
    await Promise.all(Array.from(watched.values(), ({ settled }) => settled.promise));
  }

  const rescan = setInterval(() => {
    for (const entry of watched.values()) {
      if (entry.why === undefined) continue;
      if (entry.why !== 'too-many') listen(entry);
      onChange(entry.folder.id);
    }
  }, rescanMs);
  rescan.unref();
  void refresh();

  return {
    refresh,
    notWatched: () =>
      [...watched.values()].flatMap(({ folder, why }) =>
        why === undefined ? [] : [{ path: folder.path, why }],
      ),
    async [Symbol.asyncDispose]() {
      clearInterval(rescan);
      for (const entry of [...watched.values()]) end(entry);
      await Promise.all(closing);
    },
  };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
