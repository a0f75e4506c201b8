import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { ScanProgress } from '../../../../src/shared/contract/library-items.ts';
import type { FolderPlace } from '../../../../src/main/app/library/folder-place.ts';
import { makeScanner, type Scanner } from '../../../../src/main/app/library/scanner.ts';
import { systemClock } from '../../../../src/main/ports/clock.ts';
import { makeScanStoreInMemory } from '../../../support/scan-store-in-memory.ts';
import { makeWav } from '../../../support/sound-files.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import { until } from '../../../support/until.ts';

const threadFile = new URL('../../../support/scan-thread.ts', import.meta.url);
const nothing = () => undefined;
const stack = new Set<AsyncDisposable>();
afterEach(async () => {
  for (const part of [...stack].reverse()) await part[Symbol.asyncDispose]();
  stack.clear();
});

async function makeWorld(
  options: { readonly stalledAfterMs?: number; readonly folders?: readonly string[] } = {},
) {
  const folder = await makeTempFolder();
  stack.add(folder);
  const names = options.folders ?? ['music'];
  const folders = names.map((name, index): FolderPlace => ({
    id: index + 1,
    path: join(folder.path, name),
    lastScanAt: null,
  }));
  for (const { path } of folders) await mkdir(path);
  const storeFile = join(folder.path, 'store.json');
  const done: number[] = [];
  const troubles: string[] = [];
  const warnings: string[] = [];
  const logger = {
    debug: nothing,
    info: nothing,
    error: nothing,
    warn: (event: string) => void warnings.push(event),
  };
  const start = (): Scanner =>
    makeScanner({
      threadFile,
      threadData: { library: storeFile, artwork: join(folder.path, 'artwork') },
      folders: () => folders,
      clock: systemClock,
      logger,
      onFolderDone: ({ id }) => done.push(id),
      onTrouble: (text) => troubles.push(text),
      ...(options.stalledAfterMs === undefined ? {} : { stalledAfterMs: options.stalledAfterMs }),
    });
  const scanner = start();
  stack.add(scanner);
  return {
    ...{ scanner, start, folders, done, troubles, warnings },
    store: () => makeScanStoreInMemory(storeFile),
    async put(path: string, bytes = makeWav({ INAM: path })) {
      await mkdir(dirname(join(folder.path, path)), { recursive: true });
      await writeFile(join(folder.path, path), bytes);
    },
    idle: (of: Scanner = scanner) =>
      until(() => of.progress().state === 'idle', {
        what: () => `it is idle: ${JSON.stringify(of.progress())}`,
      }),
  };
}

test('all folders are scanned one after the other, and their figures are added up', async () => {
  const world = await makeWorld({ folders: ['one', 'two'] });
  await world.put('one/a.wav');
  await world.put('one/b.wav');
  await world.put('two/c.wav');
  expect(world.scanner.scan()).toMatchObject({ state: 'counting', folder: world.folders[0]?.path });
  await world.idle();
  expect(world.scanner.progress()).toMatchObject({ found: 3, done: 3, added: 3, wasCancelled: false });
  expect(world.done).toEqual([1, 2]);
  expect(world.store().kept.rows).toHaveLength(3);
});

test('whoever watches sees it begin and end', async () => {
  const world = await makeWorld();
  await world.put('music/a.wav');
  const controller = new AbortController();
  const seen: ScanProgress[] = [];
  const watching = (async () => {
    for await (const progress of world.scanner.watch(controller.signal)) seen.push(progress);
  })();
  world.scanner.scan();
  await until(() => seen.at(-1)?.state === 'idle' && seen.at(-1)?.added === 1, { what: 'it has ended' });
  controller.abort();
  await watching;
  expect(seen[0]).toMatchObject({ state: 'idle', found: 0 });
  expect(seen.length).toBeGreaterThan(1);
});

test('a file during which the thread dies is left out with a line, and all others are read', async () => {
  const world = await makeWorld();
  for (let n = 0; n < 30; n += 1) await world.put(`music/${n}.wav`);
  await world.put('music/15 dies.wav');
  world.scanner.scan();
  await world.idle();
  const { kept } = world.store();
  expect(kept.rows.filter(({ facts }) => facts !== null)).toHaveLength(30);
  expect(kept.rows.find(({ path }) => path === '15 dies.wav')?.problem?.code).toBe('damaged');
  expect(world.warnings).toContain('library.scan-thread-died');
  expect(world.troubles).toEqual([]);
  world.scanner.scan();
  await world.idle();
  expect(world.scanner.progress()).toMatchObject({ added: 0, changed: 0, done: 31 });
});

test('a thread that hangs is ended, and the rest is read', async () => {
  const world = await makeWorld({ stalledAfterMs: 8000 });
  await world.put('music/a.wav');
  await world.put('music/hangs.wav');
  world.scanner.scan();
  await world.idle();
  expect(world.store().row('a.wav')?.facts).not.toBeNull();
  expect(world.store().row('hangs.wav')?.problem?.code).toBe('damaged');
}, 90_000);

test('a scan that is cancelled stops, and the queue is empty', async () => {
  const world = await makeWorld({ folders: ['one', 'two'] });
  for (let n = 0; n < 300; n += 1) await world.put(`one/${n}.wav`);
  await world.put('two/x.wav');
  world.scanner.scan();
  world.scanner.cancel();
  await world.idle();
  expect(world.scanner.progress().wasCancelled).toBe(true);
  expect(world.done).toEqual([1]);
  world.scanner.scan();
  await world.idle();
  expect(world.store().kept.rows).toHaveLength(301);
});

test('a folder that is left in the middle is read no further, and the others are', async () => {
  const world = await makeWorld({ folders: ['one', 'two', 'three'] });
  for (let n = 0; n < 600; n += 1) await world.put(`one/${n}.wav`);
  for (const folder of ['two', 'three']) await world.put(`${folder}/x.wav`);
  world.scanner.scan();
  await until(() => world.store().kept.rows.length > 0, { what: 'something is saved' });
  await world.scanner.leave(1);
  const kept = world.store().kept.rows.length;
  expect(kept).toBeLessThan(600);
  // Not its turn yet: it is taken out of the queue.
  await world.scanner.leave(3);
  await world.idle();
  expect(world.done).toEqual([1, 2]);
  expect(world.store().kept.rows).toHaveLength(kept + 1);
  expect(world.scanner.progress().wasCancelled).toBe(false);
});

test('a scan that is killed in the middle is whole after the next one', async () => {
  const world = await makeWorld();
  for (let n = 0; n < 300; n += 1) await world.put(`music/${n}.wav`);
  world.scanner.scan();
  await until(() => world.store().kept.rows.length > 0, { what: 'something is saved' });
  await world.scanner[Symbol.asyncDispose]();
  const kept = world.store().kept.rows.length;
  const again = world.start();
  stack.add(again);
  again.scan();
  await world.idle(again);
  expect(again.progress()).toMatchObject({ added: 300 - kept, done: 300, changed: 0 });
  expect(world.store().kept.rows).toHaveLength(300);
});

test('a folder that is not there is no trouble', async () => {
  const world = await makeWorld();
  world.folders.splice(0, 1, { id: 1, path: '/nowhere/at/all', lastScanAt: null });
  world.scanner.scan();
  await world.idle();
  expect(world.store().kept.outcomes).toEqual(['gone']);
  expect(world.troubles).toEqual([]);
});
