import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  makeArenas,
  makePieceBuffers,
  type Arena,
  type Arenas,
  type PieceBuffer,
  type PieceBuffers,
} from '../../../../src/main/engine/transfer/buffers/index.ts';

const kib = 1024;

test('when the budget is held nothing more is given until something is released', () => {
  const buffers = makePieceBuffers({ maxBytes: 64 * kib });
  const held = [buffers.take(32 * kib), buffers.take(32 * kib)];
  expect(buffers.hasRoom).toBe(false);
  expect(buffers.take(16)).toBeUndefined();
  held[0]?.release();
  expect(buffers.hasRoom).toBe(true);
  expect(buffers.take(16)?.bytes).toHaveLength(16);
});

test('a piece larger than the whole budget can be had, one at a time', () => {
  const buffers = makePieceBuffers({ maxBytes: 64 * kib });
  const huge = buffers.take(100 * kib);
  expect(huge?.bytes).toHaveLength(100 * kib);
  expect(buffers.take(100 * kib)).toBeUndefined();
  huge?.release();
  expect(buffers.take(100 * kib)?.bytes).toHaveLength(100 * kib);
});

test('memory is used again for a piece of the same size, under another generation', () => {
  const buffers = makePieceBuffers({ maxBytes: 64 * kib });
  const first = buffers.take(20 * kib);
  const memory = first?.bytes.buffer;
  first?.release();
  const second = buffers.take(32 * kib);
  expect(second?.bytes.buffer).toBe(memory);
  expect(second?.generation).not.toBe(first?.generation);
});

test('a holder that comes late is told: by its generation, at its bytes and at a second release', () => {
  const buffers = makePieceBuffers({ maxBytes: 64 * kib });
  const late = buffers.take(16 * kib);
  const generation = late?.generation ?? 0;
  expect(late?.isMine(generation)).toBe(true);
  late?.release();
  const other = buffers.take(16 * kib);
  expect(late?.isMine(generation)).toBe(false);
  expect(other?.isMine(generation)).toBe(false);
  expect(() => late?.bytes).toThrow('after its release');
  expect(() => late?.release()).toThrow('twice');
  expect(buffers.heldBytes).toBe(16 * kib);
});

test('a write into released memory is found by a pool that watches', () => {
  const buffers = makePieceBuffers({ maxBytes: 64 * kib, watchesReleased: true });
  const piece = buffers.take(16 * kib);
  const kept = piece?.bytes;
  piece?.release();
  kept?.fill(7, 100, 101);
  expect(() => buffers.take(16 * kib)).toThrow('written to after its release');
});

test('whatever is taken and released in whatever order, no two holders share a byte and the count is right', () => {
  const maxBytes = 256 * kib;
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('take' as const),
      bytes: fc.oneof(fc.integer({ min: 1, max: 40 * kib }), fc.integer({ min: 1, max: 300 * kib })),
    }),
    fc.record({ kind: fc.constant('release' as const), which: fc.nat(20) }),
    fc.record({ kind: fc.constant('again' as const), which: fc.nat(100) }),
    fc.record({ kind: fc.constant('trim' as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const buffers: PieceBuffers = makePieceBuffers({ maxBytes, watchesReleased: true });
      const held: PieceBuffer[] = [];
      const gone: { buffer: PieceBuffer; generation: number }[] = [];
      const seen = new Set<number>();
      const tag = ({ generation }: PieceBuffer) => generation % 251;
      for (const step of steps) {
        if (step.kind === 'take') {
          const { hasRoom } = buffers;
          const buffer = buffers.take(step.bytes);
          expect(buffer !== undefined).toBe(hasRoom);
          if (buffer === undefined) continue;
          expect(seen.has(buffer.generation)).toBe(false);
          seen.add(buffer.generation);
          buffer.bytes.fill(tag(buffer));
          held.push(buffer);
        } else if (step.kind === 'release') {
          const [buffer] = held.splice(step.which % Math.max(1, held.length), 1);
          if (buffer === undefined) continue;
          expect(buffer.bytes.every((byte) => byte === tag(buffer))).toBe(true);
          gone.push({ buffer, generation: buffer.generation });
          buffer.release();
        } else if (step.kind === 'again') {
          const late = gone[step.which % Math.max(1, gone.length)];
          if (late === undefined) continue;
          expect(late.buffer.isMine(late.generation)).toBe(false);
          expect(() => late.buffer.release()).toThrow();
        } else buffers.trim();
        expect(buffers.heldBytes).toBeGreaterThanOrEqual(
          held.reduce((sum, { bytes }) => sum + bytes.length, 0),
        );
        expect(buffers.heldBytes).toBeLessThan(maxBytes + 512 * kib);
        expect(buffers.hasRoom).toBe(buffers.heldBytes < maxBytes);
      }
      for (const buffer of held) {
        expect(buffer.bytes.every((byte) => byte === tag(buffer))).toBe(true);
        buffer.release();
      }
      expect(buffers.heldBytes).toBe(0);
    }),
    { numRuns: 150 },
  );
});

test('arenas are recycled up to a number, empty each time, and never held by two', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant('take'), fc.nat(10)), { maxLength: 80, size: 'max' }),
      (steps) => {
        const arenas: Arenas = makeArenas({ arenaBytes: 64, maxFree: 3 });
        const held: { arena: Arena; tag: number }[] = [];
        for (const [tag, step] of steps.entries()) {
          if (typeof step === 'string') {
            const arena = arenas.take();
            expect(arena.used).toBe(0);
            arena.used = 64;
            arena.bytes.fill(tag);
            held.push({ arena, tag });
          } else {
            const [mine] = held.splice(step % Math.max(1, held.length), 1);
            if (mine === undefined) continue;
            expect(mine.arena.bytes.every((byte) => byte === mine.tag)).toBe(true);
            mine.arena.release();
            expect(() => mine.arena.release()).toThrow('twice');
            expect(() => mine.arena.bytes).toThrow('after its release');
          }
          expect(arenas.heldCount).toBe(held.length);
          expect(arenas.freeCount).toBeLessThanOrEqual(3);
        }
      },
    ),
    { numRuns: 200 },
  );
});
