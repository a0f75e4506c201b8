import fc from 'fast-check';
import { readFile, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makePartialFile, type OpenPiece } from '../../../src/main/engine/content/partial-pieces.ts';
import { hasPiece } from '../../../src/shared/domain/bitfield.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { makeContent, makeFixtureLayout } from './content-fixture.ts';

const block = 16 * 1024;
const pieceBytes = 5 * block;
const files = [{ path: 'f', bytes: Buffer.alloc(9 * pieceBytes + block + 77) }];
const layout = makeFixtureLayout(makeContent('/nowhere', files, pieceBytes), []);

function openPiece(piece: number, bits: number, isStillOpen = true): OpenPiece {
  const bytes = Buffer.alloc(layout.sizeOfPiece(piece), `piece ${piece} `);
  return { piece, blocks: Uint8Array.of(bits), bytes, isStillOpen: () => isStillOpen };
}

/** Each piece with the blocks that are there; what is not there is left out of the comparison. */
function contentOf(partials: readonly Pick<OpenPiece, 'piece' | 'blocks' | 'bytes'>[]) {
  return partials.map(({ piece, blocks, bytes }) => ({
    piece,
    blocks: Array.from({ length: Math.ceil(bytes.length / block) }, (_, index) =>
      hasPiece(blocks, index)
        ? Buffer.from(bytes.subarray(index * block, (index + 1) * block)).toString('base64')
        : null,
    ),
  }));
}

test('received blocks of open pieces come back, with their gaps, the short last piece too', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'x.partial');
  const saved = [openPiece(3, 0b1010_0000), openPiece(0, 0b0000_1000), openPiece(9, 0b0100_0000)];
  await makePartialFile(path, layout).save(saved);
  const loaded = await makePartialFile(path, layout).load();
  expect(contentOf(loaded)).toEqual(contentOf(saved));
  expect(await readdir(folder.path)).toEqual(['x.partial']);
  expect((await readFile(path)).length).toBeLessThan(5 * block);
});

test('each list takes the place of the one before, and the empty one takes the file away', async () => {
  await using folder = await makeTempFolder();
  const file = makePartialFile(join(folder.path, 'x.partial'), layout);
  void file.save([openPiece(1, 0b1000_0000), openPiece(2, 0b1000_0000)]);
  void file.save([openPiece(4, 0b1000_0000)]);
  expect((await file.load()).map(({ piece }) => piece)).toEqual([4]);
  await file.save([]);
  expect(await file.load()).toEqual([]);
  expect(await readdir(folder.path)).toEqual([]);
});

test('a piece that has ended before its turn to be written came is left out', async () => {
  await using folder = await makeTempFolder();
  const file = makePartialFile(join(folder.path, 'x.partial'), layout);
  await file.save([openPiece(1, 0b1000_0000, false), openPiece(2, 0b1000_0000)]);
  expect((await file.load()).map(({ piece }) => piece)).toEqual([2]);
});

test('the file of another torrent is not taken for ours, nor is one that is no such file', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'x.partial');
  await makePartialFile(path, layout).save([openPiece(1, 0b1000_0000)]);
  const content = { ...layout.content, infoBytes: Uint8Array.of(1) };
  expect(await makePartialFile(path, makeFixtureLayout(content, [])).load()).toEqual([]);
  await writeFile(path, 'something else, and longer than the head of such a file would be');
  expect(await makePartialFile(path, layout).load()).toEqual([]);
});

test('wherever the file was cut off or damaged, only records that are whole come back', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'x.partial');
  const saved = [openPiece(2, 0b1100_0000), openPiece(5, 0b0001_0000), openPiece(7, 0b1111_1000)];
  await makePartialFile(path, layout).save(saved);
  const whole = await readFile(path);
  const good = contentOf(saved);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.boolean(),
      fc.integer({ min: 1, max: 255 }),
      async (at, cuts, by) => {
        const broken = Buffer.from(whole);
        broken[at] = (broken[at] ?? 0) ^ by;
        await writeFile(path, broken);
        if (cuts) await truncate(path, at);
        const loaded = contentOf(await makePartialFile(path, layout).load());
        expect(loaded.length).toBeLessThan(saved.length);
        expect(loaded).toEqual(good.slice(0, loaded.length));
      },
    ),
    { numRuns: 200 },
  );
});

test('where it cannot be written, nothing fails and what was there is kept', async () => {
  await using folder = await makeTempFolder();
  const file = makePartialFile(join(folder.path, 'gone', 'x.partial'), layout);
  await file.save([openPiece(1, 0b1000_0000)]);
  expect(await file.load()).toEqual([]);
  await file.remove();
});
