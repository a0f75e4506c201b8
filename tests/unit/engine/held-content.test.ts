import { hash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFilePool } from '../../../src/main/engine/content/file-pool.ts';
import { makePieceHashing } from '../../../src/main/engine/content/hashing/index.ts';
import { holdContent } from '../../../src/main/engine/content/held-content.ts';
import { makeReadCache } from '../../../src/main/engine/content/read-cache.ts';
import type { Content } from '../../../src/shared/contract/engine.ts';
import { encodeBencode } from '../../../src/shared/domain/bencode.ts';
import { parseInfoHash } from '../../../src/shared/domain/info-hash.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { makeContent } from './content-fixture.ts';

const pieceBytes = 32 * 1024;
const whole = Buffer.concat([1, 2, 3].map((filler) => Buffer.alloc(pieceBytes, filler)));
const clock = { now: () => new Date(0), monotonicMs: () => 0 };
const infoHash = parseInfoHash('12'.repeat(20));

/** Three pieces of one file, as they are after a start on the same folder. */
async function makeWorld() {
  const folder = await makeTempFolder();
  const pieces = Buffer.concat([0, 1, 2].map((piece) => hash('sha1', pieceAt(piece), 'buffer')));
  const content = {
    ...makeContent(folder.path, [{ path: 'song', bytes: whole }], pieceBytes),
    infoBytes: encodeBencode({ pieces }),
    progressFile: join(folder.path, 'progress'),
  };
  const files = makeFilePool({ maxOpenFiles: 4 });
  const parts = {
    clock,
    files,
    cache: makeReadCache({ maxBytes: 1024 * 1024, windowBytes: 1024 * 1024, clock }),
    hashing: makePieceHashing({ workerFile: undefined, cores: 1 }),
  };
  if (infoHash === undefined) throw new Error('no infohash');
  return {
    folder,
    files,
    start: (given: Partial<Content> = {}) => holdContent(infoHash, { ...content, ...given }, parts),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

function pieceAt(piece: number): Buffer {
  return whole.subarray(piece * pieceBytes, (piece + 1) * pieceBytes);
}

test('received blocks are there after a restart but for pieces that are whole by then, and gone when all is whole', async () => {
  await using world = await makeWorld();
  const open = [0, 2].map((piece) => ({
    piece,
    blocks: Uint8Array.of(0b1000_0000),
    bytes: pieceAt(piece),
    isStillOpen: () => true,
  }));
  const first = world.start();
  await first.decide('none');
  await first.savePartials(open);
  await first.store.write(0, pieceAt(0));
  first.mark(0);
  await first.close();

  const second = world.start();
  await second.hash(await second.decide('none'), new AbortController().signal);
  const partials = await second.loadPartials();
  expect(partials.map(({ piece }) => piece)).toEqual([2]);
  expect(
    Buffer.from(partials[0]?.bytes.subarray(0, 16 * 1024) ?? []).equals(Buffer.alloc(16 * 1024, 3)),
  ).toBe(true);
  for (const piece of [1, 2]) {
    await second.store.write(piece * pieceBytes, pieceAt(piece));
    second.mark(piece);
  }
  await second.close();
  expect((await readdir(world.folder.path)).sort()).toEqual(['progress', 'song']);
});

test('peers get what was written, and closing leaves no file open', async () => {
  await using world = await makeWorld();
  const held = world.start();
  await held.decide('none');
  await held.store.write(pieceBytes, pieceAt(1));
  held.mark(1);
  await held.reader.load(pieceBytes, 16 * 1024);
  expect(held.reader.peek(pieceBytes, 16 * 1024)?.every((byte) => byte === 2)).toBe(true);
  await held.close();
  expect(world.files.openCount).toBe(0);
});

/** As the catalog has it after a checkpoint with the first piece, which a kill -9 or trouble followed. */
const afterTrouble = {
  resume: { bitfield: Uint8Array.of(0b1000_0000), endedCleanly: false, isSameBoot: true },
};

test('after trouble with the disk what is newer than the last checkpoint is hashed, after kill -9 it is believed', async () => {
  for (const [isTrouble, suspects] of [
    [false, []],
    [true, [0, 1]],
  ] as const) {
    await using world = await makeWorld();
    const first = world.start();
    await first.decide('none');
    for (const piece of [0, 1]) {
      await first.store.write(piece * pieceBytes, pieceAt(piece));
      first.mark(piece);
    }
    if (isTrouble) first.doubt();
    await first.close();
    const second = world.start(afterTrouble);
    expect(await second.decide('none')).toEqual(suspects);
    await second.close();
  }
});

test('what is to be hashed is still to be hashed when it was killed on the way', async () => {
  await using world = await makeWorld();
  const first = world.start();
  await first.decide('none');
  await first.store.write(0, pieceAt(0));
  first.mark(0);
  first.doubt();
  await first.close();

  for (let start = 0; start < 2; start++) {
    const again = world.start(afterTrouble);
    expect(await again.decide('none'), `start ${start}`).toEqual([0]);
    await again.close();
  }
});
