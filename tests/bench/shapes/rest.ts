import { within } from '../measure/limit.ts';
import { usedBetween, watchUsage } from '../measure/usage.ts';
import { keepTorrents, whyKeepsNothing } from './kept-torrents.ts';
import type { Shape } from './shape.ts';
import { figuresByRole, megabyte } from './transfer.ts';

interface RestOptions {
  readonly torrentCount: number;
  readonly limitSeconds: number;
}

/** After all are back, before anything is counted: what the start leaves behind is cleared up by then, s. */
const settleSeconds = 15;
const watchedSeconds = 60;

/** What a client takes that seeds to nobody: the months in the tray. */
export function makeRest({ torrentCount, limitSeconds }: RestOptions): Shape {
  const name = `rest-${torrentCount}`;
  const kept = keepTorrents({ name, count: torrentCount, limitSeconds });
  return {
    name,
    block: name,
    title: `At rest: ${watchedSeconds} s of seeding ${torrentCount} torrents of 64 KiB that nobody wants, ${settleSeconds} s after the start`,
    columns: [
      { key: 'cpu', label: 'CPU ms a second', digits: 2 },
      { key: 'memory', label: 'private MB', digits: 0 },
    ],
    memoryBytes: kept.memoryBytes,
    limitSeconds: 2 * limitSeconds + settleSeconds + watchedSeconds,
    unfit: whyKeepsNothing,
    prepare: (contender, world) => kept.prepare(contender, world),
    async run(contender, world) {
      await using run = await world.runFolder();
      const copy = await kept.copyFor(contender, world, run.path);
      const limit = { seconds: limitSeconds, what: () => `the start with ${torrentCount} torrents` };
      await using client = await within(limit, copy.start());
      await within(limit, client.allBack());
      await pass(settleSeconds);
      using usage = watchUsage(client);
      const before = usage.cpuSeconds();
      await pass(watchedSeconds);
      const used = usedBetween(before, usage.cpuSeconds());
      await within({ seconds: limitSeconds, what: () => 'the stop' }, client.stop());
      return {
        ...figuresByRole('cpu', used, (seconds) => (1_000 * seconds) / watchedSeconds),
        ...figuresByRole('memory', usage.peakPrivateBytes(), (bytes) => bytes / megabyte),
      };
    },
  };
}

function pass(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1_000 * seconds));
}
