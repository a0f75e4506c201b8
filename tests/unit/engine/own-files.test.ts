import { readFile, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFilePool } from '../../../src/main/engine/content/file-pool.ts';
import { makeFileStore } from '../../../src/main/engine/content/file-store.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { makeContent, makeFixtureLayout } from './content-fixture.ts';

const files = [
  { path: 'one', bytes: Buffer.from('11112222') },
  { path: 'two', bytes: Buffer.from('33334444') },
];

/** Half of the first file is written; with room for one open file it can be made to be opened again. */
async function makeWorld() {
  const folder = await makeTempFolder();
  const pool = makeFilePool({ maxOpenFiles: 1 });
  const store = makeFileStore(makeFixtureLayout(makeContent(folder.path, files), files), { pool });
  await store.write(4, Buffer.from('2222'));
  return {
    store,
    folder: folder.path,
    one: join(folder.path, 'one'),
    /** The first file is closed for want of room. */
    openAnother: () => store.write(8, Buffer.from('3333')),
    async [Symbol.asyncDispose]() {
      await store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const harms = [
  ['taken away', 'files-missing', (path: string) => rm(path)],
  ['shortened', 'files-changed', (path: string) => truncate(path, 3)],
  [
    'exchanged',
    'files-changed',
    async (path: string) => {
      await writeFile(`${path}.new`, 'a longer diary');
      await rename(`${path}.new`, path);
    },
  ],
] as const;

test.each(harms)('a file that is %s while it is written is not written on: %s', async (_, reason, harm) => {
  await using world = await makeWorld();
  await harm(world.one);
  const left = await readFile(world.one, 'utf8').catch(() => undefined);

  await expect(world.store.write(0, Buffer.from('1111'))).rejects.toMatchObject({ reason });
  // What was written before is lost: nobody may be told that it is safe.
  await expect(world.store.sync()).rejects.toMatchObject({ reason });

  expect(await readFile(world.one, 'utf8').catch(() => undefined)).toBe(left);
});

test.each(harms)('a file that is %s is noticed at the next checkpoint: %s', async (_, reason, harm) => {
  await using world = await makeWorld();
  await world.store.sync();
  await harm(world.one);
  await expect(world.store.sync()).rejects.toMatchObject({ reason });
});

test.each(harms.slice(0, 2))('a closed file that is %s is not made anew: %s', async (_, reason, harm) => {
  await using world = await makeWorld();
  await world.openAnother();
  await harm(world.one);
  const before = await readdir(world.folder);
  await expect(world.store.write(0, Buffer.from('1111'))).rejects.toMatchObject({ reason });
  expect(await readdir(world.folder)).toEqual(before);
});

test('a file that only we write goes on, open or opened again', async () => {
  await using world = await makeWorld();
  await world.openAnother();
  await world.store.write(0, Buffer.from('1111'));
  await world.store.sync();
  expect(await readFile(world.one, 'utf8')).toBe('11112222');
});
