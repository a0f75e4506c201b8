import fc from 'fast-check';
import { mkdir, truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFileStore } from '../../../src/main/engine/content/file-store.ts';
import { makeReadCache } from '../../../src/main/engine/content/read-cache.ts';
import type { ReadSource } from '../../../src/main/engine/content/store-reader.ts';
import { makeWatchfulStore } from '../../../src/main/engine/content/watchful-store.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { makeContent, makeFixtureLayout } from './content-fixture.ts';

const kib = 1024;
const page = 64 * kib;
const block = 16 * kib;

/** Bytes that tell where they lie. */
function pattern(length: number, seed = 0): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 4)
    bytes.writeUInt32LE((at * 2654435761 + seed) >>> 0, Math.min(at, length - 4));
  return bytes;
}

/** A torrent in memory, whose reads are counted and end a turn later, writing only then. */
function makeSource(bytes: Buffer) {
  const reads: { offset: number; length: number }[] = [];
  const listeners: ((offset: number, length: number) => void)[] = [];
  let failsFrom = Infinity;
  const source: ReadSource = {
    look: () => Promise.resolve(),
    onWritten: (listener) => listeners.push(listener),
    async readIntoAll(offset, targets) {
      const length = targets.reduce((sum, target) => sum + target.length, 0);
      reads.push({ offset, length });
      const now = Buffer.from(bytes.subarray(offset, offset + length));
      for (const target of targets) target.fill(0xee);
      await new Promise((resolve) => setImmediate(resolve));
      if (offset + length > failsFrom) throw new Error('bad sector');
      let at = 0;
      for (const target of targets) at += now.copy(target, 0, at, at + target.length);
    },
  };
  return {
    source,
    reads,
    failFrom: (offset: number) => (failsFrom = offset),
    write(offset: number, what: Buffer) {
      what.copy(bytes, offset);
      for (const listener of listeners) listener(offset, what.length);
    },
  };
}

function layoutOf(length: number, pieceSizeBytes: number) {
  const files = [{ path: 'f', bytes: Buffer.alloc(length) }];
  return makeFixtureLayout(makeContent('/nowhere', files, pieceSizeBytes), []);
}

function makeWorld({ length = 64 * page, pieceBytes = 4 * page, maxBytes = 32 * page } = {}) {
  let ms = 0;
  const clock = { now: () => new Date(0), monotonicMs: () => ms };
  const bytes = pattern(length);
  const cache = makeReadCache({ maxBytes, windowBytes: 16 * page, clock });
  const made = makeSource(bytes);
  const there = new Set(Array.from({ length: Math.ceil(length / pieceBytes) }, (_, piece) => piece));
  const about = { layout: layoutOf(length, pieceBytes), has: (piece: number) => there.has(piece) };
  const reader = cache.forStore(made.source, about);
  async function get(offset: number, length: number): Promise<Uint8Array> {
    for (;;) {
      const lent = reader.peek(offset, length);
      if (lent !== undefined) return Uint8Array.from(lent);
      await reader.load(offset, length);
    }
  }
  return { bytes, cache, ...made, there, reader, get, pass: (more: number) => (ms += more) };
}

test('one who reads on is read ahead of, up to a window, and each byte is read once', async () => {
  const world = makeWorld({ maxBytes: 64 * page });
  for (let at = 0; at < world.bytes.length; at += block) {
    const got = await world.get(at, block);
    expect(Buffer.from(got).equals(world.bytes.subarray(at, at + block))).toBe(true);
  }
  expect(world.reads.slice(0, 6).map(({ length }) => length / page)).toEqual([1, 1, 2, 4, 8, 16]);
  expect(world.reads.reduce((sum, { length }) => sum + length, 0)).toBe(world.bytes.length);
});

test('one who jumps about gets 64 KiB at a time', async () => {
  const world = makeWorld();
  for (const index of [40, 3, 17, 60, 22]) await world.get(index * page + block, block);
  expect(world.reads.map(({ offset, length }) => [offset / page, length / page])).toEqual([
    [40, 1],
    [3, 1],
    [17, 1],
    [60, 1],
    [22, 1],
  ]);
});

test('a block that lies in two pages is put together', async () => {
  const world = makeWorld();
  const at = 3 * page - 5;
  const got = await world.get(at, block);
  expect(Buffer.from(got).equals(world.bytes.subarray(at, at + block))).toBe(true);
});

test('nobody waits twice for the same bytes', async () => {
  const world = makeWorld();
  await Promise.all([0, 1, 2, 3].map((index) => world.reader.load(index * block, block)));
  expect(world.reads).toHaveLength(1);
});

test('memory is bounded over all torrents, and what was not used for longest gives way', async () => {
  const world = makeWorld({ maxBytes: 3 * page });
  const other = makeSource(pattern(8 * page, 7));
  const about = { layout: layoutOf(8 * page, page), has: () => true };
  const second = world.cache.forStore(other.source, about);
  await world.reader.load(0, block);
  await world.reader.load(20 * page, block);
  await second.load(4 * page, block);
  expect(world.reader.peek(0, block)).toBeDefined();
  await second.load(0, block);
  expect(world.reader.peek(20 * page, block)).toBeUndefined();
  expect(world.reader.peek(0, block)).toBeDefined();
  second.close();
  await world.reader.load(20 * page, block);
  expect(world.reader.peek(0, block)).toBeDefined();
});

