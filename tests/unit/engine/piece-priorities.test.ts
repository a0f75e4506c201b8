import { expect, test } from 'vitest';
import { makePiecePriorities } from '../../../src/main/engine/content/piece-priorities.ts';
import { makeContent, makeFixtureLayout } from './content-fixture.ts';

/** Pieces of 4 bytes: a song in 0–3, a text in 3–5 (they share a piece), padding, a film in 7–9. */
const files = [
  { path: 'x/song.flac', bytes: Buffer.alloc(14) },
  { path: 'x/text.txt', bytes: Buffer.alloc(10) },
  { path: 'x/.pad/4', bytes: Buffer.alloc(4), kind: 'padding' as const },
  { path: 'x/film.mkv', bytes: Buffer.alloc(12), isWanted: false },
];
const layout = makeFixtureLayout(makeContent('/x', files), files);
const all = (priorities: ReturnType<typeof makePiecePriorities>) =>
  Array.from({ length: layout.pieceCount }, (_, piece) => priorities.of(piece));

test('what is skipped is not wanted, of files that share a piece the most urgent counts', () => {
  const priorities = makePiecePriorities(layout, false);
  expect(all(priorities)).toEqual([4, 4, 4, 4, 4, 4, 0, 0, 0, 0]);
  priorities.choose(['low', 'high', 'normal', 'normal']);
  expect(all(priorities)).toEqual([2, 2, 2, 6, 6, 6, 0, 4, 4, 4]);
  priorities.choose(['high', 'low', 'normal', 'skip']);
  expect(all(priorities)).toEqual([6, 6, 6, 6, 2, 2, 0, 0, 0, 0]);
});

test('both ends of media files come before the rest of their priority, and of no higher one', () => {
  const priorities = makePiecePriorities(layout, true);
  priorities.choose(['low', 'normal', 'normal', 'high']);
  expect(all(priorities)).toEqual([3, 2, 2, 4, 4, 4, 0, 7, 6, 7]);
  priorities.setFirstLastFirst(false);
  expect(all(priorities)).toEqual([2, 2, 2, 4, 4, 4, 0, 6, 6, 6]);
});
