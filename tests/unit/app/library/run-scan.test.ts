import { rm, utimes } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeWav } from '../../../support/sound-files.ts';
import { jpeg, makeScanWorld, song, type ScanWorld } from './scan-world.ts';

let world: ScanWorld;
beforeEach(async () => {
  world = await makeScanWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

test('everything that sounds or moves is found with what it says of itself, and nothing else', async () => {
  await world.put('Band/Album/01.wav', song('One'));
  await world.put('Band/Album/notes.txt', 'no song');
  await world.put('02.WAV', song('Two'));
  expect(await world.scan()).toBe('done');
  expect(world.paths()).toEqual(['02.WAV', 'Band/Album/01.wav']);
  expect(world.store.row('Band/Album/01.wav')?.facts).toMatchObject({ kind: 'audio', title: 'One' });
  expect(world.progress()?.counts).toMatchObject({ found: 2, done: 2, added: 2, changed: 0, failed: 0 });
});

test('a second scan of the same files opens none of them', async () => {
  await world.put('a.wav', song('A'));
  await world.put('list.m3u', 'a.wav');
  await world.put('cover.jpg', await jpeg(100));
  world.pass(10_000);
  await world.scan();
  await world.scan();
  expect(world.opened).toEqual([]);
  expect(world.progress()?.counts).toMatchObject({
    found: 1,
    done: 1,
    added: 0,
    changed: 0,
    moved: 0,
    missing: 0,
  });
});

test('a file that was touched is read again and stays the same one', async () => {
  await world.put('a.wav', song('Before'));
  await world.scan();
  const before = world.store.row('a.wav');
  await world.put('a.wav', song('After it'));
  await world.scan();
  expect(world.opened).toEqual(['a.wav']);
  expect(world.store.row('a.wav')).toMatchObject({ fileId: before?.fileId, facts: { title: 'After it' } });
  expect(world.progress()?.counts).toMatchObject({ added: 0, changed: 1 });
});

test('a file of an older date is noticed like one of a newer date', async () => {
  await world.put('a.wav', song('A'));
  await world.scan();
  await utimes(world.at('a.wav'), new Date(2001, 0, 1), new Date(2001, 0, 1));
  await world.scan();
  expect(world.opened).toEqual(['a.wav']);
});

test('a scan that is cancelled keeps what was read, and the next one reads the rest', async () => {
  for (let n = 0; n < 60; n += 1) await world.put(`${n}.wav`, song(`${n}`));
  const controller = new AbortController();
  let read = 0;
  const outcome = await world.scan({
    signal: controller.signal,
    onReading: (_path, isReading) => {
      if (!isReading) read += 1;
      if (read === 20) controller.abort();
    },
  });
  expect(outcome).toBe('cancelled');
  const kept = world.paths().length;
  expect(kept).toBeGreaterThanOrEqual(10);
  expect(kept).toBeLessThan(60);
  expect(await world.scan()).toBe('done');
  expect(world.opened).toHaveLength(60 - kept);
  expect(world.paths()).toHaveLength(60);
});

test('a scan that is cancelled while it looks around has marked nothing as missing', async () => {
  await world.put('a.wav', song('A'));
  await world.scan();
  await rm(world.at('a.wav'));
  expect(await world.scan({ signal: AbortSignal.abort() })).toBe('cancelled');
  expect(world.paths()).toEqual(['a.wav']);
});

test('files are saved in parts of at most 200', async () => {
  for (let n = 0; n < 450; n += 1) await world.put(`${n}.wav`, makeWav({}, 0));
  await world.scan();
  expect(Math.max(...world.store.kept.batches)).toBeLessThanOrEqual(200);
  expect(world.paths()).toHaveLength(450);
});

test('a clock that was set back by years loses nothing, and what is new is noticed', async () => {
  const years = 10 * 365 * 86_400_000;
  await world.put('Album/a.wav', song('A'));
  world.pass(years);
  await world.scan();
  world.pass(-years);
  await world.put('Album/cover.jpg', await jpeg(100));
  expect(await world.scan()).toBe('done');
  expect(world.paths()).toEqual(['Album/a.wav']);
  expect(world.store.row('Album/a.wav')?.artwork).not.toBeNull();
});

test('a file that ended an earlier try is not opened, and one that is suspected is read before all others', async () => {
  for (const name of ['a.wav', 'b.wav', 'c.wav']) await world.put(name, song(name));
  await world.scan({}, { careful: ['c.wav'], condemned: ['a.wav'] });
  expect(world.opened).toEqual(['c.wav', 'b.wav']);
  expect(world.store.row('a.wav')).toMatchObject({ facts: null, problem: { code: 'damaged' } });
});

test('a folder is saved in parts of at most 50 files, for whoever wants to write meanwhile waits for a whole part', async () => {
  for (let at = 0; at < 120; at++) await world.put(`${at}.wav`, song(String(at)));
  const parts: number[] = [];
  await world.scan({
    store: {
      ...world.store,
      save(folderId, files, now) {
        parts.push(files.length);
        return world.store.save(folderId, files, now);
      },
    },
  });
  expect(parts.reduce((sum, files) => sum + files, 0)).toBe(120);
  expect(Math.max(...parts)).toBeLessThanOrEqual(50);
});
