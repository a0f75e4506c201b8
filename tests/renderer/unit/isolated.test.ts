import { expect, test } from 'vitest';
import { makeFormats } from '../../../src/renderer/i18n/formats.ts';
import { isolated, withoutIsolates } from '../../../src/shared/words/isolated.ts';

test('what is put into a sentence that runs to the left keeps its own order', () => {
  expect(isolated({ path: '/home/mara', count: 3 }, 'rtl')).toEqual({
    path: '\u2068/home/mara\u2069',
    count: 3,
  });
});

test('a Hebrew or Arabic name keeps its own order in an English sentence; others need nothing', () => {
  expect(isolated({ name: 'שלום 7', other: 'Slow Rivers' }, 'ltr')).toEqual({
    name: '\u2068שלום 7\u2069',
    other: 'Slow Rivers',
  });
  expect(isolated({ name: 'أغنية' }, 'ltr')).toEqual({ name: '\u2068أغنية\u2069' });
});

test('nothing of it comes into the name of a file', () => {
  expect(withoutIsolates('a-\u2068b\u2069-c')).toBe('a-b-c');
});

test('a size keeps its unit behind its figure where text runs to the left', () => {
  const formats = makeFormats('he', 'rtl');
  expect(formats.bytes(1_200_000)).toBe('\u20681.2 MB\u2069');
  expect(formats.binaryBytes(262_144)).toBe('\u2068256 KiB\u2069');
  expect(makeFormats('de').bytes(1_200_000)).toBe('1,2 MB');
});
