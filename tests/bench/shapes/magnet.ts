import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { monotonicSeconds } from '../measure/clock.ts';
import { within } from '../measure/limit.ts';
import { startSource } from '../neutral/source.ts';
import { serveTracker } from '../neutral/tracker.ts';
import { near } from '../place.ts';
import { whyUnfit, type Shape } from './shape.ts';

/** So many hashes make an info dictionary of 158 KB. */
const spec = { sizeBytes: 7_900 * 16_384, pieceSizeBytes: 16_384 };

/** From a magnet link to what it stands for. */
export function makeMagnet({ limitSeconds }: { readonly limitSeconds: number }): Shape {
  return {
    name: 'magnet',
    block: 'magnet',
    title:
      'From the order with a magnet link to the moment the client shows what it stands for: an info dictionary of ' +
      '158 KB, from one seed that the tracker names; and to the moment its last byte had been sent',
    columns: [
      { key: 'known', label: 'ms to known', digits: 1 },
      { key: 'sent', label: 'ms to last byte sent', digits: 1 },
    ],
    memoryBytes: 2 * spec.sizeBytes,
    limitSeconds: 2 * limitSeconds,
    unfit: (contender) => whyUnfit(contender, ['magnet'], true),
    async run(contender, world) {
      const payload = await world.payloads.take(spec);
      await using run = await world.runFolder();
      await using source = await startSource(world, { payload, place: near, count: 1, isEncrypted: false });
      await using tracker = await serveTracker(world, source.addresses);
      const folder = join(run.path, 'downloads');
      await mkdir(folder);
      await using client = await contender.start({
        world,
        folder: run.path,
        wire: 'plain',
        address: near.clientAddress,
      });
      const beganAt = monotonicSeconds();
      const order = { payload, trackerUrl: tracker.url, folder };
      const limit = { seconds: limitSeconds, what: () => 'the metadata' };
      const knownAt = await within(limit, client.fetchMetadata(order));
      const sentAt = source.metadataSentAt();
      if (sentAt === undefined) throw new Error('It says that it knows, but nothing was sent');
      return { known: 1000 * (knownAt - beganAt), sent: 1000 * (sentAt - beganAt) };
    },
  };
}
