import { randomBytes, randomInt } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { endlessly } from '../support/endlessly.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { makeTorrent, type MadeTorrent } from '../support/made-torrent.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';
import { makeCrowd, type Crowd } from './crowd.ts';
import { probing } from './figures.ts';

export const torrentCount = 200;
/** Of what happens; the same again with WARREN_CHURN_SEED. */
export const seed = Number(process.env.WARREN_CHURN_SEED ?? randomInt(2 ** 31 - 1));
const pieceSizeBytes = 16_384;

const step = fc.record({
  what: fc.constantFrom('pause', 'remove', 'visit', 'visit', 'visit', 'hang up', 'recheck'),
  which: fc.array(fc.nat(torrentCount - 1), { minLength: 1, maxLength: 12 }),
  how: fc.constantFrom('politely', 'at once', 'with a reset'),
});

export interface World extends AsyncDisposable {
  readonly warren: Instance;
  readonly crowd: Crowd;
  readonly torrents: readonly MadeTorrent[];
  /** Where its processes tell their figures. */
  readonly probes: string;
  /** The crowd has them all; of half of them the data lies there already. */
  add(torrents: readonly MadeTorrent[]): Promise<void>;
}

export async function makeWorld(): Promise<World> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await makeTempFolder());
  const torrents = Array.from({ length: torrentCount }, (_, n) =>
    makeTorrent({ name: `${n}.flac`, data: randomBytes(3 * pieceSizeBytes - 100), pieceSizeBytes }),
  );
  const [seeds, probes] = [join(folder.path, 'seeds'), join(folder.path, 'probes')];
  for (const path of [seeds, probes]) await mkdir(path);
  for (const { name, data } of torrents.slice(torrentCount / 2)) await writeFile(join(seeds, name), data);
  const dataDir = join(folder.path, 'warren');
  const warren = stack.use(await startInstance({ dataDir, env: probing(probes) }));
  const crowd = stack.use(await makeCrowd(torrents, () => warren.listenPort()));
  const owned = stack.move();
  return {
    warren,
    crowd,
    torrents,
    probes,
    async add(some) {
      for (const { file } of some) {
        const source = { torrentFile: file.toString('base64') };
        await warren.call('torrents.add', { source, savePath: seeds, peers: [crowd.address] });
      }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Everything seeds and nobody is there. */
export async function isQuiet({ warren, crowd, torrents }: World): Promise<void> {
  crowd.isAway = false;
  await warren.call('torrents.resume', { ids: torrents.map(({ infoHash }) => infoHash) });
  const isSeeding = async () => {
    const all = await warren.call<Torrent[]>('torrents.list');
    const others = all.filter(({ state }) => state !== 'seeding').map(({ id }) => id);
    // Whoever lost its source in the middle is told of it again.
    for (const id of others) await warren.call('torrents.addPeer', { id, address: crowd.address });
    return all.length === torrents.length && others.length === 0;
  };
  await until(isSeeding, { what: 'all torrents seed', timeoutMs: 120_000 });
  crowd.isAway = true;
  crowd.hangUp();
  const isAlone = async () =>
    (await warren.call<Torrent[]>('torrents.list')).every(({ peers }) => peers === 0);
  await until(isAlone, { what: 'nobody is connected' });
}

/** @returns how many things happened to a torrent */
export async function churn({ warren, crowd, torrents, add }: World, durationMs: number): Promise<number> {
  crowd.isAway = false;
  const steps = endlessly(step, seed);
  const end = performance.now() + durationMs;
  let events = 0;
  while (performance.now() < end) {
    const { what, which, how } = steps.next().value;
    const some = [...new Set(which)].flatMap((n) => torrents[n] ?? []);
    const ids = some.map(({ infoHash }) => infoHash);
    events += some.length;
    switch (what) {
      case 'pause':
        await warren.call('torrents.pause', { ids });
        await warren.call('torrents.resume', { ids });
        break;
      case 'remove':
        await warren.call('torrents.remove', { ids });
        await add(some);
        break;
      case 'recheck':
        await warren.call('torrents.recheck', { ids });
        break;
      case 'visit':
        await Promise.all(some.map((torrent) => crowd.visit(torrent, how)));
        break;
      case 'hang up':
        crowd.hangUp();
    }
  }
  return events;
}
