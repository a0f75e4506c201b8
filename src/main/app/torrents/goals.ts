import type { Client } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import type { SeedingSettings } from '#shared/contract/settings.ts';
import type { TransferOptions } from '#shared/contract/torrent.ts';
import { lowerLimit } from '#shared/domain/bandwidth/lower-limit.ts';
import {
  goalOf,
  goalStateOf,
  isForEver,
  liftsPause,
  type GoalAction,
  type GoalState,
  type SeedingGoal,
} from '#shared/domain/seeding/goal.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { logRef } from '../../ports/log-ref.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { Notices } from '../notices.ts';
import { isPausedForGoal, type Lifecycle } from './lifecycle.ts';
import { torrentRatio, type LiveTorrent } from './live-torrent.ts';
import type { Registry } from './registry.ts';
import { tellEngine } from './tell-engine.ts';

interface GoalParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly notices: Notices;
  readonly lifecycle: Lifecycle;
  settings(): SeedingSettings;
  /** @throws AppError `engine-down` */
  clientFor(torrent: LiveTorrent): Client<EngineApi>;
  /** It leaves the list; its files stay. */
  remove(torrent: LiveTorrent): Promise<void>;
}

/** How often it is counted and judged, ms. */
const lookEveryMs = 2_000;
/** More than that between two looks was no seeding: the computer slept, ms. */
const longestLookMs = 10_000;

