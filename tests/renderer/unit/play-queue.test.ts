import { expect, test } from 'vitest';
import {
  appended,
  emptyQueue,
  entryAt,
  insertedNext,
  moved,
  placeAfter,
  placeBefore,
  replaced,
  without,
  withShuffle,
  type PlayQueue,
} from '../../../src/renderer/state/player/play-queue.ts';

/** The same in every run. */
const random = () => 0.4;

const queueOf = (letters: string, startAt = 0): PlayQueue<string> =>
  replaced(emptyQueue, Array.from(letters), { startAt, random });
const heard = (queue: PlayQueue<string>) =>
  queue.order.map((_, place) => entryAt(queue, place)?.what ?? '?').join('');
const now = (queue: PlayQueue<string>) => entryAt(queue, queue.at)?.what;

test('a new queue begins where it was asked to', () => {
  const queue = queueOf('abcd', 2);
  expect([heard(queue), now(queue)]).toEqual(['abcd', 'c']);
  expect(now(queueOf(''))).toBeUndefined();
});

test('the same twice is two entries', () => {
  const queue = queueOf('aa');
  expect(heard(without(queue, queue.order[0] ?? 0))).toBe('a');
});

test('what is put in goes to the end, or comes next', () => {
  const queue = queueOf('abc', 1);
  expect(heard(appended(queue, ['x', 'y']))).toBe('abcxy');
  const next = insertedNext(queue, ['x', 'y']);
  expect([heard(next), now(next)]).toEqual(['abxyc', 'b']);
});

test('shuffling goes on with what plays, loses nothing, and taking it back gives the old order', () => {
  const queue = queueOf('abcdefgh', 3);
  const mixed = withShuffle(queue, true, random);
  expect(now(mixed)).toBe('d');
  expect(mixed.at).toBe(0);
  expect(heard(mixed)).not.toBe('dabcefgh');
  expect(Array.from(heard(mixed)).sort().join('')).toBe('abcdefgh');
  const further = { ...mixed, at: 4 };
  const back = withShuffle(further, false, random);
  expect(heard(back)).toBe('abcdefgh');
  expect(now(back)).toBe(now(further));
});

test('while shuffling, going back leads where one was, and what is put in next is next', () => {
  const mixed = { ...withShuffle(queueOf('abcdefgh'), true, random), at: 3 };
  expect(placeBefore(mixed, { repeat: 'off' })).toBe(2);
  const more = insertedNext(mixed, ['x']);
  expect(entryAt(more, 4)?.what).toBe('x');
  expect(heard(withShuffle(more, false, random))).toContain(`${now(mixed) ?? ''}x`);
});

test('at the end it stops, begins again, or repeats the one; who presses next leaves that', () => {
  const last = queueOf('abc', 2);
  expect(placeAfter(last, { repeat: 'off', isAsked: false })).toBeUndefined();
  expect(placeAfter(last, { repeat: 'all', isAsked: false })).toBe(0);
  expect(placeAfter(last, { repeat: 'one', isAsked: false })).toBe(2);
  expect(placeAfter(queueOf('abc', 1), { repeat: 'one', isAsked: true })).toBe(2);
  expect(placeBefore(queueOf('abc'), { repeat: 'all' })).toBe(2);
});

test('moving keeps playing what plays, wherever that goes', () => {
  const queue = queueOf('abcd', 1);
  const [a = 0, b = 0] = queue.order;
  expect([heard(moved(queue, a, 3)), now(moved(queue, a, 3))]).toEqual(['bcda', 'b']);
  expect([heard(moved(queue, b, 0)), now(moved(queue, b, 0))]).toEqual(['bacd', 'b']);
  expect(moved(queue, 999, 0)).toBe(queue);
});

test('taking out what plays leaves what came after it; taking out the last one leaves nothing', () => {
  const queue = queueOf('abc', 1);
  const [a = 0, b = 0] = queue.order;
  expect(now(without(queue, b))).toBe('c');
  expect(now(without(queue, a))).toBe('b');
  const one = queueOf('a');
  expect(without(one, one.order[0] ?? 0)).toMatchObject({ at: -1, order: [] });
});
