import { expect, test } from 'vitest';
import { parseRate } from '../../../src/main/cli/rates.ts';

test.each([
  ['500', 500],
  ['500K', 500_000],
  ['1.5m', 1_500_000],
  ['2 MB/s', 2_000_000],
  ['none', null],
])('%s is a rate', (text, rate) => {
  expect(parseRate(text)).toBe(rate);
});

test.each(['', '0', '-1', '1e9', 'fast', '5X', '0.1', '1,5M', '99999999999999999999G'])(
  '"%s" is none',
  (text) => {
    expect(() => parseRate(text)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  },
);
