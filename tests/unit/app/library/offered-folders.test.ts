import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { offeredFolders } from '../../../../src/main/app/library/offered-folders.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

/** Music and videos below one folder, each with something in it. */
async function filled(home: string) {
  const music = join(home, 'Music');
  const videos = join(home, 'Videos');
  for (const folder of [music, videos]) {
    await mkdir(folder);
    await writeFile(join(folder, 'something'), '');
  }
  const found = [
    { kind: 'music' as const, path: music },
    { kind: 'videos' as const, path: videos },
  ];
  return { music, videos, found };
}

const paths = (folders: readonly { readonly path: string }[]) => folders.map(({ path }) => path);

test('what holds something and is not in the library is offered', async () => {
  await using folder = await makeTempFolder();
  const { music, videos, found } = await filled(folder.path);
  expect(paths(await offeredFolders({ found, kept: [] }))).toEqual([music, videos]);
  expect(paths(await offeredFolders({ found, kept: [music] }))).toEqual([videos]);
});

test('a folder that lies within one of the library, or around it, is not offered', async () => {
  await using folder = await makeTempFolder();
  const { music, videos, found } = await filled(folder.path);
  expect(await offeredFolders({ found, kept: [folder.path] })).toEqual([]);
  expect(paths(await offeredFolders({ found, kept: [join(videos, 'films')] }))).toEqual([music]);
  // Only named alike.
  expect(paths(await offeredFolders({ found, kept: [`${music}2`, join(folder.path, '..x')] }))).toEqual([
    music,
    videos,
  ]);
});

test('one that is empty, or not there, or hides all it has is not offered', async () => {
  await using folder = await makeTempFolder();
  const empty = join(folder.path, 'Music');
  await mkdir(empty);
  await writeFile(join(empty, '.directory'), '');
  const found = [
    { kind: 'music' as const, path: empty },
    { kind: 'videos' as const, path: join(folder.path, 'Videos') },
  ];
  expect(await offeredFolders({ found, kept: [] })).toEqual([]);
});

test('the home folder is never offered, and the same folder once', async () => {
  await using folder = await makeTempFolder();
  const { music } = await filled(folder.path);
  const found = (['music', 'videos'] as const).map((kind) => ({ kind, path: music }));
  expect(paths(await offeredFolders({ found, kept: [] }))).toEqual([music]);
  expect(await offeredFolders({ found: [{ kind: 'music', path: homedir() }], kept: [] })).toEqual([]);
});
