import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { watchFolders, type WhyNotWatched } from '../../../../src/main/app/library/watch-folders.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import { until } from '../../../support/until.ts';

const nothing = () => undefined;
const stack = new Set<AsyncDisposable>();
afterEach(async () => {
  for (const part of [...stack].reverse()) await part[Symbol.asyncDispose]();
  stack.clear();
});

async function makeWorld({ maxWatches = 1000, rescanMs = 600_000, isThere = true } = {}) {
  const folder = await makeTempFolder();
  stack.add(folder);
  const root = join(folder.path, 'music');
  if (isThere) await mkdir(join(root, 'Band', 'Album'), { recursive: true });
  const folders = [{ id: 1, path: root }];
  const changes: number[] = [];
  const whys: (WhyNotWatched | undefined)[] = [];
  const watching = watchFolders({
    folders: () => folders,
    onChange: (id) => changes.push(id),
    onNotWatched: (_path, why) => whys.push(why),
    logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    settleMs: 100,
    ...{ maxWatches, rescanMs },
  });
  stack.add(watching);
  await watching.refresh();
  const change = async (what: () => Promise<unknown>) => {
    const before = changes.length;
    await what();
    await until(() => changes.length > before, { what: 'the change is noticed', timeoutMs: 10_000 });
  };
  return { root, folders, changes, whys, watching, change, at: (path: string) => join(root, path) };
}

test('a file that comes, changes, gets another name or goes is noticed, at any depth', async () => {
  const world = await makeWorld();
  await world.change(() => writeFile(world.at('Band/Album/1.wav'), 'x'));
  await world.change(() => writeFile(world.at('Band/Album/1.wav'), 'xy'));
  await world.change(() => rename(world.at('Band/Album/1.wav'), world.at('Band/2.wav')));
  await world.change(() => rm(world.at('Band/2.wav')));
  expect(new Set(world.changes)).toEqual(new Set([1]));
});

test('a folder that was made later is watched like the others', async () => {
  const world = await makeWorld();
  await world.change(() => mkdir(world.at('New/CD 1'), { recursive: true }));
  await until(
    async () => {
      const before = world.changes.length;
      await writeFile(world.at('New/CD 1/1.wav'), `${before}`);
      return until(() => world.changes.length > before, { what: 'told', timeoutMs: 1000 }).catch(() => false);
    },
    { what: 'a file in the new folder is noticed' },
  );
});

test('reading files is no change', async () => {
  const world = await makeWorld();
  await writeFile(world.at('1.wav'), 'x');
  await world.change(() => writeFile(world.at('last.wav'), 'x'));
  const before = world.changes.length;
  await readFile(world.at('1.wav'));
  await world.change(() => writeFile(world.at('end.wav'), 'x'));
  expect(world.changes.length).toBe(before + 1);
});

test('more folders than may be watched are looked at now and then, and that is said', async () => {
  const world = await makeWorld({ maxWatches: 1, rescanMs: 200 });
  await until(() => world.whys.includes('too-many'), { what: 'it is said' });
  expect(world.watching.notWatched()).toEqual([{ path: world.root, why: 'too-many' }]);
  await until(() => world.changes.length > 1, { what: 'it is looked at' });
});

test('a drive that is plugged in later is noticed and watched from then on', async () => {
  const world = await makeWorld({ isThere: false, rescanMs: 200 });
  expect(world.whys).toEqual(['not-there']);
  await mkdir(world.root, { recursive: true });
  await until(() => world.whys.at(-1) === undefined, { what: 'it is there' });
  expect(world.watching.notWatched()).toEqual([]);
  await world.change(() => writeFile(world.at('1.wav'), 'x'));
});

test('a folder that left the library is not watched any more', async () => {
  const world = await makeWorld();
  world.folders.length = 0;
  await world.watching.refresh();
  const before = world.changes.length;
  await writeFile(world.at('1.wav'), 'x');
  // One that is still watched would have been told by the time that another one is.
  const other = await makeWorld();
  await other.change(() => writeFile(other.at('1.wav'), 'x'));
  expect(world.changes.length).toBe(before);
});
