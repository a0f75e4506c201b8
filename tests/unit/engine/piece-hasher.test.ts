import fc from 'fast-check';
import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { makePieceHasher } from '../../../src/main/engine/transfer/buffers/piece-hasher.ts';
import { makePieceBuffers } from '../../../src/main/engine/transfer/buffers/index.ts';

const block = 16 * 1024;
const buffers = makePieceBuffers({ maxBytes: 8 * 1024 * 1024 });

test('in whatever order blocks arrive, and whatever lay in the memory before, the digest is that of the piece', () => {
  const lengths = fc.integer({ min: 1, max: 40 * block });
  fc.assert(
    fc.property(lengths, fc.infiniteStream(fc.nat()), fc.nat(255), (length, order, filler) => {
      const whole = Buffer.alloc(length, filler);
      const buffer = buffers.take(length);
      if (buffer === undefined) throw new Error('no room');
      buffer.bytes.fill(0xaa);
      const hashing = makePieceHasher().begin(buffer);
      const blocks = Array.from({ length: Math.ceil(length / block) }, (_, index) => index);
      const arrived = new Set<number>();
      while (blocks.length > 0) {
        const [index] = blocks.splice((order.next().value ?? 0) % Math.min(blocks.length, 4), 1);
        if (index === undefined) break;
        whole.copy(buffer.bytes, index * block, index * block, (index + 1) * block);
        arrived.add(index);
        let contiguous = 0;
        while (arrived.has(contiguous)) contiguous++;
        hashing.advance(Math.min(length, contiguous * block));
      }
      expect(hashing.finish().equals(hash('sha1', whole, 'buffer'))).toBe(true);
      buffer.release();
    }),
    { numRuns: 100 },
  );
});

test('a run is hashed once it is long enough: what lay there then counts', () => {
  const buffer = buffers.take(8 * block);
  buffer?.bytes.fill(1);
  if (buffer === undefined) throw new Error('no room');
  const hashing = makePieceHasher().begin(buffer);
  hashing.advance(3 * block);
  buffer.bytes.fill(2);
  hashing.advance(4 * block);
  buffer.bytes.fill(3);
  const expected = Buffer.concat([Buffer.alloc(4 * block, 2), Buffer.alloc(4 * block, 3)]);
  expect(hashing.finish().equals(hash('sha1', expected, 'buffer'))).toBe(true);
  buffer.release();
});

test('a piece whose buffer was released is not hashed', () => {
  const buffer = buffers.take(8 * block);
  if (buffer === undefined) throw new Error('no room');
  const hashing = makePieceHasher().begin(buffer);
  buffer.release();
  const other = buffers.take(8 * block);
  expect(() => hashing.advance(4 * block)).toThrow('released');
  expect(() => hashing.finish()).toThrow('release');
  other?.release();
});
