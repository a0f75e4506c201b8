import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { openLibraryFile } from '../../../../src/main/app/player/library-file.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

async function makeWorld() {
  const temp = await makeTempFolder();
  const folder = join(temp.path, 'Music');
  await mkdir(folder);
  await writeFile(join(folder, 'song.flac'), 'the song itself');
  await writeFile(join(temp.path, 'secret.flac'), 'a secret');
  return { folder, outside: temp.path, [Symbol.asyncDispose]: () => temp[Symbol.asyncDispose]() };
}

const whole = async (file: Awaited<ReturnType<typeof openLibraryFile>>, from = 0, to = file.sizeBytes) =>
  (await buffer(Readable.from(await file.read({ from, to })))).toString();

const openHandles = async () => (await readdir('/proc/self/fd')).length;

test('a file is read in parts, and many at once share one handle that is closed after the last', async () => {
  await using world = await makeWorld();
  const file = await openLibraryFile({ path: join(world.folder, 'song.flac'), folder: world.folder });
  expect(file.sizeBytes).toBe(15);
  expect(await whole(file, 4, 8)).toBe('song');
  const before = await openHandles();
  const bodies = await Promise.all(Array.from({ length: 500 }, () => file.read({ from: 0, to: 15 })));
  expect((await openHandles()) - before).toBe(1);
  const texts = await Promise.all(bodies.map(async (body) => (await buffer(Readable.from(body))).toString()));
  expect(new Set(texts)).toEqual(new Set(['the song itself']));
  expect(await openHandles()).toBe(before);
});

test('links that stay in the folder are followed, those that lead out of it are not', async () => {
  await using world = await makeWorld();
  const { folder, outside } = world;
  await symlink(join(folder, 'song.flac'), join(folder, 'same.flac'));
  await symlink(join(outside, 'secret.flac'), join(folder, 'out.flac'));
  await symlink(outside, join(folder, 'folder'));
  expect(await whole(await openLibraryFile({ path: join(folder, 'same.flac'), folder }))).toBe(
    'the song itself',
  );
  const ways = ['out.flac', 'folder/secret.flac', '../secret.flac', '../Music-2/x.flac'];
  for (const way of ways.slice(0, 3))
    await expect(openLibraryFile({ path: join(folder, way), folder })).rejects.toMatchObject({
      code: 'not-readable',
    });
});

test('a folder whose name only begins like the library is another one', async () => {
  await using world = await makeWorld();
  await mkdir(`${world.folder} of others`);
  await writeFile(join(`${world.folder} of others`, 'song.flac'), 'theirs');
  const path = join(`${world.folder} of others`, 'song.flac');
  await expect(openLibraryFile({ path, folder: world.folder })).rejects.toMatchObject({
    code: 'not-readable',
  });
});

test('another file in its place is not read under its name, nor is a link to one', async () => {
  await using world = await makeWorld();
  const path = join(world.folder, 'song.flac');
  const file = await openLibraryFile({ path, folder: world.folder });
  await rename(path, join(world.folder, 'old.flac'));
  await expect(file.read({ from: 0, to: 5 })).rejects.toMatchObject({ code: 'path-missing' });
  await writeFile(path, 'another of 15 b');
  await expect(file.read({ from: 0, to: 5 })).rejects.toMatchObject({ code: 'not-readable' });
  await rename(join(world.folder, 'old.flac'), path);
  expect(await whole(file)).toBe('the song itself');
});

test('a pipe in the folder is no file, and does not hold anybody up', async () => {
  await using world = await makeWorld();
  const path = join(world.folder, 'pipe.flac');
  execFileSync('mkfifo', [path]);
  await expect(openLibraryFile({ path, folder: world.folder })).rejects.toMatchObject({
    code: 'not-readable',
  });
});

test('where the whole folder is away, or is an empty place for a drive, it is the drive that is not there', async () => {
  await using world = await makeWorld();
  const { folder } = world;
  const place = { path: join(folder, 'song.flac'), folder };
  const file = await openLibraryFile(place);
  await rename(folder, `${folder}-unplugged`);
  await expect(openLibraryFile(place)).rejects.toMatchObject({ code: 'drive-away' });
  await mkdir(folder);
  await expect(openLibraryFile(place)).rejects.toMatchObject({ code: 'drive-away' });
  await expect(file.read({ from: 0, to: 5 })).rejects.toMatchObject({ code: 'drive-away' });
  await writeFile(join(folder, 'another.flac'), 'here');
  await expect(openLibraryFile(place)).rejects.toMatchObject({ code: 'path-missing' });
});
