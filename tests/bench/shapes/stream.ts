import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { profilingEnvironment, writeProfile } from '../contenders/warren-profile.ts';
import { startInstance } from '../../support/instance.ts';
import { until } from '../../support/until.ts';
import { monotonicSeconds } from '../measure/clock.ts';
import { within } from '../measure/limit.ts';
import { startSource } from '../neutral/source.ts';
import { serveTracker } from '../neutral/tracker.ts';
import type { Payload } from '../payload.ts';
import { layLine } from '../place.ts';
import type { Shape } from './shape.ts';

const [kibibyte, mebibyte] = [2 ** 10, 2 ** 20];
/** So large that next to nothing of it is there when it is sought in. */
const spec = { sizeBytes: 512 * mebibyte, pieceSizeBytes: 256 * kibibyte };
const line = { roundTripMs: 20, lossPerMille: 0 };
const seedCount = 4;
/** In the middle of a piece, as seeking does. */
const soughtAt = Math.floor(0.7 * spec.sizeBytes) + 12_345;

/** How long a player waits: from a torrent that is new, and where it jumps while everything else is being fetched. */
export function makeStream({ limitSeconds }: { readonly limitSeconds: number }): Shape {
  return {
    name: 'stream',
    block: 'stream',
    title:
      'From the order with a .torrent file to the first byte at a player, and from its jump into what is not there, while ' +
      `the rest is fetched at full speed, to the first byte sought; pieces of 256 KiB, ${seedCount} seeds that the tracker ` +
      'names, over a line with a round trip of 20 ms',
    columns: [
      { key: 'first', label: 'ms to first byte', digits: 0 },
      { key: 'seek', label: 'ms to first byte sought', digits: 0 },
    ],
    memoryBytes: 2 * spec.sizeBytes,
    limitSeconds: 3 * limitSeconds,
    unfit: ({ name }) => (name === 'Warren' ? undefined : 'is not asked for streams here'),
    async run(_contender, world) {
      const payload = await world.payloads.take(spec);
      await using run = await world.runFolder();
      await using place = await layLine(world, line);
      await using source = await startSource(world, { payload, place, count: seedCount, isEncrypted: false });
      await using tracker = await serveTracker(world, source.addresses);
      const { profileFolder } = world;
      await using instance = await startInstance({
        dataDir: join(run.path, 'data'),
        env: profileFolder === undefined ? {} : profilingEnvironment(profileFolder),
      });
      await instance.listenPort();
      const torrentFile = Buffer.from(payload.torrentFile(tracker.url)).toString('base64');

      const beganAt = monotonicSeconds();
      const { id } = await instance.call<{ id: string }>('torrents.add', {
        source: { torrentFile },
        savePath: join(run.path, 'downloads'),
      });
      const { url } = await instance.call<{ url: string }>('streams.open', { id });
      const limit = (what: string) => ({ seconds: limitSeconds, what: () => what });
      const firstAt = await within(limit('the first byte'), firstByte(payload, url, 0));
      await until(() => source.sentBytes() > 0, { what: 'the download is at full speed' });

      const soughtFrom = monotonicSeconds();
      const seekAt = await within(limit('the first byte sought'), firstByte(payload, url, soughtAt));
      if (profileFolder !== undefined) await writeProfile(profileFolder, instance.ready.pid);
      return { first: 1_000 * (firstAt - beganAt), seek: 1_000 * (seekAt - soughtFrom) };
    },
  };
}

/** Reads from a place on until something comes, as a player does, and goes. @throws Error when that is not what is there */
async function firstByte(payload: Payload, url: string, at: number): Promise<number> {
  const asked = get(url, { headers: { range: `bytes=${at}-` }, agent: false });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const [chunk] = (await once(response, 'data')) as [Buffer];
  const cameAt = monotonicSeconds();
  response.destroy();
  await using content = await open(payload.contentPath);
  const { buffer } = await content.read(Buffer.alloc(chunk.length), 0, chunk.length, at);
  if (response.statusCode !== 206 || !buffer.equals(chunk)) throw new Error('It sent something else');
  return cameAt;
}
