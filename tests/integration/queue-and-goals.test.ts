import { join } from 'node:path';
import { readFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Notice } from '../../src/shared/contract/notice.ts';
import type { Playable } from '../../src/shared/contract/player.ts';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { differences, writePayload } from '../support/payload.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

let folder: TempFolder;
let seeder: Instance;
let seederPeer: string;
const at = (...names: string[]) => join(folder.path, ...names);

beforeAll(async () => {
  folder = await makeTempFolder();
  seeder = await startInstance({ dataDir: at('seeder') });
  seederPeer = await addressOf(seeder);
});
afterAll(async () => {
  await seeder[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

interface Shared {
  readonly id: string;
  readonly torrentFile: string;
}

const addressOf = async (instance: Instance) => `127.0.0.1:${await instance.listenPort()}`;

async function share(name: string, sizeBytes: number, by = seeder): Promise<Shared> {
  await writePayload(at(name), { 'one.flac': sizeBytes });
  const shared = await by.json<Shared>('share', at(name));
  await by.reaches(shared.id, 'seeding');
  return shared;
}

const show = (instance: Instance, id: string) => instance.call<Torrent>('torrents.show', { id });

/** Where each stands: its state, and `in-queue` for one that waits for its turn. */
const stands = async (instance: Instance, all: readonly Shared[]) =>
  Promise.all(
    all.map(async ({ id }) => {
      const { state, reasonCode } = await show(instance, id);
      return reasonCode === 'in-queue' ? 'in-queue' : state;
    }),
  );

async function standAs(instance: Instance, all: readonly Shared[], ...expected: string[]) {
  let last: string[] = [];
  await until(
    async () => {
      last = await stands(instance, all);
      return last.join() === expected.join();
    },
    { what: () => `they stand as ${expected.join()}; they stand as ${last.join()}` },
  );
}

/** What was told so far, of one code. */
async function noticesOf({ ready }: Instance, code: Notice['code']): Promise<Notice[]> {
  const controller = new AbortController();
  const response = await fetch(new URL('/api/notices.watch', ready.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${ready.token}` },
    body: '{}',
    signal: controller.signal,
  });
  const { value } = (await response.body?.getReader().read()) ?? {};
  controller.abort();
  const text = Buffer.from(value ?? []).toString();
  const { upserted } = JSON.parse(text.slice('data: '.length)) as { upserted: Notice[] };
  return upserted.filter((notice) => notice.code === code);
}

describe('the queue', () => {
  test('lets as many run as it may, in its order, and the next as soon as a place is free, over kill -9', async () => {
    const all = [await share('a', 3_000_000), await share('b', 3_000_000), await share('c', 3_000_000)];
    const [a, b, c] = all.map(({ id }) => id) as [string, string, string]; // three were made
    let leecher = await startInstance({ dataDir: at('queued') });
    try {
      await leecher.json('queue', '--downloads', '1');
      // Slow enough that none of them ends by itself.
      await leecher.json('limit', '--down', '5K');
      for (const { torrentFile } of all)
        await leecher.json('add', torrentFile, '--to', at('queued-files'), '--peer', seederPeer);
      await standAs(leecher, all, 'downloading', 'in-queue', 'in-queue');
      expect(await show(leecher, b)).toMatchObject({
        state: 'queued',
        reason: 'Waiting for its turn: as many run as the settings allow.',
        peers: 0,
      });

      await leecher.json('queue', c, 'top');
      await standAs(leecher, all, 'in-queue', 'in-queue', 'downloading');
      await leecher.json('queue', b, 'up');
      await standAs(leecher, all, 'in-queue', 'in-queue', 'downloading');
      await leecher.json('pause', c);
      await standAs(leecher, all, 'in-queue', 'downloading', 'paused');
      await leecher.json('start-now', a);
      await standAs(leecher, all, 'downloading', 'downloading', 'paused');

      await leecher.kill();
      leecher = await startInstance({ dataDir: at('queued') });
      await standAs(leecher, all, 'downloading', 'downloading', 'paused');
      await leecher.json('resume', c);
      await standAs(leecher, all, 'downloading', 'in-queue', 'downloading');
      // Paused, it has no more of a claim than the others.
      await leecher.json('pause', a);
      await leecher.json('resume', a);
      await standAs(leecher, all, 'in-queue', 'in-queue', 'downloading');

      // One ends: the next begins, and so on to the last.
      await leecher.json('limit', '--down', 'none');
      for (const id of [c, b, a]) {
        await leecher.reaches(id, 'downloading');
        await leecher.json('add-peer', id, seederPeer).catch(() => undefined);
        await leecher.reaches(id, 'seeding');
      }
      for (const name of ['a', 'b', 'c'])
        expect(await differences(at(name), at('queued-files', name))).toEqual([]);
      await leecher.json('queue', '--seeds', '1', '--slow', 'count');
      await standAs(leecher, all, 'in-queue', 'in-queue', 'seeding');
      await leecher.json('remove', c);
      await standAs(leecher, all.slice(0, 2), 'in-queue', 'seeding');
      await leecher.json('queue', '--seeds', 'none');
      await standAs(leecher, all.slice(0, 2), 'seeding', 'seeding');
    } finally {
      await leecher[Symbol.asyncDispose]();
    }
  });

  test('gives no place to one whose network is shut', async () => {
    const all = [await share('shut', 3_000_000), await share('open', 3_000_000)];
    const quiet = { discovery: { dht: false, pex: false }, webRtc: false, listenPort: 0 };
    const gone = { kind: 'interface', interface: 'nowhere0' };
    await using leecher = await startInstance({
      dataDir: at('doors'),
      settings: {
        profiles: [
          { name: 'Open', ...quiet },
          { name: 'Tunnel', ...quiet, binding: gone },
        ],
        queue: { downloads: 1, seeds: null, slowDoNotCount: true },
      },
    });
    await leecher.json('limit', '--down', '5K');
    const [shut, open] = all as [Shared, Shared]; // two were made
    await leecher.json('add', shut.torrentFile, '--to', at('doors-files'), '--profile', 'Tunnel');
    await leecher.json('add', open.torrentFile, '--to', at('doors-files'), '--peer', seederPeer);
    await standAs(leecher, all, 'blocked', 'downloading');
  });
});

describe('playing', () => {
  test('starts what waits in the queue, in front; what is paused only goes on by a word', async () => {
    const all = [await share('first', 3_000_000), await share('played', 3_000_000)];
    const [first, played] = all as [Shared, Shared]; // two were made
    await using leecher = await startInstance({ dataDir: at('player') });
    await leecher.json('queue', '--downloads', '1', '--slow', 'count');
    // Slow enough that none of them ends by itself before each has its own limit.
    await leecher.json('limit', '--down', '5K');
    for (const { torrentFile } of all)
      await leecher.json('add', torrentFile, '--to', at('player-files'), '--peer', seederPeer);
    for (const [{ id }, downloadLimitBps] of [
      [first, 5_000],
      [played, 300_000],
    ] as const)
      await leecher.call('torrents.setOptions', { ids: [id], options: { downloadLimitBps } });
    await leecher.json('limit', '--down', 'none');
    await standAs(leecher, all, 'downloading', 'in-queue');

    const opened = await leecher.call<Playable>('player.openTorrentFile', { torrentId: played.id });
    const head = await fetch(opened.url, { headers: { range: 'bytes=0-99999' } });
    expect(Buffer.from(await head.arrayBuffer())).toEqual(
      (await readFile(at('played', 'one.flac'))).subarray(0, 100_000),
    );
    await standAs(leecher, all, 'in-queue', 'downloading');

    await leecher.json('pause', played.id);
    await standAs(leecher, all, 'downloading', 'paused');
    const again = await leecher.call<Playable>('player.openTorrentFile', { torrentId: played.id });
    expect((await fetch(again.url)).status).toBe(409);
    await standAs(leecher, all, 'downloading', 'paused');
    await leecher.call('player.openTorrentFile', { torrentId: played.id, resumes: true });
    await standAs(leecher, all, 'in-queue', 'downloading');
    await leecher.json('add-peer', played.id, seederPeer);
    const whole = await fetch(opened.url);
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(await readFile(at('played', 'one.flac')));
    // It is whole: to play it, nothing of it has to run.
    await leecher.json('pause', played.id);
    await leecher.call('player.openTorrentFile', { torrentId: played.id, resumes: true });
    expect(await stands(leecher, [played])).toEqual(['paused']);
  });
});

describe('a seeding goal', () => {
  test('that is lifted lets go on what it had paused, and nothing that a person paused, over kill -9', async () => {
    const all = [await share('by-goal', 100_000), await share('by-person', 100_000)];
    const [, byPerson] = all as [Shared, Shared]; // two were made
    let instance = await startInstance({ dataDir: at('lifted') });
    try {
      await instance.json('goal', '--time', '0m', '--last', 'stops');
      for (const { torrentFile } of all)
        await instance.json('add', torrentFile, '--to', at('lifted-files'), '--peer', seederPeer);
      await standAs(instance, all, 'paused', 'paused');
      await instance.json('pause', byPerson.id);
      await instance.kill();
      instance = await startInstance({ dataDir: at('lifted') });
      expect(await stands(instance, all)).toEqual(['paused', 'paused']);
      await instance.json('goal', '--time', 'none');
      await standAs(instance, all, 'seeding', 'paused');
      await instance.kill();
      instance = await startInstance({ dataDir: at('lifted') });
      await standAs(instance, all, 'seeding', 'paused');
    } finally {
      await instance[Symbol.asyncDispose]();
    }
  });

  test('pauses what has given enough, once, over kill -9; who resumes it lets it go on', async () => {
    const shared = await share('goal', 2_000_000);
    let middle = await startInstance({ dataDir: at('middle') });
    try {
      await middle.json('goal', '--ratio', '0.9', '--last', 'stops');
      await middle.json('add', shared.torrentFile, '--to', at('middle-files'), '--peer', seederPeer);
      await middle.reaches(shared.id, 'seeding');
      const isAhead = async () => (await show(middle, shared.id)).goalState === 'ahead';
      await until(isAhead, { what: 'the goal lies ahead' });
      await using last = await startInstance({ dataDir: at('last') });
      await last.json('add', shared.torrentFile, '--to', at('last-files'), '--peer', await addressOf(middle));
      await middle.reaches(shared.id, 'paused');
      expect(await show(middle, shared.id)).toMatchObject({ reasonCode: 'goal-met', goalState: 'met' });
      await until(async () => (await noticesOf(middle, 'goal-met')).length === 1, { what: 'it is told' });
      const [notice] = await noticesOf(middle, 'goal-met');
      expect(notice?.text).toBe('goal has reached its seeding goal. It was paused; resume it to go on.');

      await middle.kill();
      middle = await startInstance({ dataDir: at('middle') });
      expect(await show(middle, shared.id)).toMatchObject({
        state: 'paused',
        reasonCode: 'goal-met',
        goalState: 'met',
      });
      await middle.json('resume', shared.id);
      await middle.reaches(shared.id, 'seeding');
      const { seedingSeconds } = await show(middle, shared.id);
      await until(async () => (await show(middle, shared.id)).seedingSeconds > seedingSeconds + 4, {
        what: 'it was judged again, and counts on',
      });
      expect(await show(middle, shared.id)).toMatchObject({ state: 'seeding' });
      expect(await noticesOf(middle, 'goal-met')).toEqual([]);

      // Another goal is another matter.
      await middle.json('goal', shared.id, '--ratio', 'none', '--time', '0m', '--then', 'pause');
      await middle.reaches(shared.id, 'paused');
    } finally {
      await middle[Symbol.asyncDispose]();
    }
  });

  test('does not stop the last one who has all of it, until somebody else has', async () => {
    await using own = await startInstance({ dataDir: at('own') });
    await own.listenPort();
    const shared = await share('rare', 3_000_000, own);
    expect(await show(own, shared.id)).toMatchObject({ goalState: 'none' });
    await own.json('goal', shared.id, '--time', '0m');
    await until(async () => (await show(own, shared.id)).goalState === 'held', { what: 'it is held' });
    expect(await show(own, shared.id)).toMatchObject({ state: 'seeding' });
    const { stdout } = await own.cli('show', shared.id);
    expect(stdout).toContain('it goes on, since nobody else is known to have all of it');
    await using other = await startInstance({ dataDir: at('other') });
    await other.json('add', shared.torrentFile, '--to', at('other-files'), '--peer', await addressOf(own));
    await other.reaches(shared.id, 'seeding');
    await own.reaches(shared.id, 'paused');
  });

  test('can let it go on with a limit, or take it off the list and leave its files', async () => {
    const shared = await share('more', 8_000_000);
    await using middle = await startInstance({ dataDir: at('more-middle') });
    await middle.json('goal', '--last', 'stops', '--time', '0m', '--then', 'limit', '--limit', '400K');
    await middle.json('add', shared.torrentFile, '--to', at('more-files'), '--peer', seederPeer);
    await middle.reaches(shared.id, 'seeding');
    await until(async () => (await show(middle, shared.id)).goalState === 'met', { what: 'it is met' });

    await using last = await startInstance({ dataDir: at('more-last') });
    await last.json('add', shared.torrentFile, '--to', at('more-last'), '--peer', await addressOf(middle));
    const sent = async () => (await show(middle, shared.id)).uploadedBytes;
    const before = await until(sent, { what: 'something is given' });
    const beginMs = performance.now();
    const now = await until(async () => (await sent()) > before + 1_000_000 && (await sent()), {
      what: 'a megabyte more is given',
    });
    const seconds = (performance.now() - beginMs) / 1_000;
    // Only an upper bound: a slow computer makes it slower, never faster.
    expect(now - before).toBeLessThan(400_000 * (seconds + 0.6) * 1.02 + 300_000);

    await middle.json('goal', '--then', 'remove');
    await until(async () => (await middle.call<Torrent[]>('torrents.list')).length === 0, {
      what: 'it has left the list',
    });
    expect((await stat(at('more-files', 'more', 'one.flac'))).size).toBe(8_000_000);
    expect((await noticesOf(middle, 'goal-met')).map(({ torrentId }) => torrentId)).toContain(null);
  });

  test('counts the time of seeding over restarts', async () => {
    const shared = await share('time', 100_000);
    let instance = await startInstance({ dataDir: at('timed') });
    try {
      await instance.json('add', shared.torrentFile, '--to', at('timed-files'), '--peer', seederPeer);
      await instance.reaches(shared.id, 'seeding');
      const before = await until(
        async () => {
          const { seedingSeconds } = await show(instance, shared.id);
          return seedingSeconds >= 4 && seedingSeconds;
        },
        { what: 'it counts' },
      );
      await instance.stop();
      instance = await startInstance({ dataDir: at('timed') });
      expect((await show(instance, shared.id)).seedingSeconds).toBeGreaterThanOrEqual(before);
      // Written every ten seconds: of what was counted before, nothing is lost by a kill.
      await instance.kill();
      instance = await startInstance({ dataDir: at('timed') });
      expect((await show(instance, shared.id)).seedingSeconds).toBeGreaterThanOrEqual(before);
    } finally {
      await instance[Symbol.asyncDispose]();
    }
  });
});

test.each([
  [['queue', 'ffff', 'sideways']],
  [['queue', '--downloads', 'many']],
  [['goal', '--ratio', 'twice']],
  [['goal', '--time', '5']],
  [['goal', '--then', 'delete']],
])('%j is refused in words', async (args) => {
  const { code, stderr } = await seeder.cli(...args, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'invalid-input' } });
});
