import { join } from 'node:path';
import type { PlacedFile } from '#shared/contract/engine.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { LiveTorrent } from './live-torrent.ts';
import type { Registry } from './registry.ts';

interface ReplacedParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly lifecycle: Pick<Lifecycle, 'pause'>;
}

/** It was whole, and has stopped by itself: a file of it was changed or is gone, or the disk is in trouble. */
export function isHaltedShare({ state, stored }: LiveTorrent): boolean {
  return (state === 'error' || state === 'missing') && stored.completedAt !== null;
}

/** Shares that have stopped by themselves and hold a file that is shared anew now: they rest, and do not try again. */
export async function pauseReplaced(
  { stored }: LiveTorrent,
  { registry, catalog, lifecycle }: ReplacedParts,
): Promise<void> {
  const halted = registry
    .list()
    .filter((torrent) => torrent.stored.infoHash !== stored.infoHash && isHaltedShare(torrent));
  if (halted.length === 0) return;
  const pathsOf = ({ savePath, infoHash }: LiveTorrent['stored']) =>
    (catalog.contents.content(infoHash)?.files ?? [])
      .filter(({ kind }) => kind === 'content')
      .map(({ path }: PlacedFile) => join(savePath, ...path));
  const anew = new Set(pathsOf(stored));
  for (const torrent of halted) {
    if (pathsOf(torrent.stored).some((path) => anew.has(path))) await lifecycle.pause(torrent);
  }
}
