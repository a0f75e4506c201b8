import { appendFile, mkdir, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Torrent, TorrentFile } from '../../src/shared/contract/torrent.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { differences, writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

const album = { 'one.flac': 3_000_000, 'two.flac': 2_000_000 };

/** A seeder and a leecher that has downloaded everything. */
async function makeWorld() {
  const folder = await makeTempFolder();
  const at = (...names: string[]) => join(folder.path, ...names);
  await writePayload(at('seeds', 'album'), album);
  const seeder = await startInstance({ dataDir: at('seeder') });
  await seeder.listenPort();
  const { id, magnet } = await seeder.json<{ id: string; magnet: string }>('share', at('seeds', 'album'));
  const peer = `127.0.0.1:${await seeder.listenPort()}`;
  const instances: Instance[] = [];
  const world = {
    at,
    id,
    magnet,
    peer,
    seeder,
    /** The leecher's instance, started anew on the same data. */
    async start(): Promise<Instance> {
      const instance = await startInstance({ dataDir: at('leecher') });
      instances.push(instance);
      return instance;
    },
    async [Symbol.asyncDispose]() {
      for (const instance of [...instances, seeder]) await instance[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
  const leecher = await world.start();
  await leecher.json('add', magnet, '--to', at('downloads'), '--peer', peer);
  await leecher.reaches(id, 'seeding');
  return { ...world, leecher };
}

/** Whether it hashed anything on the way: the state was told on the feed. */
async function statesUntilSettled(instance: Instance, id: string): Promise<string[]> {
  const states: string[] = [];
  const controller = new AbortController();
  const response = await fetch(new URL('/api/torrents.watch', instance.ready.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${instance.ready.token}` },
    signal: controller.signal,
  });
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const { upserted } = JSON.parse(event.slice('data: '.length)) as { upserted: Torrent[] };
      for (const torrent of upserted) if (torrent.id === id) states.push(torrent.state);
    }
    if (states.some((state) => !['queued', 'checking'].includes(state))) break;
  }
  controller.abort();
  return states;
}

test('after a clean stop everything is back in its state without hashing, counts and all', async () => {
  await using world = await makeWorld();
  await world.leecher.stop();
  const again = await world.start();
  expect(await statesUntilSettled(again, world.id)).not.toContain('checking');
  expect(await again.reaches(world.id, 'seeding')).toMatchObject({ progress: 1, downloadedBytes: 5_000_000 });
});

test('a paused torrent stays paused over restarts, is not on the network, and goes on when asked', async () => {
  await using world = await makeWorld();
  await world.leecher.json('pause', world.id);
  expect(await world.leecher.json<unknown[]>('peers', world.id)).toEqual([]);
  await world.leecher.kill();
  const again = await world.start();
  expect(await again.json('show', world.id)).toMatchObject({
    state: 'paused',
    reasonCode: 'by-user',
    progress: 1,
  });
  await again.json('resume', world.id);
  await again.reaches(world.id, 'seeding');
});

test('a file that was changed while Warren was away is noticed, not shared and not overwritten', async () => {
  await using world = await makeWorld();
  await world.leecher.stop();
  const file = world.at('downloads/album/one.flac');
  await appendFile(file, 'my own ending');
  const before = await readFile(file);
  const again = await world.start();
  const torrent = await again.reaches(world.id, 'error', 'seeding');
  if (torrent.state === 'seeding') {
    // Longer than it was, and right as far as the torrent goes: nothing was changed that is shared.
    expect((await readFile(file)).equals(before)).toBe(true);
  }
  await again.json('pause', world.id);
  await writeFile(file, Buffer.alloc(3_000_000, 1));
  await again.json('resume', world.id);
  expect(await again.reaches(world.id, 'error')).toMatchObject({ reasonCode: 'files-changed' });
  expect((await readFile(file)).equals(Buffer.alloc(3_000_000, 1))).toBe(true);

  await again.json('resume', world.id);
  await again.reaches(world.id, 'downloading');
  await again.json('add-peer', world.id, world.peer);
  await again.reaches(world.id, 'seeding');
  expect(await differences(world.at('seeds/album'), world.at('downloads/album'))).toEqual([]);
});

test('files that are gone are missing, and are found again when they are back', async () => {
  await using world = await makeWorld();
  await world.leecher.stop();
  await rename(world.at('downloads'), world.at('unplugged'));
  const again = await world.start();
  expect(await again.reaches(world.id, 'missing')).toMatchObject({ reasonCode: 'files-missing' });
  await rename(world.at('unplugged'), world.at('downloads'));
  await again.json('resume', world.id);
  await again.reaches(world.id, 'seeding');
});

test('one file that is gone can be fetched again after a recheck that asked for it', async () => {
  await using world = await makeWorld();
  await world.leecher.stop();
  await unlink(world.at('downloads/album/two.flac'));
  const again = await world.start();
  expect(await again.reaches(world.id, 'missing')).toMatchObject({
    reason: expect.stringContaining('two.flac') as string,
  });
  await again.json('recheck', world.id);
  await again.reaches(world.id, 'error');
  await again.json('resume', world.id);
  await again.reaches(world.id, 'downloading');
  await again.json('add-peer', world.id, world.peer);
  await again.reaches(world.id, 'seeding');
  expect(await differences(world.at('seeds/album'), world.at('downloads/album'))).toEqual([]);
});

test('what is shared is never written: a shared file that changes is not shared on and keeps its change', async () => {
  await using world = await makeWorld();
  const { seeder, id, at } = world;
  const file = at('seeds/album/one.flac');
  const { mtimeMs } = await stat(file);
  expect((await stat(file)).mtimeMs).toBe(mtimeMs);
  await writeFile(file, Buffer.alloc(3_000_000, 9));
  await seeder.json('recheck', id);
  expect(await seeder.reaches(id, 'error')).toMatchObject({ reasonCode: 'files-changed' });
  await seeder.json('resume', id);
  expect(await seeder.reaches(id, 'error')).toMatchObject({ reasonCode: 'files-changed' });
  expect((await readFile(file)).equals(Buffer.alloc(3_000_000, 9))).toBe(true);
});

test('a file that changes while it is shared is not sent to peers any more', async () => {
  await using world = await makeWorld();
  const { seeder, id, at } = world;
  await writeFile(at('seeds/album/one.flac'), Buffer.alloc(3_000_000, 9));
  await using other = await startInstance({ dataDir: at('other') });
  await other.json('add', world.magnet, '--to', at('other-downloads'), '--peer', world.peer);
  expect(await seeder.reaches(id, 'error')).toMatchObject({ reasonCode: 'files-changed' });
  expect((await other.json('show', id)).progress).toBeLessThan(1);
});

test('a recheck of good data is progress, ends in the same state, and of a paused torrent it stays paused', async () => {
  await using world = await makeWorld();
  const { leecher, id } = world;
  await leecher.json('recheck', id);
  await leecher.reaches(id, 'seeding');
  await leecher.json('pause', id);
  await leecher.json('recheck', id);
  expect(await leecher.reaches(id, 'paused')).toMatchObject({ progress: 1 });
});

test('data that is there already is found instead of downloaded', async () => {
  await using world = await makeWorld();
  await using other = await startInstance({ dataDir: world.at('other') });
  await mkdir(world.at('copy'));
  await writePayload(world.at('copy/album'), {});
  await rm(world.at('copy'), { recursive: true });
  await rename(world.at('downloads'), world.at('copy'));
  await other.json('add', world.magnet, '--to', world.at('copy'), '--peer', world.peer);
  expect(await other.reaches(world.id, 'seeding')).toMatchObject({ downloadedBytes: 0, progress: 1 });
});

test('only the files that are wanted are downloaded, and more can be wanted later', async () => {
  await using world = await makeWorld();
  await using other = await startInstance({ dataDir: world.at('other') });
  const target = world.at('some');
  await other.json('add', world.magnet, '--to', target, '--peer', world.peer, '--select', 'two.*');
  const torrent = await other.reaches(world.id, 'seeding');
  expect(torrent.progress).toBe(1);
  expect(torrent.downloadedBytes).toBeLessThan(2_200_000);
  const files = await other.json<TorrentFile[]>('files', world.id);
  expect(files.map(({ isWanted }) => isWanted)).toEqual([false, true]);
  expect(files[1]?.progress).toBe(1);

  await other.call('torrents.selectFiles', { id: world.id, wanted: [0, 1] });
  await other.json('add-peer', world.id, world.peer);
  // Not the state: for a moment it is still what it was before more was wanted.
  await until(
    async () => (await other.json<TorrentFile[]>('files', world.id)).every(({ progress }) => progress === 1),
    { what: 'both files are there' },
  );
  await other.reaches(world.id, 'seeding');
  expect(await differences(world.at('seeds/album'), join(target, 'album'))).toEqual([]);
});

test('removing keeps the files, or deletes them when asked; what was only shared is never deleted', async () => {
  await using world = await makeWorld();
  const { leecher, seeder, id, at } = world;
  const refused = await seeder.cli('remove', id, '--delete-files', '--json');
  expect(JSON.parse(refused.stderr)).toMatchObject({ error: { code: 'invalid-input' } });
  await seeder.json('remove', id);
  expect((await stat(at('seeds/album/one.flac'))).size).toBe(3_000_000);
  await leecher.json('remove', id, '--delete-files');
  await expect(stat(at('downloads/album'))).rejects.toThrow('ENOENT');
  expect(await leecher.json<Torrent[]>('list')).toEqual([]);
});
