import { expect, test } from 'vitest';
import { parseRange } from '../../../src/shared/domain/byte-range.ts';

test.each([
  ['bytes=0-', { from: 0, to: 1_000 }],
  ['bytes=0-0', { from: 0, to: 1 }],
  ['bytes=10-19', { from: 10, to: 20 }],
  ['bytes=990-5000', { from: 990, to: 1_000 }],
  ['bytes=-10', { from: 990, to: 1_000 }],
  ['bytes=-5000', { from: 0, to: 1_000 }],
  ['BYTES = 1-2', 'whole'],
  ['Bytes=1-2', { from: 1, to: 3 }],
])('%s of a thousand bytes', (header, range) => {
  expect(parseRange(header, 1_000)).toEqual(range);
});

test.each([
  undefined,
  '',
  'bytes=',
  'bytes=-',
  'bytes=a-b',
  'items=0-1',
  'bytes=5-4',
  'bytes=0-1,5-6',
  'bytes=1e3-',
])('what is no single range is a wish for everything: %s', (header) => {
  expect(parseRange(header, 1_000)).toBe('whole');
});

test.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=-0', 'bytes=9999999999999999-'])(
  'what lies beyond the end cannot be satisfied: %s',
  (header) => {
    expect(parseRange(header, 1_000)).toBe('unsatisfiable');
  },
);

test('a file without bytes satisfies no range', () => {
  expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable');
  expect(parseRange('bytes=-1', 0)).toBe('unsatisfiable');
});
