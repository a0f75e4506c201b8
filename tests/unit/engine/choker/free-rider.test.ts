import { expect, test } from 'vitest';
import { riderShare } from './imagined-swarm.ts';

/** Mean of what a free rider gets in thirty swarms, as a part of an even share: what one is lucky with, another is not. */
function meanShare(swarm: Omit<Parameters<typeof riderShare>[0], 'seed'>): number {
  const shares = Array.from({ length: 30 }, (_, n) => riderShare({ ...swarm, seed: 7_919 * (n + 1) }));
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

test.each([
  // At first nobody has given anything, and the slots are anybody's: the longer it lasts, the less a rider gets.
  ['in its first eighty seconds', { seconds: 80, interest: 1, isRestless: false }, 0.5],
  ['in five minutes', { seconds: 300, interest: 1, isRestless: false }, 0.35],
  // A rider always wants: whoever wants nothing for a second must not lose its slot to it.
  ['where interest comes and goes every second', { seconds: 80, interest: 0.9, isRestless: true }, 0.5],
  ['where it does so often', { seconds: 300, interest: 0.6, isRestless: true }, 0.6],
])('a swarm gives a free rider little %s', (_when, how, atMost) => {
  expect(meanShare({ givers: 19, riders: 1, ...how })).toBeLessThan(atMost);
});
