import { dirname } from 'node:path';
import { monotonicSeconds } from '../measure/clock.ts';
import { within } from '../measure/limit.ts';
import { startSink } from '../neutral/sink.ts';
import { serveTracker } from '../neutral/tracker.ts';
import type { Shape } from './shape.ts';
import {
  beginTransfer,
  megabyte,
  transferColumns,
  transferFigures,
  type TransferOptions,
} from './transfer.ts';

/** One neutral leecher fetches the payload from the client, which has checked it before. */
export function makeSeed({ world, payload, limitSeconds }: TransferOptions): Shape {
  return {
    name: 'seed',
    title:
      `Seeding ${payload.sizeBytes / 2 ** 20} MiB to one leecher: from its first block to its last; every block compared ` +
      'with the payload as it arrives',
    columns: transferColumns,
    unfit: () => undefined,
    async run(contender) {
      await using run = await world.runFolder();
      await using tracker = await serveTracker(world, []);
      await using client = await contender.start({ world, folder: run.path });
      const order = { payload, trackerUrl: tracker.url, folder: dirname(payload.path) };
      const seeder = await within(
        { seconds: limitSeconds, what: () => 'checking what is to be seeded' },
        client.seed(order),
      );
      using usage = beginTransfer(client);

      const beganAt = monotonicSeconds();
      await using sink = startSink(world, payload, seeder);
      const { firstAt, doneAt } = await within(
        {
          seconds: limitSeconds,
          what: () => `the upload; the leecher had ${Math.round(sink.receivedBytes() / megabyte)} MB`,
        },
        sink.fetched(),
      );
      const measured = { used: usage.used(), peak: usage.peakPrivateBytes() };
      return transferFigures(payload, { beganAt, firstAt, doneAt }, measured);
    },
  };
}
