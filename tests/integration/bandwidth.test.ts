import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Status } from '../../src/shared/contract/status.ts';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { writePayload } from '../support/payload.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

let folder: TempFolder;
let seeder: Instance;
let seederPeer: string;
const at = (...names: string[]) => join(folder.path, ...names);

beforeAll(async () => {
  folder = await makeTempFolder();
  seeder = await startInstance({ dataDir: at('seeder') });
  seederPeer = `127.0.0.1:${await seeder.listenPort()}`;
});
afterAll(async () => {
  await seeder[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

async function share(name: string, sizeBytes: number) {
  await writePayload(at(name), { 'one.flac': sizeBytes });
  const shared = await seeder.json<{ id: string; torrentFile: string }>('share', at(name));
  await seeder.reaches(shared.id, 'seeding');
  return shared;
}

/** Two networks, each with a process of its own: what limits both together is not in either of them. */
const quiet = { discovery: { dht: false, pex: false }, webRtc: false, listenPort: 0 };
const twoNetworks = {
  profiles: [
    { name: 'Open', ...quiet },
    { name: 'Second', ...quiet },
  ],
};

const received = async (instance: Instance) =>
  (await instance.call<Torrent[]>('torrents.list')).reduce((sum, one) => sum + one.downloadedBytes, 0);

const limitsOf = async (instance: Instance) => (await instance.call<Status>('app.status')).limits;

/** What all torrents together receive while a megabyte comes; a slow computer makes it slower, never faster. */
async function isBelow(instance: Instance, limitBps: number) {
  const before = await received(instance);
  const beginMs = performance.now();
  const now = await until(
    async () => {
      const bytes = await received(instance);
      return bytes > before + 1_000_000 && bytes;
    },
    { what: 'a megabyte comes' },
  );
  const seconds = (performance.now() - beginMs) / 1_000;
  // The engines tell twice a second; parts of the limit move between them once a second.
  expect(now - before).toBeLessThan(limitBps * (seconds + 1.6) * 1.05 + 300_000);
}

test('one limit holds for all torrents together, whatever their network, and over kill -9', async () => {
  const [one, other] = [await share('first', 40_000_000), await share('second', 40_000_000)];
  let leecher = await startInstance({ dataDir: at('leecher'), settings: twoNetworks });
  try {
    expect(await leecher.json('limit', '--down', '600K', '--up', '1M')).toMatchObject({
      downloadLimitBps: 600_000,
      uploadLimitBps: 1_000_000,
      isAlternative: false,
    });
    for (const [shared, profile] of [
      [one, 'Open'],
      [other, 'Second'],
    ] as const)
      await leecher.json(
        'add',
        shared.torrentFile,
        '--to',
        at('to'),
        '--profile',
        profile,
        '--peer',
        seederPeer,
      );
    await bothMove(leecher, [one.id, other.id]);
    await isBelow(leecher, 600_000);

    await leecher.kill();
    leecher = await startInstance({ dataDir: at('leecher') });
    expect(await limitsOf(leecher)).toMatchObject({ downloadLimitBps: 600_000, uploadLimitBps: 1_000_000 });
    for (const { id } of [one, other]) {
      await leecher.reaches(id, 'downloading');
      await leecher.json('add-peer', id, seederPeer);
    }
    await bothMove(leecher, [one.id, other.id]);
    await isBelow(leecher, 600_000);
    const { stdout } = await leecher.cli('limit');
    expect(stdout).toContain('all torrents  ↓ 600.0 kB/s');

    await leecher.json('limit', '--down', 'none');
    await leecher.reaches(one.id, 'seeding');
    await leecher.reaches(other.id, 'seeding');
  } finally {
    await leecher[Symbol.asyncDispose]();
  }
});

async function bothMove(instance: Instance, ids: readonly string[]) {
  for (const id of ids)
    await until(async () => (await instance.call<Torrent>('torrents.show', { id })).downloadBps > 0, {
      what: `${id.slice(0, 8)} comes`,
    });
}

test('the alternative limits are switched by hand, hold in place of the others, and over kill -9', async () => {
  const shared = await share('third', 30_000_000);
  let leecher = await startInstance({ dataDir: at('by-hand') });
  try {
    await leecher.json('alternative', '--down', '500K', '--up', 'none');
    expect(await leecher.json('alternative', 'on')).toEqual({
      downloadLimitBps: 500_000,
      uploadLimitBps: null,
      isAlternative: true,
      because: 'hand',
      until: null,
    });
    await leecher.json('add', shared.torrentFile, '--to', at('by-hand-files'), '--peer', seederPeer);
    await bothMove(leecher, [shared.id]);
    await isBelow(leecher, 500_000);
    await leecher.kill();
    leecher = await startInstance({ dataDir: at('by-hand') });
    expect(await limitsOf(leecher)).toMatchObject({ downloadLimitBps: 500_000, because: 'hand' });
    expect(await leecher.json('alternative', 'off')).toMatchObject({
      downloadLimitBps: null,
      isAlternative: false,
    });
  } finally {
    await leecher[Symbol.asyncDispose]();
  }
});

test('the schedule switches them on in its time; a word by hand holds against it', async () => {
  await using instance = await startInstance({ dataDir: at('scheduled') });
  // All week, all day: whatever the clock shows.
  expect(await instance.json('alternative', '--schedule', 'daily 00:00-00:00')).toMatchObject({
    isAlternative: true,
    because: 'schedule',
    until: '00:00',
  });
  expect(await instance.json('alternative', 'off')).toMatchObject({ isAlternative: false });
  expect(await instance.json('alternative', 'on')).toMatchObject({ because: 'schedule' });
  await instance.json('alternative', 'off');
  // It is over: then its next time begins as if nothing had been said.
  expect(await instance.json('alternative', '--schedule', 'none')).toMatchObject({ isAlternative: false });
  await until(
    async () =>
      (await instance.call<{ alternativeByHand: unknown }>('settings.get')).alternativeByHand === null,
    { what: 'the word by hand is forgotten' },
  );
  expect(await instance.json('alternative', '--schedule', 'daily 00:00-00:00')).toMatchObject({
    isAlternative: true,
  });
});

test.each([
  [['limit', '--down', 'fast']],
  [['alternative', 'perhaps']],
  [['alternative', '--schedule', 'mon 25:00-26:00']],
])('%j is refused in words', async (args) => {
  const { code, stderr } = await seeder.cli(...args, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'invalid-input' } });
});
