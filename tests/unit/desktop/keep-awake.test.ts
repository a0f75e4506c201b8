import { expect, test } from 'vitest';
import { keepAwake } from '../../../src/main/desktop/power/keep-awake.ts';
import { aGlance } from './tray/a-glance.ts';

function makeNight({ isWanted = true } = {}) {
  const held = new Set<number>();
  let wanted = isWanted;
  let nowMs = 0;
  const awake = keepAwake({
    blockers: {
      start(kind) {
        expect(kind).toBe('prevent-app-suspension');
        held.add(held.size);
        return held.size - 1;
      },
      stop: (id) => held.delete(id),
    },
    isWanted: () => wanted,
    monotonicMs: () => nowMs,
  });
  return {
    awake,
    held: () => held.size,
    want: (now: boolean) => (wanted = now),
    pass: (ms: number) => (nowMs += ms),
  };
}

test('the computer is kept awake while something moves, and a minute longer', () => {
  const { awake, held, pass } = makeNight();
  awake.see(aGlance());
  expect(held()).toBe(0);
  awake.see(aGlance({ uploadBps: 10 }));
  awake.see(aGlance({ downloadBps: 10 }));
  expect(held()).toBe(1);
  pass(59_000);
  awake.see(aGlance());
  expect(held()).toBe(1);
  pass(1_000);
  awake.see(aGlance());
  expect(held()).toBe(0);
});

test('not where nobody wants it, not any more when it is unwanted, and not after Warren', () => {
  const unwanted = makeNight({ isWanted: false });
  unwanted.awake.see(aGlance({ downloadBps: 10 }));
  expect(unwanted.held()).toBe(0);
  unwanted.want(true);
  unwanted.awake.see(aGlance({ downloadBps: 10 }));
  expect(unwanted.held()).toBe(1);
  unwanted.want(false);
  unwanted.awake.see(aGlance({ downloadBps: 10 }));
  expect(unwanted.held()).toBe(0);

  const { awake, held } = makeNight();
  awake.see(aGlance({ downloadBps: 10 }));
  awake[Symbol.dispose]();
  expect(held()).toBe(0);
});
