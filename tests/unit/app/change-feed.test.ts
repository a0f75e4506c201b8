import { expect, test } from 'vitest';
import { makeChangeFeed } from '../../../src/main/app/change-feed.ts';

const makeFeed = () => makeChangeFeed<{ readonly n: number }>({ beatMs: 0 });

async function take<T>(items: AsyncGenerator<T>): Promise<T> {
  const next = await items.next();
  if (next.done === true) throw new Error('the feed ended');
  return next.value;
}

test('a reader gets everything first, then only what changed, merged while it was away', async () => {
  const feed = makeFeed();
  feed.set('a', { n: 1 });
  feed.set('b', { n: 1 });
  const reader = feed.watch(undefined, new AbortController().signal);
  expect(await take(reader)).toMatchObject({ kind: 'snapshot', upserted: [{ n: 1 }, { n: 1 }] });
  for (let n = 2; n <= 50; n++) feed.set('a', { n });
  feed.delete('b');
  expect(await take(reader)).toMatchObject({ kind: 'delta', upserted: [{ n: 50 }], removed: ['b'] });
});

test('a reader that comes back with its cursor gets the delta since then', async () => {
  const feed = makeFeed();
  feed.set('a', { n: 1 });
  const { cursor } = await take(feed.watch(undefined, new AbortController().signal));
  feed.set('c', { n: 3 });
  feed.delete('a');
  const delta = await take(feed.watch(cursor, new AbortController().signal));
  expect(delta).toMatchObject({ kind: 'delta', upserted: [{ n: 3 }], removed: ['a'] });
});

test('a reader with a cursor of another life of the app gets a snapshot', async () => {
  const feed = makeFeed();
  feed.set('a', { n: 1 });
  const stale = { epoch: 'before the restart', seq: 1 };
  expect(await take(feed.watch(stale, new AbortController().signal))).toMatchObject({ kind: 'snapshot' });
});

test('a reader that missed more removals than are remembered gets a snapshot', async () => {
  const feed = makeFeed();
  feed.set('kept', { n: 0 });
  const { cursor } = await take(feed.watch(undefined, new AbortController().signal));
  for (let n = 0; n < 10_050; n++) {
    feed.set(String(n), { n });
    feed.delete(String(n));
  }
  const changes = await take(feed.watch(cursor, new AbortController().signal));
  expect(changes).toMatchObject({ kind: 'snapshot', upserted: [{ n: 0 }], removed: [] });
});

test('a reader that waits is told of the next change and ends with its signal', async () => {
  const feed = makeFeed();
  const controller = new AbortController();
  const reader = feed.watch(undefined, controller.signal);
  await take(reader);
  const next = take(reader);
  feed.set('x', { n: 9 });
  expect(await next).toMatchObject({ upserted: [{ n: 9 }] });
  const last = reader.next();
  controller.abort();
  expect(await last).toMatchObject({ done: true });
});

test('a row that came and went while the reader was away is only a removal', async () => {
  const feed = makeFeed();
  const reader = feed.watch(undefined, new AbortController().signal);
  await take(reader);
  feed.set('x', { n: 1 });
  feed.delete('x');
  expect(await take(reader)).toMatchObject({ upserted: [], removed: ['x'] });
});
