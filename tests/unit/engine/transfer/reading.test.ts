import { expect, test } from 'vitest';
import { makeBacklog } from '../../../../src/main/engine/transfer/exchange/backlog.ts';
import { makeReading } from '../../../../src/main/engine/transfer/exchange/reading.ts';
import { makeLimiter } from '../../../../src/main/engine/transfer/limiter/index.ts';

const mebibyte = 1024 * 1024;

function setUp({ limitBps = null }: { limitBps?: number | null } = {}) {
  let timeMs = 0;
  let wake: (() => void) | undefined;
  let isReading = true;
  const limiter = makeLimiter({
    limitBps,
    nowMs: () => timeMs,
    setTimer(_ms, next) {
      wake = next;
      return () => (wake = undefined);
    },
  });
  const backlog = makeBacklog({ pieceBytes: mebibyte });
  const reading = makeReading({ limiter, backlog, wake: () => (isReading = true) });
  return {
    backlog,
    reading,
    spend(bytes: number) {
      isReading = reading.spend(bytes);
    },
    isReading: () => isReading,
    later(ms: number) {
      timeMs += ms;
      wake?.();
    },
  };
}

test('while the disk is behind a peer is not read from, until half of what waited is written', () => {
  const { backlog, spend, isReading } = setUp();
  backlog.began(7 * mebibyte);
  spend(1);
  expect(isReading()).toBe(true);
  backlog.began(mebibyte);
  spend(1);
  expect(isReading()).toBe(false);
  backlog.ended(3 * mebibyte);
  expect(isReading()).toBe(false);
  backlog.ended(mebibyte);
  expect(isReading()).toBe(true);
});

test('over the limit and with the disk behind, both must be over before it is read from again', () => {
  const { backlog, spend, isReading, later } = setUp({ limitBps: 1_000 });
  backlog.began(8 * mebibyte);
  spend(500);
  later(10_000);
  expect(isReading()).toBe(false);
  backlog.ended(8 * mebibyte);
  expect(isReading()).toBe(true);

  backlog.began(8 * mebibyte);
  spend(5_000);
  backlog.ended(8 * mebibyte);
  expect(isReading()).toBe(false);
  later(10_000);
  expect(isReading()).toBe(true);
});

test('a peer that is gone is not waked', () => {
  const { backlog, reading, spend, isReading } = setUp();
  backlog.began(8 * mebibyte);
  spend(1);
  reading.leave();
  backlog.ended(8 * mebibyte);
  expect(isReading()).toBe(false);
});

test('one large piece may be written while the next comes in', () => {
  const backlog = makeBacklog({ pieceBytes: 16 * mebibyte });
  backlog.began(16 * mebibyte);
  expect(backlog.isFull).toBe(false);
  backlog.began(16 * mebibyte);
  expect(backlog.isFull).toBe(true);
});
