import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noteReached } from '../../../../src/main/app/player/reached.ts';

const never = new AbortController().signal;

async function* bytes(length: number) {
  yield await Promise.resolve(new Uint8Array(length));
}

test('what was read is known byte for byte, in whatever order', async () => {
  const stretch = fc.record({ from: fc.nat({ max: 200 }), length: fc.integer({ min: 1, max: 40 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(stretch, { maxLength: 30 }), async (stretches) => {
      const reached = noteReached();
      const plain = new Set<number>();
      for (const { from, length } of stretches) {
        const read = reached.noting(() => Promise.resolve(bytes(length)));
        await Array.fromAsync(await read({ from, to: from + length }, never));
        for (let at = from; at < from + length; at++) plain.add(at);
      }
      for (let at = 0; at < 250; at++) expect(reached.has(at)).toBe(plain.has(at));
    }),
  );
});

test('who waits for more hears of it, and is let go when nobody listens any more', async () => {
  const reached = noteReached();
  const more = reached.more(never);
  await Array.fromAsync(await reached.noting(() => Promise.resolve(bytes(5)))({ from: 0, to: 5 }, never));
  await more;
  const gone = new AbortController();
  const waiting = reached.more(gone.signal);
  gone.abort();
  await expect(waiting).rejects.toThrow();
});
