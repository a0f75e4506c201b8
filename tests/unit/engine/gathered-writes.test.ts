import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gatherWrites } from '../../../src/main/engine/content/gathered-writes.ts';

interface Call {
  readonly offset: number;
  readonly bytes: number;
  readonly done: () => void;
  readonly fail: (error: Error) => void;
}

function setUp() {
  const calls: Call[] = [];
  const disk = Buffer.alloc(64 * 1024 * 1024);
  const writes = gatherWrites((offset, parts) => {
    const bytes = Buffer.concat(parts);
    bytes.copy(disk, offset);
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    calls.push({ offset, bytes: bytes.length, done: () => resolve(undefined), fail: reject });
    return promise;
  });
  return { calls, disk, writes };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const block = (fill: number, length = 16_384) => Buffer.alloc(length, fill);

test('writes that lie beside each other and come in one turn are one call, in whatever order they come', async () => {
  const { calls, disk, writes } = setUp();
  const done = Promise.all([2, 0, 1, 7].map((at) => writes.write(at * 16_384, block(at + 1))));
  await turn();
  expect(calls.map(({ offset, bytes }) => [offset, bytes])).toEqual([
    [0, 3 * 16_384],
    [7 * 16_384, 16_384],
  ]);
  for (const { done } of calls) done();
  await done;
  expect([0, 16_384, 32_768, 7 * 16_384].map((at) => disk[at])).toEqual([1, 2, 3, 8]);
});

test('four calls are under way at most; what waits meanwhile grows together', async () => {
  const { calls, writes } = setUp();
  for (let at = 0; at < 4; at++) void writes.write(at * 1_000_000, block(1));
  await turn();
  for (let at = 0; at < 10; at++) {
    void writes.write(8_000_000 + at * 16_384, block(2));
    await turn();
  }
  expect(calls).toHaveLength(4);
  calls[0]?.done();
  await turn();
  expect(calls.at(-1)).toMatchObject({ offset: 8_000_000, bytes: 10 * 16_384 });
});

test('one call takes at most 1 MiB, but a piece that is larger goes as it is', async () => {
  const { calls, writes } = setUp();
  void writes.write(0, block(1, 3 * 1024 * 1024));
  for (let at = 0; at < 100; at++) void writes.write(4 * 1024 * 1024 + at * 16_384, block(1));
  await turn();
  expect(calls.map(({ bytes }) => bytes)).toEqual([3 * 1024 * 1024, 1024 * 1024, 36 * 16_384]);
});

test('trouble is told to all that were in the call, and to nobody else', async () => {
  const { calls, writes } = setUp();
  const told = Promise.allSettled([0, 16_384, 99 * 16_384].map((offset) => writes.write(offset, block(1))));
  await turn();
  calls[0]?.fail(new Error('full'));
  calls[1]?.done();
  expect((await told).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  await writes.settled();
});

test('whatever is written when, the disk has it all once it has settled', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(63), { minLength: 1 }),
      fc.infiniteStream(fc.nat(3)),
      async (places, pauses) => {
        const disk = Buffer.alloc(64);
        const writes = gatherWrites(async (offset, parts) => {
          await turn();
          Buffer.concat(parts).copy(disk, offset);
        });
        for (const place of places) {
          void writes.write(place, Uint8Array.of(place + 1));
          if (pauses.next().value === 0) await turn();
        }
        await writes.settled();
        for (let place = 0; place < 64; place++)
          expect(disk[place]).toBe(places.includes(place) ? place + 1 : 0);
      },
    ),
    { numRuns: 50 },
  );
});
