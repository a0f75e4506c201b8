import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bestOf } from '../../../../src/main/app/library/best-share.ts';
import { lookAtStopped } from '../../../../src/main/app/library/look-at-stopped.ts';
import type { PlacedFile } from '../../../../src/shared/contract/engine.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

const pieceSizeBytes = 100;

/** Three files of 150 bytes, in pieces of 100: the second piece is of the first two. */
async function makeWorld() {
  const folder = await makeTempFolder();
  const savePath = join(folder.path, 'music');
  await mkdir(savePath);
  const files: PlacedFile[] = [];
  for (const [at, name] of ['a', 'b', 'c'].entries()) {
    await writeFile(join(savePath, name), Buffer.alloc(150, name));
    const { size, mtimeMs } = await stat(join(savePath, name));
    const stamp = { sizeBytes: size, modifiedMs: mtimeMs };
    files.push({ path: [name], sizeBytes: 150, offset: at * 150, kind: 'content', isWanted: true, stamp });
  }
  const lookWith = (
    bits: number,
    folders = [folder.path, savePath],
    content: readonly PlacedFile[] = files,
  ) =>
    lookAtStopped({
      savePath,
      content: { infoBytes: new Uint8Array(), pieceSizeBytes, files: content },
      progress: { bitfield: Uint8Array.of(bits), endedCleanly: true, bootId: '', savedAt: new Date() },
      folders,
    });
  return { savePath, files, lookWith, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

const same = { look: 'same', wrong: 'nothing' };

test('a file that looks as it did and whose pieces were right is as it was', async () => {
  await using world = await makeWorld();
  expect(await world.lookWith(0b11111000)).toEqual([same, same, same]);
});

test('a wrong piece tells of the file that it lies in, and only doubts two that have it in common', async () => {
  await using world = await makeWorld();
  expect(await world.lookWith(0b01111000)).toEqual([{ look: 'same', wrong: 'inside' }, same, same]);
  expect(await world.lookWith(0b10111000)).toEqual([
    { look: 'same', wrong: 'at-edge' },
    { look: 'same', wrong: 'at-edge' },
    same,
  ]);
});

test('a file that was changed, deleted, or put back since is told apart', async () => {
  await using world = await makeWorld();
  await writeFile(join(world.savePath, 'a'), Buffer.alloc(151));
  await rm(join(world.savePath, 'b'));
  const content = world.files.map((file, at) => (at === 2 ? { ...file, stamp: null } : file));
  const looks = await world.lookWith(0b11111000, undefined, content);
  expect(looks.map(({ look }) => look)).toEqual(['changed', 'gone', 'back']);
});

test('nothing is gone where the folder of the library is not there, or empty as a drive leaves it', async () => {
  await using world = await makeWorld();
  const away = ['away', 'away', 'away'];
  const looks = async () => (await world.lookWith(0b11111000)).map(({ look }) => look);
  await rm(world.savePath, { recursive: true });
  expect(await looks()).toEqual(away);
  await mkdir(world.savePath);
  expect(await looks()).toEqual(away);
  await writeFile(join(world.savePath, 'other'), '');
  expect(await looks()).toEqual(['gone', 'gone', 'gone']);
});

test('of a file that several torrents hold, what one of them can give counts', () => {
  const of = (torrentId: string, state: Parameters<typeof bestOf>[0][number]['state']) => ({
    path: '/a',
    torrentId,
    state,
  });
  expect(bestOf([of('old', 'broken'), of('new', 'sharing'), of('other', 'at-risk')])).toEqual([
    of('new', 'sharing'),
  ]);
  expect(bestOf([of('one', 'none'), of('two', 'stopped'), of('three', 'broken')])).toEqual([
    of('three', 'broken'),
  ]);
});
