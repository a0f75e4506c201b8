import { describe, expect, test } from 'vitest';
import { makeLimiter, type Limiter } from '../../../../src/main/engine/transfer/limiter/index.ts';

/** A clock that moves when the test says so, and the timers that it sets off. */
function makeTime() {
  let now = 0;
  const timers = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  return {
    nowMs: () => now,
    setTimer(ms: number, wake: () => void) {
      const timer = { atMs: now + ms, wake };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    pending: () => timers.size,
    run(ms: number) {
      const until = now + ms;
      for (;;) {
        const [next] = [...timers].filter(({ atMs }) => atMs <= until).sort((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        timers.delete(next);
        now = next.atMs;
        next.wake();
      }
      now = until;
    },
  };
}

/** Somebody who always wants more, in blocks of this size. */
function hungry(limiter: Limiter, blockBytes: number) {
  let taken = 0;
  const share = limiter.join(eat);
  function eat(): void {
    for (let got = share.take(blockBytes); got > 0; got = share.take(blockBytes)) taken += got;
  }
  return { eat, share, taken: () => taken };
}

describe('a limiter', () => {
  test.each([8_192, 1_000_000, 100_000_000])('lets through %d bytes a second, within 2 %%', (limitBps) => {
    const time = makeTime();
    const one = hungry(makeLimiter({ limitBps, ...time }), 16_384);
    one.eat();

    time.run(60_000);

    expect(Math.abs(one.taken() / (60 * limitBps) - 1)).toBeLessThan(0.02);
  });

  test('shares what there is fairly between those who wait', () => {
    const time = makeTime();
    const limiter = makeLimiter({ limitBps: 1_000_000, ...time });
    const many = Array.from({ length: 10 }, () => hungry(limiter, 16_384));
    for (const one of many) one.eat();

    time.run(30_000);

    const sums = many.map(({ taken }) => taken());
    expect(Math.max(...sums) / Math.min(...sums)).toBeLessThan(1.1);
  });

  test('holds together with the limit above it', () => {
    const time = makeTime();
    const parent = makeLimiter({ limitBps: 500_000, ...time });
    const child = hungry(makeLimiter({ limitBps: 2_000_000, parent, ...time }), 16_384);
    const other = hungry(makeLimiter({ limitBps: 100_000, parent, ...time }), 16_384);
    child.eat();
    other.eat();

    time.run(60_000);

    expect(Math.abs((child.taken() + other.taken()) / (60 * 500_000) - 1)).toBeLessThan(0.02);
    expect(other.taken()).toBeLessThanOrEqual(60 * 100_000 * 1.02);
  });

  test('makes readers wait for what they have read, and wakes them', () => {
    const time = makeTime();
    const limiter = makeLimiter({ limitBps: 100_000, ...time });
    let read = 0;
    const share = limiter.join(readOn);
    function readOn(): void {
      do read += 65_536;
      while (share.spend(65_536));
    }
    readOn();

    time.run(60_000);

    expect(Math.abs(read / (60 * 100_000) - 1)).toBeLessThan(0.02);
  });

  test.each(['taking', 'reading'])(
    'holds for one who is %s while the limit above is used up by others',
    (how) => {
      const time = makeTime();
      const parent = makeLimiter({ limitBps: 1_000_000, ...time });
      const own = makeLimiter({ limitBps: 50_000, parent, ...time });
      const others = Array.from({ length: 4 }, () => hungry(parent, 16_384));
      let read = 0;
      const share = own.join(goOn);
      function goOn(): void {
        if (how === 'taking') while (share.take(16_384) > 0) read += 16_384;
        else
          do read += 16_384;
          while (share.spend(16_384));
      }
      goOn();
      for (const other of others) other.eat();

      time.run(60_000);

      expect(Math.abs(read / (60 * 50_000) - 1)).toBeLessThan(0.02);
      const all = others.reduce((sum, other) => sum + other.taken(), read);
      expect(Math.abs(all / (60 * 1_000_000) - 1)).toBeLessThan(0.02);
    },
  );

  test('shares fairly between the peers of a torrent also where both its limit and the one above are used up', () => {
    const time = makeTime();
    const parent = makeLimiter({ limitBps: 1_000_000, ...time });
    const [one, other] = [600_000, null].map((limitBps) => makeLimiter({ limitBps, parent, ...time }));
    if (one === undefined || other === undefined) throw new Error('two limiters');
    const ofOne = Array.from({ length: 8 }, () => hungry(one, 16_384));
    const ofOther = Array.from({ length: 8 }, () => hungry(other, 16_384));
    for (const each of [...ofOne, ...ofOther]) each.eat();

    time.run(60_000);

    for (const peers of [ofOne, ofOther]) {
      const sums = peers.map(({ taken }) => taken());
      expect(Math.max(...sums) / Math.min(...sums)).toBeLessThan(1.1);
    }
    const all = [...ofOne, ...ofOther].reduce((sum, { taken }) => sum + taken(), 0);
    expect(Math.abs(all / 60_000_000 - 1)).toBeLessThan(0.02);
    expect(ofOne.reduce((sum, { taken }) => sum + taken(), 0)).toBeLessThanOrEqual(36_000_000 * 1.02);
  });

  test('can be set and lifted while others wait, and is exact from then on', () => {
    const time = makeTime();
    const parent = makeLimiter({ limitBps: 1_000_000, ...time });
    const own = makeLimiter({ limitBps: null, parent, ...time });
    const one = hungry(own, 16_384);
    one.eat();
    time.run(10_000);
    own.setLimit(20_000);
    const before = one.taken();
    time.run(60_000);
    expect(Math.abs((one.taken() - before) / (60 * 20_000) - 1)).toBeLessThan(0.02);
    own.setLimit(null);
    const then = one.taken();
    time.run(10_000);
    expect(Math.abs((one.taken() - then) / (10 * 1_000_000) - 1)).toBeLessThan(0.02);
  });

  test('lets everything through at once when it is lifted, and sets no timer while nobody waits', () => {
    const time = makeTime();
    const limiter = makeLimiter({ limitBps: 1_000, ...time });
    const one = hungry(limiter, 16_384);
    one.share.take(16_384);
    expect(one.share.take(16_384)).toBe(0);

    one.share.leave();
    limiter.setLimit(null);
    time.run(1_000);

    expect(time.pending()).toBe(0);
    expect(one.share.take(16_384)).toBe(16_384);
  });
});
