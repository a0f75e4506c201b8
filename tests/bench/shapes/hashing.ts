import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { monotonicSeconds } from '../measure/clock.ts';
import { within } from '../measure/limit.ts';
import { assertDescribes } from '../measure/verify.ts';
import { serveTracker } from '../neutral/tracker.ts';
import type { PayloadSpec } from '../payload.ts';
import { near } from '../place.ts';
import { whyUnfit, type Column, type Shape } from './shape.ts';
import { beginTransfer, costs, describeSpec, megabyte, transferColumns } from './transfer.ts';

interface HashingOptions {
  readonly name: string;
  readonly block: string;
  readonly spec: PayloadSpec;
  readonly limitSeconds: number;
}

const columns: readonly Column[] = [
  { key: 'seconds', label: 's', digits: 3 },
  ...transferColumns.filter(({ key }) => key !== 'wait'),
];

/** Making a torrent of one file. */
export function makeCreate({ spec, limitSeconds, ...names }: HashingOptions): Shape {
  return {
    ...names,
    title:
      `Making a torrent of one file of ${describeSpec(spec)} (or of the size that the program takes by itself), in memory: ` +
      'from the order to the moment it can be used; every hash compared',
    columns,
    memoryBytes: spec.sizeBytes,
    limitSeconds: 2 * limitSeconds,
    unfit: (contender) => whyUnfit(contender, ['create'], false),
    async run(contender, world) {
      const payload = await world.payloads.take(spec);
      await using run = await world.runFolder();
      await using client = await contender.start({
        world,
        folder: run.path,
        wire: 'plain',
        address: near.clientAddress,
      });
      const folder = join(run.path, 'made');
      await mkdir(folder);
      using usage = beginTransfer(client);
      const beganAt = monotonicSeconds();
      const limit = { seconds: limitSeconds, what: () => 'the torrent made' };
      const { doneAt, torrentFile } = await within(limit, client.create({ payload, folder }));
      const measured = { used: usage.used(), peak: usage.peakPrivateBytes() };
      await assertDescribes(payload, torrentFile);
      const seconds = doneAt - beganAt;
      return { seconds, rate: spec.sizeBytes / megabyte / seconds, ...costs(spec.sizeBytes, measured) };
    },
  };
}

/** Checking anew what the client seeds already. */
export function makeRecheck({ spec, limitSeconds, ...names }: HashingOptions): Shape {
  return {
    ...names,
    title: `Checking one file of ${describeSpec(spec)} again, in memory: from the order to the moment it seeds again`,
    columns,
    memoryBytes: spec.sizeBytes,
    limitSeconds: 3 * limitSeconds,
    unfit: (contender) => whyUnfit(contender, ['recheck'], false),
    async run(contender, world) {
      const payload = await world.payloads.take(spec);
      await using run = await world.runFolder();
      await using tracker = await serveTracker(world, []);
      await using client = await contender.start({
        world,
        folder: run.path,
        wire: 'plain',
        address: near.clientAddress,
      });
      const order = { payload, trackerUrl: tracker.url, folder: dirname(payload.path) };
      await within({ seconds: limitSeconds, what: () => 'the first check' }, client.seed(order));
      using usage = beginTransfer(client);
      const limit = { seconds: limitSeconds, what: () => 'the second check' };
      const seconds = await within(limit, client.recheck(order));
      const measured = { used: usage.used(), peak: usage.peakPrivateBytes() };
      return { seconds, rate: spec.sizeBytes / megabyte / seconds, ...costs(spec.sizeBytes, measured) };
    },
  };
}
