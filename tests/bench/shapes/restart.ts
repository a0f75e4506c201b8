import { monotonicSeconds } from '../measure/clock.ts';
import { within } from '../measure/limit.ts';
import { watchUsage } from '../measure/usage.ts';
import { keepTorrents, whyKeepsNothing } from './kept-torrents.ts';
import type { Shape } from './shape.ts';
import { figuresByRole, megabyte } from './transfer.ts';

interface RestartOptions {
  readonly torrentCount: number;
  readonly limitSeconds: number;
}

/** The client is started with torrents that it has had before, all of them whole and seeding. */
export function makeRestart({ torrentCount, limitSeconds }: RestartOptions): Shape {
  const name = `restart-${torrentCount}`;
  const kept = keepTorrents({ name, count: torrentCount, limitSeconds });
  return {
    name,
    block: name,
    title:
      torrentCount === 0
        ? 'Start with no torrents; from the start of the process'
        : `Start with ${torrentCount} torrents of 64 KiB, all seeding when it was last ended; from the start of the process`,
    columns: [
      { key: 'ready', label: 's to ready', digits: 3 },
      { key: 'listening', label: 's to listening', digits: 3 },
      ...(torrentCount > 0 ? [{ key: 'back', label: 's to all seeding', digits: 3 }] : []),
      { key: 'cpu', label: 'CPU s to there', digits: 2 },
      { key: 'memory', label: 'peak private MB', digits: 0 },
      { key: 'stop', label: 's to stop', digits: 3 },
    ],
    memoryBytes: kept.memoryBytes,
    limitSeconds: 3 * limitSeconds,
    unfit: whyKeepsNothing,
    prepare: (contender, world) => kept.prepare(contender, world),
    async run(contender, world) {
      await using run = await world.runFolder();
      const copy = await kept.copyFor(contender, world, run.path);
      const beganAt = monotonicSeconds();
      const limit = { seconds: limitSeconds, what: () => `the start with ${torrentCount} torrents` };
      await using client = await within(limit, copy.start());
      using usage = watchUsage(client);
      const [ready, listening, back] = await within(
        limit,
        Promise.all([client.ready(), client.listening(), client.allBack()]),
      );
      const [used, peak] = [usage.cpuSeconds(), usage.peakPrivateBytes()];
      const stoppedFrom = monotonicSeconds();
      await within({ seconds: limitSeconds, what: () => 'the stop' }, client.stop());
      return {
        ready: ready - beganAt,
        listening: listening - beganAt,
        back: back - beganAt,
        stop: monotonicSeconds() - stoppedFrom,
        ...figuresByRole('cpu', used, (seconds) => seconds),
        ...figuresByRole('memory', peak, (bytes) => bytes / megabyte),
      };
    },
  };
}
