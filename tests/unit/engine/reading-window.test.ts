import { expect, test } from 'vitest';
import { makeReadingWindow } from '../../../src/main/engine/streaming/reading-window.ts';

const mebibyte = 2 ** 20;

/** A torrent of 100 pieces of 1 MiB, a clock and a rate that the test turns. */
function makeWorld({ from = 0, to = 100 * mebibyte, pieceBytes = mebibyte } = {}) {
  const world = { nowMs: 50_000, rateBps: mebibyte, there: new Set<number>() };
  const window = makeReadingWindow({
    from,
    to,
    pieceBytes,
    has: (piece) => world.there.has(piece),
    rateBps: () => world.rateBps,
    nowMs: () => world.nowMs,
  });
  window.plan();
  return {
    world,
    window,
    pieces: () => [...window.dues.keys()],
    due: (piece: number) => window.dues.get(piece),
  };
}

test('the first piece is due now, the others in the order of reading, each a little later', () => {
  const { world, pieces, window, due } = makeWorld({ from: 40.5 * mebibyte });
  const dues = [...window.dues.values()];

  expect(due(40)).toBe(world.nowMs);
  expect(pieces()).toEqual([40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50]);
  expect(dues).toEqual([...dues].sort((a, b) => a - b));
  // 1.5 MiB ahead at 1 MiB/s, with patience for twice that.
  expect(due(41)).toBe(world.nowMs + 3_000);
});

test('the window holds what comes in ten seconds, within limits', () => {
  const { world, window, pieces } = makeWorld();
  expect(pieces()).toHaveLength(10);
  world.rateBps = 4 * mebibyte;
  window.plan();
  expect(pieces()).toHaveLength(32);
  world.rateBps = 400 * mebibyte;
  window.plan();
  expect(pieces()).toHaveLength(32);
  world.rateBps = 0;
  window.plan();
  expect(pieces()).toEqual([0, 1, 2]);
});

test('large pieces are asked for two at a time, tiny ones in a bounded number', () => {
  expect(makeWorld({ pieceBytes: 16 * mebibyte }).pieces()).toEqual([0, 1]);
  expect(makeWorld({ pieceBytes: 16 * 1024 }).pieces()).toHaveLength(256);
});

test('what is there is not asked for, and nothing beyond the end is', () => {
  const { world, window, pieces } = makeWorld({ from: 96.5 * mebibyte, to: 98.5 * mebibyte });
  expect(pieces()).toEqual([96, 97, 98]);
  world.there.add(97);
  window.plan();
  expect(pieces()).toEqual([96, 98]);
});

test('a piece that does not come gets late instead of being put off', () => {
  const { world, window, due } = makeWorld();
  const promised = due(2);
  world.nowMs += 60_000;
  world.rateBps = 0;
  window.plan();
  expect(due(2)).toBe(promised);
});

test('a reader that goes on takes its window with it and leaves nothing behind', () => {
  const { world, window, pieces, due } = makeWorld();
  for (const piece of [0, 1, 2, 3, 4]) world.there.add(piece);
  window.moveTo(5 * mebibyte);
  world.nowMs += 5_000;
  window.plan();
  expect(pieces()[0]).toBe(5);
  expect(pieces().at(-1)).toBe(14);
  // Nobody has nothing to play any more: it is late only when it takes longer than it should.
  expect(due(14)).toBeGreaterThan(world.nowMs);
});
