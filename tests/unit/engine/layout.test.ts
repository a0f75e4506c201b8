import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeContent, makeFixtureLayout } from './content-fixture.ts';

function layoutOf(sizes: readonly number[], pieceSizeBytes: number) {
  const files = sizes.map((size, index) => ({ path: `f${index}`, bytes: Buffer.alloc(size, index) }));
  return makeFixtureLayout(makeContent('/x', files, pieceSizeBytes), files);
}

test('a range that touches three files is split at their borders, empty files left out', () => {
  const layout = layoutOf([3, 0, 2, 5], 4);
  expect(layout.spans(2, 5)).toEqual([
    { file: 0, start: 2, length: 1 },
    { file: 2, start: 0, length: 2 },
    { file: 3, start: 0, length: 2 },
  ]);
  expect(layout.piecesOfFile(1)).toBeUndefined();
  expect(layout.piecesOfFile(3)).toEqual([1, 2]);
});

test('the spans of any range cover it once, in order, inside their files', () => {
  const sizes = fc.array(fc.nat(9), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      sizes,
      fc.integer({ min: 1, max: 8 }),
      fc.nat(60),
      fc.nat(60),
      (files, piece, from, length) => {
        const total = files.reduce((sum, size) => sum + size, 0);
        fc.pre(total > 0 && from < total);
        const layout = layoutOf(files, piece);
        const spans = layout.spans(from, length);
        let at = from;
        for (const span of spans) {
          const file = layout.content.files[span.file];
          expect(file?.offset ?? NaN).toBe(at - span.start);
          expect(span.length).toBeGreaterThan(0);
          expect(span.start + span.length).toBeLessThanOrEqual(file?.sizeBytes ?? 0);
          at += span.length;
        }
        expect(at).toBe(Math.min(from + length, total));
      },
    ),
  );
});
