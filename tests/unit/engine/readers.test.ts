import { expect, test } from 'vitest';
import { makeReaders, type Due } from '../../../src/main/engine/streaming/index.ts';
import { makeLayout } from '../../../src/main/engine/content/layout.ts';
import { makeContent } from './content-fixture.ts';

const piece = 1_000_000;

/** A torrent of 20 pieces of which the test says what is there, and what the picker was told. */
function makeWorld() {
  const there = new Set<number>();
  const wanted = new Set(Array.from({ length: 20 }, (_, index) => index));
  const dues = new Map<number, number>();
  const hurried: boolean[] = [];
  const world = { nowMs: 0, change: undefined as Error | undefined };
  const readers = makeReaders({
    layout: makeLayout(
      makeContent('/x', [{ path: 'film.mkv', bytes: Buffer.alloc(20 * piece) }], piece),
      new Uint8Array(400),
    ),
    ledger: { has: (index) => there.has(index), isWanted: (index) => wanted.has(index) },
    assertUnchanged: () => (world.change === undefined ? Promise.resolve() : Promise.reject(world.change)),
    rateBps: () => 500_000,
    nowMs: () => world.nowMs,
    hurry(changes: readonly Due[], isAwaited) {
      hurried.push(isAwaited);
      for (const [index, atMs] of changes) {
        if (atMs === null) dues.delete(index);
        else dues.set(index, atMs);
      }
    },
  });
  const arrive = (...pieces: number[]) => {
    for (const one of pieces) there.add(one);
    readers.look();
  };
  return {
    world,
    readers,
    there,
    wanted,
    arrive,
    hurried,
    hurriedPieces: () => [...dues.keys()].sort((a, b) => a - b),
    dues,
  };
}

test('a reader is told what is there at once, waits for the rest, and is told piece by piece', async () => {
  const { readers, arrive, hurriedPieces } = makeWorld();
  const reading = readers.read({ from: 2.5 * piece, to: 4 * piece }, new AbortController().signal);
  expect(await reading.next()).toEqual({ done: false, value: { to: 2.5 * piece } });
  expect(hurriedPieces()).toEqual([2, 3]);

  const second = reading.next();
  arrive(3);
  arrive(2);
  expect(await second).toEqual({ done: false, value: { to: 4 * piece } });
  expect(await reading.next()).toEqual({ done: true, value: undefined });
  expect(hurriedPieces()).toEqual([]);
});

test('one that seeks or leaves takes its deadlines back, those of others stay', async () => {
  const { readers, hurriedPieces } = makeWorld();
  const leaving = new AbortController();
  const one = readers.read({ from: 0, to: 20 * piece }, leaving.signal);
  const other = readers.read({ from: 15 * piece, to: 20 * piece }, new AbortController().signal);
  await Promise.all([one.next(), other.next()]);
  expect(hurriedPieces()).toEqual([0, 1, 2, 3, 4, 15, 16, 17, 18, 19]);

  const pending = one.next();
  leaving.abort();
  expect(await pending).toEqual({ done: true, value: undefined });
  expect(hurriedPieces()).toEqual([15, 16, 17, 18, 19]);
  await other.return();
  expect(hurriedPieces()).toEqual([]);
});

test('two who want the same piece get it by the time of the one who needs it sooner', async () => {
  const { readers, dues, world } = makeWorld();
  const far = readers.read({ from: 0, to: 20 * piece }, new AbortController().signal);
  await far.next();
  const later = dues.get(3) ?? 0;
  const near = readers.read({ from: 3 * piece, to: 20 * piece }, new AbortController().signal);
  await near.next();
  expect(later).toBeGreaterThan(world.nowMs);
  expect(dues.get(3)).toBe(world.nowMs);
  await near.return();
  expect(dues.get(3)).toBe(later);
  // The other way round: one who comes later and needs it later puts nothing off.
  const nearAgain = readers.read({ from: 3 * piece, to: 20 * piece }, new AbortController().signal);
  await nearAgain.next();
  const farAgain = readers.read({ from: 0, to: 20 * piece }, new AbortController().signal);
  await farAgain.next();
  expect(dues.get(3)).toBe(world.nowMs);
  for (const reading of [far, nearAgain, farAgain]) await reading.return();
});

test('other things stand back when somebody begins, not each time that a window moves', async () => {
  const { readers, hurried, arrive } = makeWorld();
  const reading = readers.read({ from: 0, to: 20 * piece }, new AbortController().signal);
  await reading.next();
  arrive(0);
  await reading.next();
  readers.pulse();
  expect(hurried.filter((isAwaited) => isAwaited)).toHaveLength(1);
  expect(hurried.length).toBeGreaterThan(2);
  await reading.return();
});

test('sources that come later are told what is waited for', async () => {
  const { readers, dues, hurriedPieces } = makeWorld();
  const reading = readers.read({ from: 0, to: 3 * piece }, new AbortController().signal);
  await reading.next();
  dues.clear();
  readers.begin();
  expect(hurriedPieces()).toEqual([0, 1, 2]);
  await reading.return();
});

test('what never comes is said at once, and at the end nobody is left waiting', async () => {
  const { readers, wanted } = makeWorld();
  const { signal } = new AbortController();
  wanted.delete(7);
  const hopeless = readers.read({ from: 7 * piece, to: 8 * piece }, signal);
  await expect(hopeless.next()).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(readers.read({ from: 0, to: 21 * piece }, signal).next()).rejects.toMatchObject({
    code: 'invalid-input',
  });
  const waiting = readers.read({ from: 0, to: piece }, signal);
  await waiting.next();
  const pending = waiting.next();
  readers.end();
  await expect(pending).rejects.toMatchObject({ code: 'not-found' });
});

test('a file that another program has changed is not read on', async () => {
  const { readers, world, arrive, hurriedPieces } = makeWorld();
  const reading = readers.read({ from: 0, to: 2 * piece }, new AbortController().signal);
  await reading.next();
  world.change = new Error('changed');
  arrive(0);
  await expect(reading.next()).rejects.toThrow('changed');
  expect(hurriedPieces()).toEqual([]);
});

test('much that is there is told in stretches, so that asking for more says where the reader is', async () => {
  const { readers, arrive, hurriedPieces } = makeWorld();
  arrive(...Array.from({ length: 10 }, (_, index) => index));
  const reading = readers.read({ from: 0, to: 20 * piece }, new AbortController().signal);
  const { value } = await reading.next();
  expect(value?.to).toBeLessThan(3 * piece);
  // Ten seconds ahead at this rate are five pieces: one that stands still asks for nothing beyond them.
  expect(hurriedPieces()).toEqual([]);
  await reading.return();
});
