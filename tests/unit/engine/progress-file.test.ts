import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasPiece, makeBitfield, setPiece } from '#shared/domain/bitfield.ts';
import { openProgressFile, readProgressFile } from '../../../src/main/engine/content/progress-file.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const pieceCount = 100;
const turn = () => new Promise((resolve) => setImmediate(resolve));

async function setUp() {
  const folder = await makeTempFolder();
  const path = join(folder.path, 'progress');
  const file = openProgressFile(path);
  const bitfield = makeBitfield(pieceCount);
  file.replace(bitfield);
  return {
    file,
    mark(piece: number) {
      setPiece(bitfield, piece, true);
      file.mark(bitfield, piece);
    },
    marked() {
      const found = readProgressFile(path, pieceCount)?.bitfield ?? makeBitfield(pieceCount);
      return Array.from({ length: pieceCount }, (_, piece) => piece).filter((piece) =>
        hasPiece(found, piece),
      );
    },
    markedMs: () => readProgressFile(path, pieceCount)?.markedMs,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

test('pieces that are marked in one turn are in the file at its end, wherever they lie', async () => {
  await using world = await setUp();
  for (const piece of [50, 3, 99, 4]) world.mark(piece);
  await turn();
  expect(world.marked()).toEqual([3, 4, 50, 99]);
  world.mark(0);
  await turn();
  expect(world.marked()).toEqual([0, 3, 4, 50, 99]);
  world.file.close();
});

test('closing loses no mark of the same turn, and nothing is written after it', async () => {
  await using world = await setUp();
  world.mark(7);
  world.file.close();
  expect(world.marked()).toEqual([7]);
  await turn();
  expect(world.marked()).toEqual([7]);
});

test('a doubt is not undone by marks that were on their way', async () => {
  await using world = await setUp();
  world.mark(7);
  world.file.doubt();
  await turn();
  expect(world.marked()).toEqual([7]);
  expect(world.markedMs()).toBe(0);
  world.file.close();
});