/** Counts how long each torrent seeds, and does what the user chose when it has reached its goal. */
export function keepGoals(parts: GoalParts) {
  const { registry, catalog, clock, logger, notices, lifecycle, settings, clientFor, remove } = parts;
  /** Being stopped or removed: that takes a moment, and is told once. */
  const ending = new WeakSet<LiveTorrent>();
  let lookedMs = clock.monotonicMs();
  let known = settings();

  function look(): void {
    const nowMs = clock.monotonicMs();
    // Not the wall clock, which may be put right meanwhile.
    const passedMs = Math.min(longestLookMs, nowMs - lookedMs);
    lookedMs = nowMs;
    for (const torrent of registry.list()) {
      if (torrent.state === 'seeding') count(torrent, passedMs);
      judge(torrent);
      if (isPausedForGoal(torrent) && torrent.stored.goalMetAt === null) goOn(torrent);
    }
  }

  /** It was given another goal than the one that had paused it, perhaps just before a crash. */
  function goOn(torrent: LiveTorrent): void {
    lifecycle.resumeAfterGoal(torrent).catch((error: unknown) =>
      logger.error('goal.not-resumed', {
        error: errorLabel(error),
        torrent: logRef(torrent.stored.infoHash),
      }),
    );
  }

  function count(torrent: LiveTorrent, passedMs: number): void {
    const { stored } = torrent;
    const seededMs = stored.seededMs + passedMs;
    torrent.stored = { ...stored, seededMs };
    if (minutesOf(seededMs) !== minutesOf(stored.seededMs)) registry.changed(torrent);
  }

  function judge(torrent: LiveTorrent): void {
    const before = torrent.goalState;
    torrent.goalState = stateOf(torrent);
    if (torrent.goalState !== before) registry.changed(torrent);
    if (torrent.goalState !== 'met' || torrent.stored.goalMetAt !== null || ending.has(torrent)) return;
    ending.add(torrent);
    const { whenMet } = goalFor(torrent, settings());
    act(torrent, whenMet)
      .catch((error: unknown) =>
        logger.error('goal.not-carried-out', {
          error: errorLabel(error),
          torrent: logRef(torrent.stored.infoHash),
        }),
      )
      .finally(() => {
        // What could not be removed is not tried again in this session: its reason will still be there.
        if (whenMet !== 'remove') ending.delete(torrent);
      });
  }

  function stateOf(torrent: LiveTorrent): GoalState {
    const { stored, state, figures } = torrent;
    const goal = goalFor(torrent, settings());
    const wasMet = stored.goalMetAt !== null;
    // Only while it seeds it is known whether others have it, and only then there is something to stop.
    if (state !== 'seeding' && !wasMet) return isForEver(goal) ? 'none' : 'ahead';
    return goalStateOf({
      goal,
      wasMet,
      ratio: torrentRatio(torrent),
      seededMs: stored.seededMs,
      isLast: (figures?.otherSeeds ?? 0) === 0,
      sparesLast: settings().sparesLast,
    });
  }

  async function act(torrent: LiveTorrent, whenMet: GoalAction): Promise<void> {
    const { infoHash, name } = torrent.stored;
    switch (whenMet) {
      case 'pause':
        await lifecycle.pauseForGoal(torrent, () => stateOf(torrent) === 'met');
        if (!isPausedForGoal(torrent)) return;
        break;
      case 'limit':
        await lifecycle.between(torrent, async () => {
          const goalMetAt = clock.now();
          catalog.torrents.setGoalMet(infoHash, goalMetAt);
          torrent.stored = { ...torrent.stored, goalMetAt };
          await tellOptions(torrent);
        });
        break;
      case 'remove':
        await remove(torrent);
        break;
      default:
        return whenMet satisfies never;
    }
    notices.tell({
      severity: 'info',
      code: 'goal-met',
      text: `${name} has reached its seeding goal. ${consequences[whenMet]}`,
      values: { name, whenMet },
      ...(whenMet === 'remove' ? {} : { torrentId: infoHash }),
    });
  }

  function transferOptionsOf(torrent: LiveTorrent): TransferOptions {
    const { downloadLimitBps, uploadLimitBps, isSequential, firstLastFirst } = torrent.stored.options;
    const own = { downloadLimitBps, uploadLimitBps, isSequential, firstLastFirst };
    return isSlowedDown(torrent, settings())
      ? { ...own, uploadLimitBps: lowerLimit(uploadLimitBps, settings().limitBps) }
      : own;
  }

  const tellOptions = (torrent: LiveTorrent) =>
    tellEngine(() =>
      clientFor(torrent)['torrents.setOptions']({
        infoHash: torrent.stored.infoHash,
        options: transferOptionsOf(torrent),
      }),
    );

  /**
   * It has another goal now: whether the one before was met does not matter any more, unless that has paused it and the new
   * one would do so at once again.
   */
  function renew(torrent: LiveTorrent, own: SeedingGoal | null): void {
    const goal = goalOf(own, settings().goal, torrent.stored.origin);
    const soFar = { ratio: torrentRatio(torrent), seededMs: torrent.stored.seededMs };
    if (isPausedForGoal(torrent) && !liftsPause(goal, soFar)) return;
    catalog.torrents.setGoalMet(torrent.stored.infoHash, null);
    torrent.stored = { ...torrent.stored, goalMetAt: null };
  }

  function onSettings(): void {
    const before = known;
    known = settings();
    if (JSON.stringify(before) === JSON.stringify(known)) return;
    const isOtherGoal = JSON.stringify(before.goal) !== JSON.stringify(known.goal);
    for (const torrent of registry.list()) {
      const wasSlow = isSlowedDown(torrent, before);
      const { stored } = torrent;
      const usesIt = stored.options.seedingGoal === null && stored.origin === 'added';
      if (isOtherGoal && usesIt && stored.goalMetAt !== null) renew(torrent, null);
      if (wasSlow || isSlowedDown(torrent, known))
        tellOptions(torrent).catch((error: unknown) =>
          logger.warn('goal.engine-not-told', { error: errorLabel(error) }),
        );
    }
    look();
  }

  /** The goal of all was kept, and the end came before what it means for each of them. */
  function begin(): void {
    for (const torrent of registry.list()) {
      const { doneBytes, wantedBytes, options } = torrent.stored;
      // Of one of which more is wanted since, the ratio has fallen: that is no other goal.
      if (isPausedForGoal(torrent) && doneBytes >= wantedBytes) renew(torrent, options.seedingGoal);
    }
    look();
  }

  const timer = setInterval(look, lookEveryMs);
  return {
    /** All that is stored is there. */
    begin,
    transferOptionsOf,
    renew,
    /** Something is there, or set, that was not judged yet. */
    look,
    /** The settings may have changed. */
    onSettings,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
export type Goals = ReturnType<typeof keepGoals>;

const consequences: Readonly<Record<GoalAction, string>> = {
  pause: 'It was paused; resume it to go on.',
  limit: 'It goes on with a low upload limit.',
  remove: 'It has left the list; its files are kept.',
};

function goalFor({ stored }: LiveTorrent, { goal }: SeedingSettings): SeedingGoal {
  return goalOf(stored.options.seedingGoal, goal, stored.origin);
}

function isSlowedDown(torrent: LiveTorrent, settings: SeedingSettings): boolean {
  const goal = goalFor(torrent, settings);
  return torrent.stored.goalMetAt !== null && goal.whenMet === 'limit' && !isForEver(goal);
}

function minutesOf(ms: number): number {
  return Math.floor(ms / 60_000);
}
