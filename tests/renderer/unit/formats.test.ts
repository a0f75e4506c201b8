import { describe, expect, test } from 'vitest';
import { makeFormats } from '../../../src/renderer/i18n/formats.ts';

const english = makeFormats('en-GB');
const german = makeFormats('de');

describe('figures', () => {
  test('of bytes have three digits in all', () => {
    expect(
      [0, 512, 1500, 45_300, 999_700, 3_120_000, 1_460_000_000, 88e9, 212e9, 3.4e12].map(english.bytes),
    ).toEqual([
      '0 kB',
      '0.5 kB',
      '1.5 kB',
      '45 kB',
      '1.0 MB',
      '3.1 MB',
      '1.46 GB',
      '88.0 GB',
      '212 GB',
      '3.40 TB',
    ]);
  });

  test('of speed name the second', () => {
    expect(english.bytesPerSecond(3_120_000)).toBe('3.1 MB/s');
  });

  test('are written as the language writes them', () => {
    expect(german.bytes(1_460_000_000)).toBe('1,46\u00a0GB');
    expect(german.ratio(0.5)).toBe('0,50');
  });

  test('of per cent are 100 only when it is all there', () => {
    expect([0, 0.29, 0.999, 1].map(english.percent)).toEqual(['0%', '29%', '99%', '100%']);
  });
});

test('of pieces are powers of two', () => {
  expect([65_536, 1_048_576, 16_777_216].map(english.binaryBytes)).toEqual(['64 KiB', '1 MiB', '16 MiB']);
});

describe('times', () => {
  test('are as exact as is worth it', () => {
    expect([0, 50, 246, 3600, 7500, 200_000].map(english.duration)).toEqual([
      '0 secs',
      '50 secs',
      '4 mins',
      '1 hr',
      '2 hrs 5 mins',
      '2 days 7 hrs',
    ]);
  });

  test('gone by are told from now', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    expect(english.ago(new Date('2026-11-22T11:56:00Z'), now)).toBe('4 minutes ago');
    expect(english.ago(now, now)).toBe('now');
  });
});
