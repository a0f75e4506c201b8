import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startLibtorrent } from '../contenders/libtorrent.ts';
import { monotonicSeconds } from '../measure/clock.ts';
import { within } from '../measure/limit.ts';
import { assertWhole } from '../measure/verify.ts';
import { serveTracker } from '../neutral/tracker.ts';
import { near } from '../place.ts';
import { whyUnfit, type Shape } from './shape.ts';
import {
  beginTransfer,
  costs,
  describeSpec,
  megabyte,
  transferColumns,
  type TransferOptions,
} from './transfer.ts';

type UtpOptions = Omit<TransferOptions, 'wire' | 'line'>;

/** Between two clients over uTP alone. The neutral programs speak TCP only, so the other end is libtorrent, and may be the limit. */
export function makeUtp(options: UtpOptions): Shape {
  const { spec, limitSeconds } = options;
  return {
    name: options.name,
    block: options.block,
    title:
      `Download of ${describeSpec(spec)} over uTP from libtorrent, which refuses TCP: from the order to the moment the ` +
      'client says that all is there; the result compared byte by byte',
    columns: transferColumns.filter(({ key }) => key !== 'wait'),
    memoryBytes: 2 * spec.sizeBytes,
    limitSeconds: 3 * limitSeconds,
    unfit: (contender) => whyUnfit(contender, ['download', 'utp'], options.isOpenToAll ?? false),
    async run(contender, world) {
      const payload = await world.payloads.take(spec);
      await using run = await world.runFolder();
      const [folder, seederFolder] = [join(run.path, 'downloads'), join(run.path, 'seeder')];
      for (const path of [folder, seederFolder]) await mkdir(path);
      await using seeder = await startLibtorrent({
        world,
        folder: seederFolder,
        wire: 'utp',
        address: near.seedAddress(0),
      });
      await using nobody = await serveTracker(world, []);
      const checking = { seconds: limitSeconds, what: () => 'the other end checking what it seeds' };
      const seeding = seeder.seed({ payload, trackerUrl: nobody.url, folder: dirname(payload.path) });
      const { host, port } = await within(checking, seeding);
      await using tracker = await serveTracker(world, [`${host}:${port}`]);
      await using stack = new AsyncDisposableStack();
      const client = stack.use(
        await contender.start({ world, folder: run.path, wire: 'utp', address: near.clientAddress }),
      );
      await world.warmMemory(payload.sizeBytes);
      using usage = beginTransfer(client);

      const beganAt = monotonicSeconds();
      const order = { payload, trackerUrl: tracker.url, folder };
      const limit = { seconds: limitSeconds, what: () => 'the download' };
      const doneAt = await within(limit, client.download(order));
      const measured = { used: usage.used(), peak: usage.peakPrivateBytes() };
      await stack.disposeAsync();
      await assertWhole(payload, folder);
      return {
        rate: payload.sizeBytes / megabyte / (doneAt - beganAt),
        ...costs(payload.sizeBytes, measured),
      };
    },
  };
}
