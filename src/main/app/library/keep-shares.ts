import { join } from 'node:path';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Catalog, Library } from '../../catalog/index.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';
import type { Registry } from '../torrents/registry.ts';

interface ShareKeeperParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly library: Pick<Library, 'shares'>;
  readonly logger: Logger;
  /** A download is whole now. */
  onFinished(torrent: LiveTorrent): void;
}

export interface ShareKeeper extends AsyncDisposable {
  /** The library has other files than before. */
  filesChanged(): void;
}

type Sharing = 'none' | 'sharing' | 'at-risk';

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
  const held = new Map<string, { readonly state: Sharing; readonly savePath: string }>();
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
    const state = sharingOf(torrent) ?? before?.state ?? (torrent.stored.isPaused ? 'none' : 'sharing');
    if (before?.state === state && before.savePath === savePath) return false;
    held.set(infoHash, { state, savePath });
    return true;
  }

  /** A small download is begun and whole between two looks; what was whole when Warren started is no news. */
  function lookWhether(infoHash: string, torrent: LiveTorrent | undefined): void {
    if (torrent?.stored.completedAt == null) return void whole.delete(infoHash);
    if (whole.has(infoHash)) return;
    whole.add(infoHash);
    if (!isFirstLook && torrent.stored.origin === 'added') onFinished(torrent);
  }

  async function tell(): Promise<void> {
    timer = undefined;
    const shared = [...held].flatMap(([torrentId, { state, savePath }]) => {
      if (state === 'none') return [];
      const files = catalog.contents.content(torrentId as InfoHash)?.files ?? [];
      return files
        .filter(({ kind, isWanted }) => kind === 'content' && isWanted)
        .map(({ path }) => ({
          path: join(savePath, ...path),
          torrentId,
          isAtRisk: state === 'at-risk',
        }));
    });
    await library.shares.setShares(shared);
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
    filesChanged: tellSoon,
    async [Symbol.asyncDispose]() {
      ending.abort();
      clearTimeout(timer);
      await Promise.all([following, telling]);
    },
  };
}

/** Undefined: what was true last still is, as far as anybody can tell now. */
function sharingOf({ state, figures }: LiveTorrent): Sharing | undefined {
  switch (state) {
    case 'queued':
    case 'checking':
      return undefined;
    case 'seeding':
      return (figures?.otherSeeds ?? 0) > 0 ? 'sharing' : 'at-risk';
    case 'downloading':
    case 'paused':
    case 'blocked':
    case 'missing':
    case 'error':
      return 'none';
    default:
      return state satisfies never;
  }
}
