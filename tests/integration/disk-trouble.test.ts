import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { startInstance } from '../support/instance.ts';
import { differences, writePayload } from '../support/payload.ts';
import { makeSmallDisk } from '../support/small-disk.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { hasProgress, makeSeeder } from './disk-worlds.ts';

describeWith(['loop devices (root)'], 'a disk', () => {
  test('that is full stops the torrent with words, loses nothing, and goes on when there is room', async () => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await using seeder = await makeSeeder(at);
    await using disk = await makeSmallDisk(folder.path, 26_000_000);
    await writeFile(join(disk.path, 'other'), Buffer.alloc(12_000_000, 1));
    await using leecher = await startInstance({ dataDir: at('leecher') });
    await leecher.json('add', seeder.magnet, '--to', disk.path, '--peer', seeder.peer);
    const full = await leecher.reaches(seeder.id, 'error');
    expect(full).toMatchObject({
      reasonCode: 'disk-full',
      reason: expect.stringMatching(/full.*kept/u) as string,
    });
    expect(full.progress).toBeGreaterThan(0.1);

    await rm(join(disk.path, 'other'));
    await leecher.json('resume', seeder.id);
    const back = await leecher.reaches(seeder.id, 'downloading', 'seeding');
    expect(back.progress).toBeGreaterThanOrEqual(full.progress);
    await leecher.json('add-peer', seeder.id, seeder.peer);
    await leecher.reaches(seeder.id, 'seeding');
    expect(await differences(at('seeds/album'), join(disk.path, 'album'))).toEqual([]);
  });

  test('that becomes read-only stops the torrent with words, and others go on', async () => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await using seeder = await makeSeeder(at, 5_000_000);
    await using disk = await makeSmallDisk(folder.path, 40_000_000);
    await using leecher = await startInstance({ dataDir: at('leecher') });
    await leecher.json('add', seeder.magnet, '--to', disk.path, '--peer', seeder.peer);
    await writePayload(at('mine'), { 'x.bin': 100_000 });
    const other = await leecher.json<{ id: string }>('share', at('mine'));
    await hasProgress(leecher, seeder.id);
    await disk.makeReadOnly().catch(() => undefined);
    const state = await leecher.call<Torrent>('torrents.show', { id: seeder.id });
    if (state.state !== 'seeding') {
      // A file that is open for writing keeps a disk from becoming read-only; then it goes on, which is right too.
      await leecher.reaches(seeder.id, 'error', 'seeding');
    }
    expect(await leecher.json('show', other.id)).toMatchObject({ state: 'seeding' });
  });

  test('that is pulled out while downloading makes the torrent say so; plugged in again it goes on', async () => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await using seeder = await makeSeeder(at, 5_000_000);
    await using disk = await makeSmallDisk(folder.path, 40_000_000);
    const target = join(disk.path, 'music');
    await using leecher = await startInstance({ dataDir: at('leecher') });
    await leecher.json('add', seeder.magnet, '--to', target, '--peer', seeder.peer);
    await hasProgress(leecher, seeder.id);
    await leecher.json('pause', seeder.id);
    await disk.pullOut();
    await leecher.json('resume', seeder.id);
    const gone = await leecher.reaches(seeder.id, 'missing');
    expect(gone.reason).toMatch(/not .*there|not in/u);
    expect(await readdir(disk.path)).toEqual([]);

    await disk.plugIn();
    await leecher.json('resume', seeder.id);
    const back = await leecher.reaches(seeder.id, 'downloading');
    expect(back.progress).toBeGreaterThan(0.1);
    await leecher.json('add-peer', seeder.id, seeder.peer);
    await leecher.reaches(seeder.id, 'seeding');
    expect(await differences(at('seeds/album'), join(target, 'album'))).toEqual([]);
  });

  test('that is read-only from the start refuses the torrent before anything is kept of it', async () => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await using seeder = await makeSeeder(at);
    await using disk = await makeSmallDisk(folder.path, 10_000_000);
    await disk.makeReadOnly();
    await using leecher = await startInstance({ dataDir: at('leecher') });
    const { stderr } = await leecher.cli('add', seeder.magnet, '--to', join(disk.path, 'x'), '--json');
    expect(JSON.parse(stderr)).toMatchObject({
      error: { code: 'not-writable', message: expect.stringContaining('read-only') as string },
    });
    expect(await leecher.json<Torrent[]>('list')).toEqual([]);
  });
});

test('a folder where a file should be, and a file where a folder should be, are told and not touched', async () => {
  await using folder = await makeTempFolder();
  const at = (...names: string[]) => join(folder.path, ...names);
  await using seeder = await makeSeeder(at);
  await using leecher = await startInstance({ dataDir: at('leecher') });
  await mkdir(at('a'));
  await writeFile(at('a/album'), 'a file');
  await leecher.json('add', seeder.magnet, '--to', at('a'), '--peer', seeder.peer);
  expect(await leecher.reaches(seeder.id, 'error', 'missing')).toMatchObject({
    reason: expect.stringMatching(/album/u) as string,
  });
  await leecher.json('remove', seeder.id);

  await mkdir(at('b/album/one.flac'), { recursive: true });
  await leecher.json('add', seeder.magnet, '--to', at('b'), '--peer', seeder.peer);
  expect(await leecher.reaches(seeder.id, 'error')).toMatchObject({ reasonCode: 'not-writable' });
  expect(await readdir(at('b/album'))).toContain('one.flac');
  await chmod(at('b'), 0o755);
});
