import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DuplicatePathsError, safePath, setApart } from '../../../src/shared/domain/safe-path.ts';

const posix = { windows: false };
const windows = { windows: true };

test.each([
  [['..', '..', 'bar'], ['bar']],
  [['/', 'foo'], ['foo']],
  [['/etc/passwd'], ['etc', 'passwd']],
  [
    ['foo/../../../bar', 'bar'],
    ['foo', 'bar', 'bar'],
  ],
  [['a\\..\\b'], ['a..b']],
  [['name\u202egpj.exe'], ['namegpj.exe']],
  [['tab\there'], ['tabhere']],
  [['What? Really: *yes*.mp3'], ['What? Really: *yes*.mp3']],
])('%j becomes %j', (names, expected) => {
  expect(safePath(names, posix)).toEqual(expected);
});

test.each([
  ['con', '_con'],
  ['NUL.txt', '_NUL.txt'],
  ['com1', '_com1'],
  ['what?.mp3', 'what_.mp3'],
  ['trailing. . ', 'trailing'],
])('on Windows %s becomes %s', (name, expected) => {
  expect(safePath([name], windows)).toEqual([expected]);
});

test('a name that is too long keeps its extension and no broken character', () => {
  const [name = ''] = safePath([`${'ž'.repeat(300)}.flac`], posix);
  expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(240);
  expect(name).toMatch(/^ž+\.flac$/u);
});

test('equal names are set apart, also when only the case or the Unicode form differs', () => {
  expect(setApart([['a', 'x.txt'], ['a', 'X.TXT'], ['A', 'x.txt'], ['é'], ['e\u0301']])).toEqual([
    ['a', 'x.txt'],
    ['a', 'X.1.TXT'],
    ['A', 'x.2.txt'],
    ['é'],
    ['e\u0301.1'],
  ]);
});

test('a file that is named like a folder of another file gets another name', () => {
  expect(
    setApart([
      ['a', 'b'],
      ['a', 'b', 'c'],
    ]),
  ).toEqual([
    ['a', 'b.1'],
    ['a', 'b', 'c'],
  ]);
});

test('hundreds of equal names are refused', () => {
  expect(() => setApart(Array.from({ length: 118 }, () => ['foo', 'bar.txt']))).toThrow(DuplicatePathsError);
});

test('no name whatsoever leads out of the folder', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 5 }), (names) => {
      for (const rules of [posix, windows]) {
        for (const name of safePath(names, rules)) expect(name).toMatch(/^(?!\.{1,2}$)[^/\\\0]+$/u);
      }
    }),
    { numRuns: 2000 },
  );
});
