import type { Client } from '#shared/contract/define.ts';
import type { Checkpoint, EngineApi } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Profile } from '#shared/contract/settings.ts';
import type { TransferOptions } from '#shared/contract/torrent.ts';
import type { Preallocation } from '#shared/domain/preallocation.ts';
import { isWaitReason, type WaitReason } from '#shared/domain/torrent-state.ts';
import type { Catalog, StoredTorrent } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { logRef } from '../../ports/log-ref.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { Paths } from '../../ports/paths.ts';
import { makeLanes } from './lanes.ts';
import {
  pauseReasonOf,
  reasonOf,
  receivedBytes,
  sentBytes,
  type LiveTorrent,
  type StartWish,
  type StateReasonText,
} from './live-torrent.ts';
import type { Registry } from './registry.ts';
import { makeStartOrder } from './start-order.ts';

/** Starting and stopping torrents, one thing at a time for each of them. */
export interface Lifecycle {
  start(torrent: LiveTorrent, wish?: StartWish): Promise<void>;
  pause(torrent: LiveTorrent): Promise<void>;
  /** Its seeding goal is met: that is kept together with the pause. Nothing happens where it is not met any more. */
  pauseForGoal(torrent: LiveTorrent, isStillMet: () => boolean): Promise<void>;
  /** The goal that had paused it is another one now: it goes on, unless a person has paused it since. */
  resumeAfterGoal(torrent: LiveTorrent): Promise<void>;
  /** Starts it beside the queue. */
  startNow(torrent: LiveTorrent): Promise<void>;
  /** It waited for its turn, which has come. */
  takeTurn(torrent: LiveTorrent): Promise<void>;
  /** It is not its turn any more: it stops, and waits. */
  rest(torrent: LiveTorrent): Promise<void>;
  resume(torrent: LiveTorrent): Promise<void>;
  recheck(torrent: LiveTorrent): Promise<void>;
  /** Ends its life in the engine and runs `last` before anything else can happen to it. If that fails, it goes on. */
  retire(torrent: LiveTorrent, last: () => Promise<void>): Promise<void>;
  /** Moves it to another profile: nothing of it is left in the old one's process, nothing is hashed again. */
  move(torrent: LiveTorrent, profile: string): Promise<void>;
  /** Runs `work` while nothing else happens to it: when it runs then, its engine has it. */
  between(torrent: LiveTorrent, work: () => Promise<void>): Promise<void>;
  /** Stops it, runs `between` while nothing of it is left in the engine, and starts it again if it ran, also if that failed. */
  restart(torrent: LiveTorrent, between: () => Promise<void>): Promise<void>;
  saveCheckpoint(checkpoint: Checkpoint, endedCleanly: boolean): void;
  /** The engine has let it go: what it counted is stored. */
  settle(torrent: LiveTorrent): void;
}

interface LifecycleParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly paths: Paths;
  readonly bootId: string;
  readonly clock: Clock;
  readonly logger: Logger;
  preallocation(): Preallocation;
  transferOptionsOf(torrent: LiveTorrent): TransferOptions;
  /** Whether it is its turn in the queue. */
  mayRun(torrent: LiveTorrent): boolean;
  /** What holds back those whose turn it is not. */
  whyWait(): WaitReason;
  profileOf(torrent: LiveTorrent): Profile | undefined;
  clientOf(profile: Profile): Client<EngineApi>;
  /** Why nothing of a profile may run now; undefined while its door is open. */
  shutReasonOf(profile: string): StateReasonText | undefined;
}

