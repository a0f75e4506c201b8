import type { QueueSettings } from '#shared/contract/settings.ts';
import { chooseRunning } from '#shared/domain/queue/choose-running.ts';
import type { WaitReason } from '#shared/domain/torrent-state.ts';
import { moveInQueue, type QueueMove } from '#shared/domain/queue/queue-moves.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { waitsForTurn, type Lifecycle } from './lifecycle.ts';
import { reasonOf, type LiveTorrent } from './live-torrent.ts';
import type { Registry } from './registry.ts';
import { makeSlowWatch } from './slow-watch.ts';

/** As many torrents run as the settings allow; the others wait in line. */
export interface Queue extends Disposable {
  /** Whether it is its turn. */
  mayRun(torrent: LiveTorrent): boolean;
  /** What holds back those whose turn it is not. */
  whyWait(): WaitReason;
  /** Something may have changed: soon those start whose turn it is, and those stop whose turn it is not. */
  look(): void;
  move(torrents: readonly LiveTorrent[], move: QueueMove): void;
}

interface QueueParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly clock: Clock;
  lifecycle(): Lifecycle;
  settings(): QueueSettings;
  /** Whether nothing is to run now but what the user has started beside the queue. */
  isHeld(): boolean;
}

/** What changes without a step of anybody's life: who has become slow, ms. */
const lookEveryMs = 5_000;

export function keepQueue({ registry, catalog, clock, lifecycle, settings, isHeld }: QueueParts): Queue {
  const slow = makeSlowWatch({ clock });
  /** Whose turn it is; undefined when that has to be found out anew. */
  let running: ReadonlySet<string> | undefined;
  let soon: NodeJS.Immediate | undefined;

  const isOpen = () => settings().downloads === null && settings().seeds === null;

  function choose(): ReadonlySet<string> {
    running ??= chooseRunning(
      inLine(registry)
        .filter(wantsToRun)
        .map((torrent) => ({
          id: torrent.stored.infoHash,
          wants: wantOf(torrent),
          isForced: torrent.stored.isForced,
          isSlow: slow.isSlow(torrent),
        })),
      settings(),
    );
    return running;
  }

  // Started by a word of the user: that may have come since it was found out whose turn it is.
  const mayRun = ({ stored }: LiveTorrent) =>
    stored.isForced || (!isHeld() && (isOpen() || choose().has(stored.infoHash)));
  const whyWait = () => (isHeld() ? 'on-battery' : 'in-queue');

  function look(): void {
    running = undefined;
    soon ??= setImmediate(act);
  }

  function act(): void {
    soon = undefined;
    for (const torrent of inLine(registry).filter(wantsToRun)) {
      const waits = waitsForTurn(torrent);
      if (waits === !mayRun(torrent)) {
        // It goes on waiting, for something else.
        if (waits && torrent.reason?.code !== whyWait())
          registry.happen(torrent, 'wait', reasonOf(whyWait()));
        continue;
      }
      void (waits ? lifecycle().takeTurn(torrent) : lifecycle().rest(torrent));
    }
  }

  registry.onStep(look);
  const timer = setInterval(() => {
    if (isOpen()) return;
    slow.look(registry.list());
    look();
  }, lookEveryMs);

  return {
    mayRun,
    whyWait,
    look,
    move(torrents, move) {
      const line = inLine(registry).map((torrent) => ({
        id: torrent.stored.infoHash,
        wants: wantOf(torrent),
        position: torrent.stored.queuePosition,
        torrent,
      }));
      const changed = moveInQueue(line, new Set(torrents.map(({ stored }) => stored.infoHash)), move);
      catalog.transaction(() => {
        for (const [infoHash, position] of changed) catalog.torrents.setQueuePosition(infoHash, position);
      });
      for (const { id, torrent } of line) {
        const queuePosition = changed.get(id);
        if (queuePosition === undefined) continue;
        torrent.stored = { ...torrent.stored, queuePosition };
        registry.changed(torrent);
      }
      look();
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      clearImmediate(soon);
    },
  };
}

/** For one that comes: behind all others. */
export function lastPosition(registry: Pick<Registry, 'list'>): number {
  return registry.list().reduce((last, { stored }) => Math.max(last, stored.queuePosition + 1), 0);
}

function inLine(registry: Registry): LiveTorrent[] {
  // Two of the same position, as a backup could bring them, stand by age.
  return registry
    .list()
    .reverse()
    .sort((a, b) => a.stored.queuePosition - b.stored.queuePosition);
}

/** One that is paused, blocked or has failed holds no place. */
function wantsToRun({ stored, state }: LiveTorrent): boolean {
  if (stored.isPaused) return false;
  return state === 'queued' || state === 'checking' || state === 'downloading' || state === 'seeding';
}

function wantOf({ stored, state }: LiveTorrent): 'download' | 'seed' {
  if (state === 'seeding') return 'seed';
  if (state === 'downloading') return 'download';
  return stored.wantedBytes > 0 && stored.doneBytes >= stored.wantedBytes ? 'seed' : 'download';
}
