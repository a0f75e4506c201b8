import { join } from 'node:path';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { ShareState } from '#shared/domain/library/share-state.ts';
import type { Catalog, LibraryStore } from '../../catalog/index.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';
import type { Registry } from '../torrents/registry.ts';

interface ShareKeeperParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly library: LibraryStore;
  readonly logger: Logger;
  /** A download is whole now. */
  onFinished(torrent: LiveTorrent): void;
}

type FileShareState = Exclude<ShareState, 'partly'>;

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
}: ShareKeeperParts): AsyncDisposable {
  const ending = new AbortController();
  /** What the library was told last in this session, as one text. */
  const told = new Map<InfoHash, string>();
  const unfinished = new Set<InfoHash>();

  function look(infoHash: InfoHash): void {
    const torrent = registry.get(infoHash);
    if (torrent === undefined) return;
    if (torrent.state === 'downloading') unfinished.add(infoHash);
    else if (torrent.state === 'seeding' && unfinished.delete(infoHash)) onFinished(torrent);
    const state = shareStateOf(torrent);
    const key = `${state} ${torrent.stored.savePath}`;
    if (state === undefined || told.get(infoHash) === key) return;
    const files = catalog.contents.content(infoHash)?.files ?? [];
    const paths = files
      .filter(({ kind, isWanted }) => kind === 'content' && isWanted)
      .map(({ path }) => join(torrent.stored.savePath, ...path));
    library.shares.set(infoHash, { paths, state });
    told.set(infoHash, key);
  }

  async function follow(): Promise<void> {
    for await (const { kind, upserted, removed } of registry.feed.watch(undefined, ending.signal)) {
      for (const id of removed) forget(id as InfoHash); // the feed's keys are infohashes
      // What went while Warren did not run.
      if (kind === 'snapshot')
        for (const id of library.shares.torrentIds())
          if (registry.get(id as InfoHash) === undefined) forget(id as InfoHash);
      for (const { infoHash } of upserted) look(infoHash as InfoHash);
    }
  }

  function forget(infoHash: InfoHash): void {
    told.delete(infoHash);
    unfinished.delete(infoHash);
    library.shares.remove(infoHash);
  }

  const following = follow().catch((error: unknown) =>
    logger.error('library.shares-failed', { error: errorLabel(error) }),
  );
  return {
    async [Symbol.asyncDispose]() {
      ending.abort();
      await following;
    },
  };
}

/** Undefined: what was true last still is, as far as anybody can tell now. */
function shareStateOf({ state, figures }: LiveTorrent): FileShareState | undefined {
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
