import type { EngineEvent, EngineTorrent } from '#shared/contract/engine.ts';
import { isWaitReason, type StateReason } from '#shared/domain/torrent-state.ts';
import type { EngineBeat } from '../engines/engine-host.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Notices } from '../notices.ts';
import type { Lifecycle } from './lifecycle.ts';
import { pauseReasonOf, reasonOf, type LiveTorrent } from './live-torrent.ts';
import type { Registry } from './registry.ts';

interface FoldParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly lifecycle: Lifecycle;
  readonly notices: Notices;
  readonly clock: Clock;
  /** Peers have sent the description of a magnet link. */
  onMetadata(torrent: LiveTorrent, infoBytes: Uint8Array, peers: readonly string[]): void;
}

/** Makes of what an engine says what the user sees and what must not be forgotten. */
export function makeBeatFolder({ registry, catalog, lifecycle, notices, clock, onMetadata }: FoldParts) {
  function foldFigures(figures: EngineTorrent): void {
    const torrent = registry.get(figures.infoHash);
    // A late message about one that was paused, put back into line, or that has failed.
    if (torrent === undefined || !mayStillTell(torrent, figures)) return;
    const isFirst = torrent.figures === undefined;
    torrent.figures = figures;
    if (figures.phase === 'waiting') registry.happen(torrent, 'wait', reasonOf('waiting-for-check'));
    if (figures.phase === 'metadata') registry.happen(torrent, 'download', reasonOf('fetching-metadata'));
    if (figures.phase === 'checking') registry.happen(torrent, 'check');
    if (figures.phase === 'downloading') {
      if (isFirst || torrent.state !== 'downloading') catalog.contents.markUnclean(figures.infoHash);
      registry.happen(torrent, 'download');
    }
    if (figures.phase === 'seeding') registry.happen(torrent, 'seed');
    if (figures.phase === 'stopped') checkedOnly(torrent);
    registry.changed(torrent);
  }

  /** A paused torrent that was only to be checked goes back to its rest. */
  function checkedOnly(torrent: LiveTorrent): void {
    if (!torrent.stored.isPaused || (torrent.state !== 'checking' && torrent.state !== 'queued')) return;
    const { figures, stored } = torrent;
    if (figures !== undefined) {
      torrent.stored = { ...stored, doneBytes: figures.doneBytes, wantedBytes: figures.wantedBytes };
      catalog.torrents.setProgress(stored.infoHash, figures.doneBytes, figures.wantedBytes);
    }
    torrent.figures = undefined;
    registry.happen(torrent, 'pause', pauseReasonOf(torrent));
  }

  function foldEvent(event: EngineEvent): void {
    if (event.kind === 'listening' || event.kind === 'door-closed') return;
    if (event.kind === 'checkpoint') {
      const torrent = registry.get(event.checkpoint.infoHash);
      return lifecycle.saveCheckpoint(event.checkpoint, torrent?.state !== 'downloading');
    }
    const torrent = registry.get(event.infoHash);
    if (torrent === undefined) return;
    if (event.kind === 'metadata') onMetadata(torrent, event.infoBytes, event.peers);
    if (event.kind === 'completed') completed(torrent);
    if (event.kind === 'failed') failed(torrent, event.reason, event.message);
  }

  function completed(torrent: LiveTorrent): void {
    if (torrent.stored.completedAt !== null) return;
    const completedAt = clock.now();
    catalog.torrents.setCompleted(torrent.stored.infoHash, completedAt);
    torrent.stored = { ...torrent.stored, completedAt };
    registry.changed(torrent);
    const { name, infoHash: torrentId } = torrent.stored;
    const text = `${name} is complete.`;
    notices.tell({ severity: 'info', code: 'torrent-finished', text, values: { name }, torrentId });
  }

  function failed(torrent: LiveTorrent, reason: StateReason, message: string): void {
    if (torrent.state === 'paused') return;
    const isLoss = reason === 'files-missing' || reason === 'folder-missing';
    registry.happen(torrent, isLoss ? 'lose' : 'fail', reasonOf(reason, message));
    lifecycle.settle(torrent);
    const { name, infoHash: torrentId } = torrent.stored;
    const text = `${name}: ${message}`;
    notices.tell({ severity: 'error', code: 'torrent-failed', text, values: { name, reason }, torrentId });
  }

  return ({ torrents, events }: EngineBeat): void => {
    for (const figures of torrents) foldFigures(figures);
    for (const event of events) foldEvent(event);
  };
}

function mayStillTell({ state, stored, reason }: LiveTorrent, { phase }: EngineTorrent): boolean {
  if (state === 'queued' && isWaitReason(reason?.code)) return false;
  if (state === 'error' || state === 'missing' || state === 'blocked') return false;
  // A paused torrent is only ever checked.
  return state !== 'paused' || (stored.isPaused && phase === 'checking');
}
