import type { Api } from '../../src/shared/contract/api.ts';
import type { Status } from '../../src/shared/contract/status.ts';
import type { Handlers } from '../../src/shared/contract/define.ts';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import type { QueueMove } from '../../src/shared/domain/queue/queue-moves.ts';
import type { World } from './in-memory-core-world.ts';

/** What holds now, with a schedule that never comes. */
export function limitsOf({ settings }: World): Status['limits'] {
  const isAlternative = settings.alternativeByHand?.isOn === true;
  const { downloadLimitBps, uploadLimitBps } = isAlternative
    ? settings.bandwidth.alternative
    : settings.bandwidth;
  const because = isAlternative ? ('hand' as const) : null;
  return { downloadLimitBps, uploadLimitBps, isAlternative, because, until: null };
}

interface LimitParts {
  readonly world: World;
  status(): Status;
  changeAll(ids: readonly string[], part: (torrent: Torrent) => Partial<Torrent>): Torrent[];
}

type LimitMethod = 'bandwidth.setAlternative' | 'torrents.startNow' | 'torrents.queue';

export function limitHandlers({ world, status, changeAll }: LimitParts): Pick<Handlers<Api>, LimitMethod> {
  return {
    'bandwidth.setAlternative': async ({ isOn }) => {
      await world.enter('bandwidth.setAlternative', { isOn });
      world.settings = { ...world.settings, alternativeByHand: { isOn, wasScheduled: false } };
      return status();
    },
    'torrents.startNow': async ({ ids }) => {
      await world.enter('torrents.startNow', { ids });
      return changeAll(ids, ({ progress }) => ({
        state: progress >= 1 ? 'seeding' : 'downloading',
        reasonCode: null,
        isForced: true,
      }));
    },
    'torrents.queue': async ({ ids, move }) => {
      await world.enter('torrents.queue', { ids, move });
      return changeAll(ids, ({ queuePosition }) => ({ queuePosition: queuePosition + steps[move] }));
    },
  };
}

const steps: Readonly<Record<QueueMove, number>> = { top: -1_000, up: -1, down: 1, bottom: 1_000 };
