import { mkdir, readFile, readdir, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFileStore } from '../../../src/main/engine/content/file-store.ts';
import { makePieceHashing } from '../../../src/main/engine/content/hashing/index.ts';
import { removeFiles } from '../../../src/main/engine/content/remove-files.ts';
import { findStrangers } from '../../../src/main/engine/content/strangers.ts';
import { verifyPieces } from '../../../src/main/engine/content/verify.ts';
import { makeWatchfulStore } from '../../../src/main/engine/content/watchful-store.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { makeContent, makeFixtureLayout } from './content-fixture.ts';

const files = [
  { path: 'album/one.flac', bytes: Buffer.from('one one one') },
  { path: 'album/empty.txt', bytes: Buffer.alloc(0) },
  { path: 'album/.pad/5', bytes: Buffer.alloc(5), kind: 'padding' as const },
  { path: 'album/cd 2/two.flac', bytes: Buffer.from('two two two two') },
];
const whole = Buffer.concat(files.map(({ bytes }) => bytes));

async function makeWorld() {
  const folder = await makeTempFolder();
  const root = join(folder.path, 'downloads');
  await mkdir(root);
  const layout = makeFixtureLayout(makeContent(root, files), files);
  const store = makeFileStore(layout);
  return {
    root,
    layout,
    store,
    async [Symbol.asyncDispose]() {
      await store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

test('bytes land in their files, padding in none, and are read back across them', async () => {
  await using world = await makeWorld();
  const { store, root } = world;
  for (let at = 0; at < whole.length; at += 4) await store.write(at, whole.subarray(at, at + 4));
  await store.makeEmptyFiles();
  expect(await readFile(join(root, 'album/one.flac'), 'utf8')).toBe('one one one');
  expect(await readFile(join(root, 'album/cd 2/two.flac'), 'utf8')).toBe('two two two two');
  expect((await readdir(join(root, 'album'))).sort()).toEqual(['cd 2', 'empty.txt', 'one.flac']);
  expect((await store.read(0, whole.length)).equals(whole)).toBe(true);
  expect((await store.read(7, 15)).equals(whole.subarray(7, 22))).toBe(true);
});

test('a file that is missing or too short fails the read with its name', async () => {
  await using world = await makeWorld();
  await mkdir(join(world.root, 'album/cd 2'), { recursive: true });
  await writeFile(join(world.root, 'album/one.flac'), 'one one one');
  await writeFile(join(world.root, 'album/cd 2/two.flac'), 'two two two two');
  await truncate(join(world.root, 'album/one.flac'), 3);
  await expect(world.store.read(0, 8)).rejects.toMatchObject({ reason: 'files-missing' });
  await expect(world.store.read(16, 2)).resolves.toHaveLength(2);
});

test('a link instead of a file is neither read nor written', async () => {
  await using world = await makeWorld();
  const outside = join(world.root, '../outside.txt');
  await writeFile(outside, 'mine');
  await mkdir(join(world.root, 'album'));
  await symlink(outside, join(world.root, 'album/one.flac'));
  await expect(world.store.write(0, Buffer.from('evil'))).rejects.toMatchObject({ reason: 'not-writable' });
  await expect(world.store.read(0, 4)).rejects.toMatchObject({ reason: 'not-writable' });
  expect(await readFile(outside, 'utf8')).toBe('mine');
});

test('a linked folder that leads out is not followed, one that stays inside is', async () => {
  await using world = await makeWorld();
  const outside = join(world.root, '../elsewhere');
  await mkdir(outside);
  await symlink(outside, join(world.root, 'album'));
  await expect(world.store.write(0, whole)).rejects.toMatchObject({ reason: 'not-writable' });
  expect(await readdir(outside)).toEqual([]);
  await expect(removeFiles(world.root, [['album', 'one.flac']])).rejects.toMatchObject({
    reason: 'not-writable',
  });

  const inside = makeFixtureLayout(makeContent(world.root, [{ path: 'way/x', bytes: Buffer.from('x') }]), []);
  await mkdir(join(world.root, 'real'));
  await symlink(join(world.root, 'real'), join(world.root, 'way'));
  const store = makeFileStore(inside);
  await store.write(0, Buffer.from('x'));
  await store.close();
  expect(await readdir(join(world.root, 'real'))).toEqual(['x']);
});

test('pieces are right, wrong or not there, and no missing file is a failure', async () => {
  await using world = await makeWorld();
  await world.store.write(0, whole.subarray(0, 8));
  await writeFile(join(world.root, 'album/one.flac'), 'oneXone one');
  const found = new Map<number, boolean>();
  const all = Array.from({ length: world.layout.pieceCount }, (_, index) => index);
  const hashing = makePieceHashing({ workerFile: undefined, cores: 1 });
  const parts = { layout: world.layout, hashing };
  await verifyPieces(parts, all, (piece, isRight) => found.set(piece, isRight), new AbortController().signal);
  expect([...found].sort(([a], [b]) => a - b).map(([, isRight]) => isRight)).toEqual([
    false,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('files that were there under the same names but are something else are found', async () => {
  await using world = await makeWorld();
  await mkdir(join(world.root, 'album/cd 2'), { recursive: true });
  await writeFile(join(world.root, 'album/one.flac'), 'one one one');
  await writeFile(join(world.root, 'album/cd 2/two.flac'), 'not the same file');
  const none = new Uint8Array(1);
  const firstOk = Uint8Array.from([0b1000_0000]);
  expect(findStrangers(world.layout, await world.store.stamps(), none)).toEqual([0, 3]);
  expect(findStrangers(world.layout, await world.store.stamps(), firstOk)).toEqual([3]);
});

test('what another program changed is not read on for peers', async () => {
  await using world = await makeWorld();
  await world.store.write(0, whole);
  let ms = 0;
  const clock = { now: () => new Date(0), monotonicMs: () => ms };
  const watchful = makeWatchfulStore(world.store, { layout: world.layout, clock });
  watchful.expect(await watchful.stamps());
  await expect(watchful.read(0, 4)).resolves.toHaveLength(4);
  await utimes(join(world.root, 'album/one.flac'), 1, 1);
  ms += 5000;
  await expect(watchful.read(0, 4)).rejects.toMatchObject({ reason: 'files-changed' });
  await expect(watchful.read(16, 4)).resolves.toHaveLength(4);
});

test('what another program put there, or changed, before our first byte is not written over', async () => {
  await using world = await makeWorld();
  const [one, two] = ['album/one.flac', 'album/cd 2/two.flac'].map((name) => join(world.root, name));
  if (one === undefined || two === undefined) throw new Error('two files');
  await mkdir(join(world.root, 'album/cd 2'), { recursive: true });
  await writeFile(one, 'one one one');
  const clock = { now: () => new Date(0), monotonicMs: () => 0 };
  const watchful = makeWatchfulStore(world.store, { layout: world.layout, clock });
  watchful.expect(await watchful.stamps());
  await writeFile(one, 'a diary');
  await writeFile(two, 'another');

  await expect(watchful.write(0, whole.subarray(0, 4))).rejects.toMatchObject({ reason: 'files-changed' });
  await expect(watchful.write(16, whole.subarray(16, 20))).rejects.toMatchObject({ reason: 'files-changed' });
  expect([await readFile(one, 'utf8'), await readFile(two, 'utf8')]).toEqual(['a diary', 'another']);

  await rm(one);
  await expect(watchful.write(0, whole.subarray(0, 4))).rejects.toMatchObject({ reason: 'files-missing' });
  expect(await readdir(join(world.root, 'album'))).toEqual(['cd 2']);
});

test('pieces that are written at once all go to the file that the first of them makes', async () => {
  await using world = await makeWorld();
  const clock = { now: () => new Date(0), monotonicMs: () => 0 };
  const watchful = makeWatchfulStore(world.store, { layout: world.layout, clock });
  watchful.expect(await watchful.stamps());
  const starts = Array.from({ length: Math.ceil(whole.length / 4) }, (_, index) => index * 4);
  await Promise.all(starts.map((at) => watchful.write(at, whole.subarray(at, at + 4))));
  expect((await watchful.read(0, whole.length)).equals(whole)).toBe(true);
});

test('removing takes the files and the folders that are empty then, and nothing else', async () => {
  await using world = await makeWorld();
  await world.store.write(0, whole);
  await writeFile(join(world.root, 'album/mine.txt'), 'keep');
  await removeFiles(world.root, [
    ['album', 'one.flac'],
    ['album', 'cd 2', 'two.flac'],
    ['album', 'gone.flac'],
  ]);
  expect(await readdir(world.root, { recursive: true })).toEqual(
    expect.arrayContaining(['album', 'album/mine.txt']),
  );
  expect(await readdir(join(world.root, 'album'))).toEqual(['mine.txt']);
});

test('a hundred files are read and written with a few open at a time', async () => {
  await using folder = await makeTempFolder();
  const many = Array.from({ length: 200 }, (_, index) => ({
    path: `d/${index}`,
    bytes: Buffer.alloc(8, index),
  }));
  const layout = makeFixtureLayout(makeContent(folder.path, many), many);
  const store = makeFileStore(layout);
  await Promise.all(many.map(({ bytes }, index) => store.write(index * 8, bytes)));
  const read = await Promise.all(many.map((_, index) => store.read(index * 8, 8)));
  expect(read.every((bytes, index) => bytes.equals(Buffer.alloc(8, index)))).toBe(true);
  const open = (await readdir('/proc/self/fd')).length;
  expect(open).toBeLessThan(200);
  await store.close();
});
