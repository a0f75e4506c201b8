import { dirname } from 'node:path';
import { monotonicSeconds } from '../measure/clock.ts';
import { within } from '../measure/limit.ts';
import { startSink } from '../neutral/sink.ts';
import { serveTracker } from '../neutral/tracker.ts';
import { whyUnfit, type Shape } from './shape.ts';
import {
  abilitiesFor,
  beginTransfer,
  ceilingOf,
  describeSpec,
  describeWay,
  findPlace,
  megabyte,
  transferColumnsFor,
  transferFigures,
  type TransferOptions,
} from './transfer.ts';

interface SeedOptions extends TransferOptions {
  readonly leecherCount: number;
}

/** Neutral leechers, each with an address of its own, fetch the payload from the client, which has checked it before. */
export function makeSeed(options: SeedOptions): Shape {
  const { spec, wire, line, leecherCount, isOpenToAll = false, limitSeconds } = options;
  const needs = abilitiesFor('seed', options);
  return {
    name: options.name,
    block: options.block,
    title:
      `Seeding ${describeSpec(spec)} to ${leecherCount} leecher${leecherCount === 1 ? '' : 's'}${describeWay(options)}: ` +
      'from the first block of any to the last of all, all of them together; every block compared with the payload as ' +
      'it arrives',
    columns: transferColumnsFor(line),
    memoryBytes: spec.sizeBytes,
    limitSeconds: 3 * limitSeconds,
    unfit: (contender) => whyUnfit(contender, needs, isOpenToAll),
    ceiling: (world) => ceilingOf(world, options, leecherCount),
    async run(contender, world) {
      const payload = await world.payloads.take(spec);
      await using run = await world.runFolder();
      await using place = await findPlace(world, line);
      await using tracker = await serveTracker(world, []);
      await using client = await contender.start({
        world,
        folder: run.path,
        wire,
        address: place.clientAddress,
      });
      const order = { payload, trackerUrl: tracker.url, folder: dirname(payload.path) };
      const checking = { seconds: limitSeconds, what: () => 'checking what is to be seeded' };
      const seeder = await within(checking, client.seed(order));
      using usage = beginTransfer(client);

      await using leechers = new AsyncDisposableStack();
      const beganAt = monotonicSeconds();
      const sinks = Array.from({ length: leecherCount }, (_, index) =>
        leechers.use(
          startSink(world, {
            payload,
            place,
            address: place.leecherAddress(index),
            isEncrypted: wire === 'rc4',
            seeder,
          }),
        ),
      );
      const received = () => sinks.map((sink) => Math.round(sink.receivedBytes() / megabyte)).join(', ');
      const limit = { seconds: limitSeconds, what: () => `the upload; the leechers had ${received()} MB` };
      const fetched = await within(limit, Promise.all(sinks.map((sink) => sink.fetched())));
      const measured = { used: usage.used(), peak: usage.peakPrivateBytes() };
      const firstAt = Math.min(...fetched.map((one) => one.firstAt));
      const doneAt = Math.max(...fetched.map((one) => one.doneAt));
      return transferFigures(leecherCount * payload.sizeBytes, { beganAt, firstAt, doneAt }, measured);
    },
  };
}
