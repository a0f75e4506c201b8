import { expect, test } from 'vitest';
import { makeOtherSeeds } from '../../../src/main/engine/swarm/other-seeds.ts';

const hourMs = 60 * 60_000;

test('a seed that left counts for an hour, and one that came back counts once', () => {
  const seeds = makeOtherSeeds();
  seeds.parted('a', 0);
  seeds.parted('b', 1_000);
  expect(seeds.count([], 2_000)).toBe(2);
  expect(seeds.count(['a', 'c'], 2_000)).toBe(3);
  expect(seeds.count([], hourMs + 500)).toBe(1);
  expect(seeds.count([], hourMs + 1_500)).toBe(0);
});

test('parting again begins the hour anew', () => {
  const seeds = makeOtherSeeds();
  seeds.parted('a', 0);
  seeds.parted('b', 1);
  seeds.parted('a', hourMs);
  expect(seeds.count([], hourMs + 2)).toBe(1);
});