export function makeLifecycle(parts: LifecycleParts): Lifecycle {
  const { registry, catalog, bootId, clock, logger, profileOf, clientOf, shutReasonOf, mayRun, whyWait } =
    parts;
  const lanes = makeLanes<InfoHash>();

  /** The engine's client, or undefined with the torrent put in line: when the engine is up it is started. */
  function engineFor(torrent: LiveTorrent): Client<EngineApi> | undefined {
    const profile = profileOf(torrent);
    if (profile === undefined) {
      const text = `The network profile "${torrent.stored.profile}" is gone; choose another one for this torrent.`;
      registry.happen(torrent, 'block', reasonOf('profile-missing', text));
      return undefined;
    }
    try {
      return clientOf(profile);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'engine-down') throw error;
      return undefined;
    }
  }

  async function startNow(torrent: LiveTorrent, wish: StartWish): Promise<void> {
    const shut = shutReasonOf(torrent.stored.profile);
    if (shut !== undefined) {
      torrent.wish = wish;
      registry.happen(torrent, 'block', shut);
      return;
    }
    registry.happen(torrent, 'wait', reasonOf('starting'));
    if (wish.stayOffline !== true && !mayRun(torrent)) {
      torrent.wish = wish;
      registry.happen(torrent, 'wait', reasonOf(whyWait()));
      return;
    }
    const client = engineFor(torrent);
    if (client === undefined) {
      if (wish.stayOffline !== true) {
        torrent.wish = wish;
        return;
      }
      registry.happen(torrent, 'pause', pauseReasonOf(torrent));
      throw new AppError(
        'engine-down',
        'The network engine is not running at this moment; try again in a few seconds.',
      );
    }
    try {
      await client['torrents.start'](makeStartOrder(torrent, wish, parts));
    } catch (error) {
      if (error instanceof AppError && error.code === 'disconnected') return; // waitAll() follows
      logger.error('torrent.start-failed', {
        error: errorLabel(error),
        torrent: logRef(torrent.stored.infoHash),
      });
      registry.happen(
        torrent,
        'fail',
        reasonOf('failed', 'The torrent could not be started; the log has more.'),
      );
    }
  }

  async function stopNow(torrent: LiveTorrent): Promise<void> {
    const client = engineFor(torrent);
    const checkpoint = await client?.['torrents.stop']({ infoHash: torrent.stored.infoHash }).catch(
      (error: unknown) => {
        logger.warn('torrent.stop-failed', {
          error: errorLabel(error),
          torrent: logRef(torrent.stored.infoHash),
        });
        return null;
      },
    );
    if (checkpoint) saveCheckpoint(checkpoint, true);
    settle(torrent);
  }

  /** What the engine counted becomes part of what is stored. */
  function settle(torrent: LiveTorrent): void {
    const { figures, stored } = torrent;
    if (figures === undefined) return;
    const [received, sent] = [receivedBytes(torrent), sentBytes(torrent)];
    const { doneBytes, wantedBytes } =
      figures.phase === 'checking' || figures.phase === 'metadata' ? stored : figures;
    catalog.torrents.setTraffic(stored.infoHash, received, sent);
    catalog.torrents.setProgress(stored.infoHash, doneBytes, wantedBytes);
    catalog.torrents.setSeeded(stored.infoHash, stored.seededMs);
    torrent.stored = { ...stored, receivedBytes: received, sentBytes: sent, doneBytes, wantedBytes };
    torrent.figures = undefined;
    registry.changed(torrent);
  }

  function saveCheckpoint({ infoHash, bitfield, stamps }: Checkpoint, endedCleanly: boolean): void {
    if (registry.get(infoHash) === undefined) return;
    const progress = { bitfield, endedCleanly, bootId, savedAt: clock.now() };
    catalog.transaction(() => catalog.contents.saveProgress(infoHash, progress, stamps));
  }

  type Wish = Pick<StoredTorrent, 'isPaused' | 'pauseReason' | 'isForced'>;

  function keepWish(torrent: LiveTorrent, wish: Partial<Wish>): void {
    torrent.stored = { ...torrent.stored, ...wish };
    catalog.torrents.setPaused(torrent.stored.infoHash, torrent.stored);
  }

  async function pauseNow(torrent: LiveTorrent, pauseReason: Wish['pauseReason']): Promise<void> {
    const { infoHash, goalMetAt } = torrent.stored;
    const metAt = pauseReason === 'goal-met' ? clock.now() : goalMetAt;
    catalog.transaction(() => {
      catalog.torrents.setGoalMet(infoHash, metAt);
      keepWish(torrent, { isPaused: true, pauseReason, isForced: false });
    });
    torrent.stored = { ...torrent.stored, goalMetAt: metAt };
    await stopNow(torrent);
    registry.happen(torrent, 'pause', pauseReasonOf(torrent));
  }

  const inLane = (torrent: LiveTorrent, work: () => Promise<void>) =>
    lanes.run(torrent.stored.infoHash, async () => {
      // Removed while it waited for its turn.
      if (registry.get(torrent.stored.infoHash) === torrent) await work();
    });

  return {
    start: (torrent, wish = {}) => inLane(torrent, () => startNow(torrent, wish)),
    pause: (torrent) => inLane(torrent, () => pauseNow(torrent, 'by-user')),
    pauseForGoal: (torrent, isStillMet) =>
      inLane(torrent, async () => {
        // While it waited for its turn the user may have said something else.
        if (!torrent.stored.isPaused && isStillMet()) await pauseNow(torrent, 'goal-met');
      }),
    resumeAfterGoal: (torrent) =>
      inLane(torrent, async () => {
        if (!isPausedForGoal(torrent) || torrent.stored.goalMetAt !== null) return;
        keepWish(torrent, { isPaused: false });
        await startNow(torrent, {});
      }),
    startNow: (torrent) =>
      inLane(torrent, async () => {
        keepWish(torrent, { isForced: true });
        registry.changed(torrent);
        if (!canResume(torrent) && !waitsForTurn(torrent)) return;
        keepWish(torrent, { isPaused: false });
        await startNow(torrent, { mayRepair: torrent.reason?.code === 'files-changed' });
      }),
    takeTurn: (torrent) =>
      inLane(torrent, async () => {
        if (!waitsForTurn(torrent)) return;
        const { wish = {} } = torrent;
        torrent.wish = undefined;
        await startNow(torrent, wish);
      }),
    rest: (torrent) =>
      inLane(torrent, async () => {
        if (torrent.stored.isPaused || !isInEngine(torrent) || mayRun(torrent)) return;
        await stopNow(torrent);
        registry.happen(torrent, 'wait', reasonOf(whyWait()));
      }),
    resume: (torrent) =>
      inLane(torrent, async () => {
        if (!canResume(torrent)) return;
        keepWish(torrent, { isPaused: false });
        await startNow(torrent, { mayRepair: torrent.reason?.code === 'files-changed' });
      }),
    recheck: (torrent) =>
      inLane(torrent, async () => {
        if (!torrent.stored.hasInfo)
          throw new AppError(
            'no-metadata-yet',
            'There is nothing to check before peers have sent the description of this torrent.',
          );
        await stopNow(torrent);
        await startNow(torrent, { recheck: 'all', stayOffline: torrent.stored.isPaused });
      }),
    move: (torrent, profile) =>
      inLane(torrent, async () => {
        if (torrent.stored.profile === profile) return;
        const wasRunning =
          !torrent.stored.isPaused && torrent.state !== 'error' && torrent.state !== 'missing';
        await stopNow(torrent);
        catalog.torrents.setProfile(torrent.stored.infoHash, profile);
        torrent.stored = { ...torrent.stored, profile };
        registry.changed(torrent);
        if (wasRunning) await startNow(torrent, {});
      }),
    restart: (torrent, between) =>
      inLane(torrent, async () => {
        const wasRunning = torrent.state === 'downloading' || torrent.state === 'seeding';
        await stopNow(torrent);
        try {
          await between();
        } finally {
          if (wasRunning) await startNow(torrent, {});
        }
      }),
    retire: (torrent, last) =>
      inLane(torrent, async () => {
        const wasRunning = isInEngine(torrent);
        await stopNow(torrent);
        try {
          await last();
        } catch (error) {
          const isStillThere = registry.get(torrent.stored.infoHash) === torrent;
          if (wasRunning && isStillThere) await startNow(torrent, {});
          throw error;
        }
      }),
    between: inLane,
    saveCheckpoint,
    settle,
  };
}

/** One that is being checked is left alone until it knows what it has. */
function isInEngine({ state }: LiveTorrent): boolean {
  return state === 'queued' || state === 'downloading' || state === 'seeding';
}

/** Not by a person. */
export function isPausedForGoal({ stored }: LiveTorrent): boolean {
  return stored.isPaused && stored.pauseReason === 'goal-met';
}

export function waitsForTurn({ state, reason }: LiveTorrent): boolean {
  return state === 'queued' && isWaitReason(reason?.code);
}

function canResume({ state }: LiveTorrent): boolean {
  return state === 'paused' || state === 'error' || state === 'missing' || state === 'blocked';
}