test('what was lent is not overwritten in the same turn, whatever is asked for next', async () => {
  const world = makeWorld({ maxBytes: page });
  await world.reader.load(0, block);
  const lent = world.reader.peek(0, block);
  const loading = world.reader.load(9 * page, block);
  expect(Buffer.from(lent ?? []).equals(world.bytes.subarray(0, block))).toBe(true);
  await loading;
  expect(world.reader.peek(0, block) === undefined).toBe(true);
});

test('nothing is read of pieces that are not there, also when they share a page with one that is', async () => {
  const world = makeWorld({ pieceBytes: 16 * kib });
  world.there.clear();
  for (const piece of [1, 2]) world.there.add(piece);
  await world.get(16 * kib, block);
  expect(world.reads).toEqual([{ offset: 16 * kib, length: 32 * kib }]);
  world.there.add(3);
  const got = await world.get(48 * kib, block);
  expect(Buffer.from(got).equals(world.bytes.subarray(48 * kib, 64 * kib))).toBe(true);
});

test('what is written on disk is not lent from memory as it was', async () => {
  const world = makeWorld({ pieceBytes: 16 * kib });
  await world.get(0, block);
  const fresh = Buffer.alloc(block, 9);
  world.write(0, fresh);
  expect(Buffer.from(await world.get(0, block)).equals(fresh)).toBe(true);
  const loading = world.reader.load(5 * page, block);
  await Promise.resolve();
  world.write(5 * page, fresh);
  await loading;
  expect(Buffer.from(await world.get(5 * page, block)).equals(fresh)).toBe(true);
});

test('trouble with what is read ahead does not fail the block that was asked for; trouble with it does', async () => {
  const world = makeWorld();
  world.failFrom(2 * page + block);
  for (const at of [0, page, 2 * page]) await world.get(at, block);
  await expect(world.reader.load(2 * page + block, block)).rejects.toThrow('bad sector');
});

test('a file changed by another program is not lent on for longer than two looks', async () => {
  await using folder = await makeTempFolder();
  await mkdir(join(folder.path, 'downloads'));
  const files = [{ path: 'song', bytes: pattern(4 * page) }];
  const layout = makeFixtureLayout(makeContent(join(folder.path, 'downloads'), files, page), files);
  let ms = 0;
  const clock = { now: () => new Date(0), monotonicMs: () => ms };
  const store = makeWatchfulStore(makeFileStore(layout), { layout, clock });
  await store.write(0, files[0]?.bytes ?? Buffer.alloc(0));
  store.expect(await store.stamps());
  const cache = makeReadCache({ maxBytes: 8 * page, windowBytes: page, clock });
  const reader = cache.forStore(store, { layout, has: () => true });
  await reader.load(0, block);
  ms += 2_500;
  expect(reader.peek(0, block)).toBeUndefined();
  await reader.load(0, block);
  expect(reader.peek(0, block)).toBeDefined();
  await utimes(join(folder.path, 'downloads/song'), 1, 1);
  ms += 2_500;
  await expect(reader.load(0, block)).rejects.toMatchObject({ reason: 'files-changed' });
  await expect(reader.load(page, block)).rejects.toMatchObject({ reason: 'files-changed' });
  await truncate(join(folder.path, 'downloads/song'), 0);
  await store.close();
});

test('whatever is read, written, pushed out and closed at once: a block is lent as it lies on disk, or not', async () => {
  const pieceBytes = 48 * kib;
  const length = 20 * page + 777;
  const offsets = fc.nat(length - 1);
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('load' as const), offset: offsets, which: fc.nat(1) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('peek' as const), offset: offsets, which: fc.nat(1) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('run' as const), offset: offsets, which: fc.nat(1) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('write' as const), offset: offsets, which: fc.nat(1) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('turn' as const), offset: offsets, which: fc.nat(1) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('age' as const), offset: offsets, which: fc.nat(1) }),
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 120, size: 'max' }), async (steps) => {
      let ms = 0;
      const clock = { now: () => new Date(0), monotonicMs: () => ms };
      const cache = makeReadCache({ maxBytes: 5 * page, windowBytes: 4 * page, clock });
      const torrents = [1, 2].map((seed) => {
        const bytes = pattern(length, seed);
        const made = makeSource(bytes);
        const about = { layout: layoutOf(length, pieceBytes), has: () => true };
        return { bytes, ...made, reader: cache.forStore(made.source, about) };
      });
      const loads: Promise<void>[] = [];
      const look = (torrent: (typeof torrents)[number], offset: number) => {
        const size = Math.min(block, length - offset);
        const lent = torrent.reader.peek(offset, size);
        if (lent === undefined) return false;
        expect(Buffer.from(lent).equals(torrent.bytes.subarray(offset, offset + size))).toBe(true);
        return true;
      };
      for (const [index, { kind, offset, which }] of steps.entries()) {
        const torrent = torrents[which];
        if (torrent === undefined) continue;
        if (kind === 'load') loads.push(torrent.reader.load(offset, Math.min(block, length - offset)));
        else if (kind === 'peek') look(torrent, offset);
        else if (kind === 'turn') await new Promise((resolve) => setImmediate(resolve));
        else if (kind === 'age') ms += 700;
        else if (kind === 'write')
          torrent.write(offset, Buffer.alloc(Math.min(3000, length - offset), index));
        else
          for (let at = offset; at < Math.min(length, offset + 3 * page); at += block)
            while (!look(torrent, at)) await torrent.reader.load(at, Math.min(block, length - at));
      }
      await Promise.all(loads);
      for (const { reader } of torrents) reader.close();
    }),
    { numRuns: 150 },
  );
});
