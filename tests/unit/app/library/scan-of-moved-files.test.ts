import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeScanWorld, song, type ScanWorld } from './scan-world.ts';

let world: ScanWorld;
beforeEach(async () => {
  world = await makeScanWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

test('files and folders that were renamed are the same as before, and are not even opened', async () => {
  await world.put('Album/01.wav', song('One'));
  await world.put('Album/02.wav', song('Two'));
  await world.scan();
  const ids = ['Album/01.wav', 'Album/02.wav'].map((path) => world.store.row(path)?.fileId);
  await rename(world.at('Album'), world.at('Álbum (1997)'));
  await rename(world.at('Álbum (1997)/02.wav'), world.at('two.wav'));
  await world.scan();
  expect(['Álbum (1997)/01.wav', 'two.wav'].map((path) => world.store.row(path)?.fileId)).toEqual(ids);
  expect(world.opened).toEqual([]);
  expect(world.progress()?.counts).toMatchObject({ moved: 2, added: 0, missing: 0 });
});

test('a file that was copied elsewhere and deleted is known again by its content', async () => {
  await world.put('here/a.wav', song('A'));
  await world.scan();
  const id = world.store.row('here/a.wav')?.fileId;
  await mkdir(world.at('there'));
  await copyFile(world.at('here/a.wav'), world.at('there/b.wav'));
  await rm(world.at('here'), { recursive: true });
  await world.scan();
  expect(world.store.row('there/b.wav')?.fileId).toBe(id);
  expect(world.progress()?.counts).toMatchObject({ moved: 1, added: 0, missing: 0 });
});

test('a copy beside its original is a file of its own', async () => {
  await world.put('a.wav', song('A'));
  await world.scan();
  await copyFile(world.at('a.wav'), world.at('b.wav'));
  await world.scan();
  expect(world.store.row('a.wav')?.fileId).not.toBe(world.store.row('b.wav')?.fileId);
  expect(world.progress()?.counts).toMatchObject({ added: 1, moved: 0 });
});

test('a file that took on the content of one that is gone is still the one of its name', async () => {
  await world.put('a.wav', song('A'));
  await world.put('b.wav', song('Another'));
  await world.scan();
  const id = world.store.row('a.wav')?.fileId;
  await copyFile(world.at('b.wav'), world.at('a.wav'));
  await rm(world.at('b.wav'));
  await world.scan();
  expect(world.store.row('a.wav')).toMatchObject({ fileId: id, facts: { title: 'Another' } });
  expect(world.progress()?.counts).toMatchObject({ changed: 1, moved: 0, missing: 1 });
});

test('what is gone is missing and not forgotten, and is the same again when it comes back', async () => {
  await world.put('a.wav', song('A'));
  await world.put('b.wav', song('B'));
  await world.scan();
  const id = world.store.row('a.wav')?.fileId;
  await rename(world.at('a.wav'), world.at('../kept.wav'));
  await world.scan();
  expect(world.paths()).toEqual(['b.wav']);
  expect(world.progress()?.counts).toMatchObject({ missing: 1 });
  await rename(world.at('../kept.wav'), world.at('a.wav'));
  await world.scan();
  expect(world.store.row('a.wav')?.fileId).toBe(id);
  expect(world.opened).toEqual([]);
});

test('a folder that is not there forgets nothing', async () => {
  await world.put('a.wav', song('A'));
  await world.scan();
  await rename(world.root, `${world.root}-away`);
  expect(await world.scan()).toBe('gone');
  expect(world.paths()).toEqual(['a.wav']);
  await rename(`${world.root}-away`, world.root);
  expect(await world.scan()).toBe('done');
  expect(world.opened).toEqual([]);
});

test('a folder that somebody has emptied is empty', async () => {
  await world.put('a.wav', song('A'));
  await world.scan();
  await rm(world.at('a.wav'));
  expect(await world.scan()).toBe('done');
  expect(world.paths()).toEqual([]);
});
