import { join } from 'node:path';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import { stoppedShares, type FileNow } from '#shared/domain/library/stopped-share.ts';
import type { StateReason } from '#shared/domain/torrent-state.ts';
import type { Catalog, Library, SharedFile, StoredContent } from '../../catalog/index.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';
import type { Registry } from '../torrents/registry.ts';
import { bestOf } from './best-share.ts';
import { lookAtStopped } from './look-at-stopped.ts';
import { sharingAtFirst, sharingOf, type Sharing } from './sharing-of.ts';

interface ShareKeeperParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly library: Pick<Library, 'shares' | 'folders'>;
  readonly logger: Logger;
  /** A download is whole now. */
  onFinished(torrent: LiveTorrent): void;
}

export interface ShareKeeper extends AsyncDisposable {
  /** The library has other files than before. */
  filesChanged(): void;
}

interface Held {
  readonly state: Sharing;
  readonly savePath: string;
  /** Why and since when it is halted: when it stops again, its files may be others. */
  readonly halt: { readonly reason: StateReason | undefined; readonly sinceMs: number } | undefined;
}

/** Changes are gathered, ms: telling the library compares all files that are shared. */
const gatherMs = 1_000;

/**
 * Tells the library which of its files which torrent shares, and whether others hold them too, as torrents come, go and
 * change.
 */
export function keepShares({
  registry,
  catalog,
  library,
  logger,
  onFinished,
}: ShareKeeperParts): ShareKeeper {
  const ending = new AbortController();
  /** What holds now, by torrent; a torrent that is only on its way to its state keeps what it had. */
  const held = new Map<string, Held>();
  /** How the files of those that have halted lay; looked at again when a scan has found others, or when it halts again. */
  let looks = new WeakMap<Held, readonly FileNow[]>();
  /** Torrents that are known to be whole. */
  const whole = new Set<string>();
  let isFirstLook = true;
  let telling: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(infoHash: string): boolean {
    const torrent = registry.get(infoHash as InfoHash); // the feed's keys are infohashes
    lookWhether(infoHash, torrent);
    if (torrent === undefined) return held.delete(infoHash);
    const { savePath } = torrent.stored;
    const before = held.get(infoHash);
    const now = sharingOf(torrent);
    const state = now ?? before?.state ?? sharingAtFirst(torrent);
    const halt =
      now === 'halted'
        ? { reason: torrent.reason?.code, sinceMs: torrent.since.getTime() }
        : now === undefined
          ? before?.halt
          : undefined;
    const isAsBefore =
      before?.state === state &&
      before.savePath === savePath &&
      before.halt?.reason === halt?.reason &&
      before.halt?.sinceMs === halt?.sinceMs;
    if (isAsBefore) return false;
    held.set(infoHash, { state, savePath, halt });
    return true;
  }

  /** A small download is begun and whole between two looks; what was whole when Warren started is no news. */
  function lookWhether(infoHash: string, torrent: LiveTorrent | undefined): void {
    if (torrent?.stored.completedAt == null) return void whole.delete(infoHash);
    if (whole.has(infoHash)) return;
    whole.add(infoHash);
    if (!isFirstLook && torrent.stored.origin === 'added') onFinished(torrent);
  }

  async function lookedAt(
    infoHash: InfoHash,
    one: Held,
    content: StoredContent,
  ): Promise<readonly FileNow[]> {
    // Of before a scan, if one ends while this looks: the next question is answered anew.
    const ofNow = looks;
    const known = ofNow.get(one);
    if (known !== undefined) return known;
    const found = await lookAtStopped({
      savePath: one.savePath,
      content,
      progress: catalog.contents.progress(infoHash),
      folders: library.folders.all().map(({ path }) => path),
    });
    ofNow.set(one, found);
    return found;
  }

  async function filesOf(infoHash: InfoHash, one: Held): Promise<SharedFile[]> {
    const { state, savePath, halt } = one;
    const content = state === 'none' ? undefined : catalog.contents.content(infoHash);
    if (content === undefined) return [];
    const states =
      state === 'halted'
        ? stoppedShares(halt?.reason, await lookedAt(infoHash, one, content))
        : content.files.map(() => state);
    return content.files.flatMap(({ kind, path, isWanted }, at) => {
      const told = { path: join(savePath, ...path), torrentId: infoHash };
      return kind === 'content' ? { ...told, state: isWanted ? (states[at] ?? 'none') : 'none' } : [];
    });
  }

  async function tell(): Promise<void> {
    timer = undefined;
    const shared: SharedFile[] = [];
    for (const [infoHash, one] of held) shared.push(...(await filesOf(infoHash as InfoHash, one)));
    await library.shares.setShares(bestOf(shared));
  }

  function tellSoon(): void {
    timer ??= setTimeout(() => {
      telling = telling.then(tell).catch(failed);
    }, gatherMs);
  }

  async function follow(): Promise<void> {
    for await (const { upserted, removed } of registry.feed.watch(undefined, ending.signal)) {
      const ids = [...removed, ...upserted.map(({ infoHash }) => infoHash)];
      if (ids.map(look).includes(true)) tellSoon();
      isFirstLook = false;
    }
  }

  function failed(error: unknown): void {
    logger.error('library.shares-failed', { error: errorLabel(error) });
  }

  const following = follow().catch(failed);
  return {
    filesChanged() {
      looks = new WeakMap();
      tellSoon();
    },
    async [Symbol.asyncDispose]() {
      ending.abort();
      clearTimeout(timer);
      await Promise.all([following, telling]);
    },
  };
}
