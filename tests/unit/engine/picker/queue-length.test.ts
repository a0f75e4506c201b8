import fc from 'fast-check';
import { expect, test } from 'vitest';
import { queueLength } from '../../../../src/main/engine/transfer/picker/index.ts';

test('before anything is measured a peer is asked for 48 blocks, or what it takes', () => {
  expect(queueLength({ downloadBps: 0, rttMs: 0, isSlow: false })).toBe(48);
  expect(queueLength({ downloadBps: 0, rttMs: 0, reqq: 10, isSlow: false })).toBe(10);
});

test('a second of what it gives is on the way, from 4 blocks up to 512', () => {
  const lengthAt = (downloadBps: number) =>
    queueLength({ downloadBps, rttMs: 1, reqq: 2_000, isSlow: false });
  expect(lengthAt(1_000)).toBe(4);
  expect(lengthAt(1_638_400)).toBe(100);
  expect(lengthAt(50_000_000)).toBe(512);
});

test('on a long fast line the queue grows past that, and doubles each round trip until the line is full', () => {
  expect(queueLength({ downloadBps: 100_000_000, rttMs: 100, reqq: 9_999, isSlow: false })).toBe(1_221);
  expect(queueLength({ downloadBps: 100_000_000, rttMs: 900, reqq: 9_999, isSlow: false })).toBe(2_048);
});

test('a peer that says nothing takes 250, and one that let blocks wait gets 4', () => {
  expect(queueLength({ downloadBps: 1e9, rttMs: 0, isSlow: false })).toBe(250);
  expect(queueLength({ downloadBps: 1e9, rttMs: 0, reqq: 2_000, isSlow: true })).toBe(4);
});

test('it is a whole number that the peer takes, whatever was measured', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e10, noNaN: true }),
      fc.double({ min: 0, max: 60_000, noNaN: true }),
      fc.integer({ min: 0, max: 1e5 }),
      fc.boolean(),
      (downloadBps, rttMs, reqq, isSlow) => {
        const length = queueLength({ downloadBps, rttMs, reqq, isSlow });
        expect(Number.isInteger(length)).toBe(true);
        expect(length).toBeGreaterThanOrEqual(1);
        expect(length).toBeLessThanOrEqual(Math.max(1, reqq));
      },
    ),
  );
});
