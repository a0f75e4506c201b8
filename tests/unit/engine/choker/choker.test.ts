import { describe, expect, test } from 'vitest';
import { makeChoker, type ChokerPeer } from '../../../../src/main/engine/transfer/choker/index.ts';
import { makeRandom } from './imagined-swarm.ts';

let now = 0;
const nowMs = () => now;

/** What it sends us each second, bytes. */
const givesBps = new WeakMap<ChokerPeer, number>();

const peer = (facts: Partial<ChokerPeer> = {}): ChokerPeer => ({
  isInterested: true,
  isSeed: false,
  receivedBytes: 0,
  takesBps: 0,
  connectedAtMs: 0,
  lastGaveAtMs: -Infinity,
  wasAskedSinceMs: null,
  ...facts,
});
/** One that gives all the time. */
function giver(bps: number): ChokerPeer {
  const one = peer({ lastGaveAtMs: 0 });
  givesBps.set(one, bps);
  return one;
}
const many = (count: number, facts?: Partial<ChokerPeer>) => Array.from({ length: count }, () => peer(facts));
const downloading = { isSeeding: false, uploadLimitBps: 100_000 };
const seeding = { isSeeding: true, uploadLimitBps: 100_000 };

/** How often each was served in so many rounds of ten seconds. */
function serve(peers: readonly ChokerPeer[], rounds: number, how: typeof seeding): Map<ChokerPeer, number> {
  now = 1_000_000;
  const choker = makeChoker({ random: makeRandom(7), nowMs });
  const times = new Map(peers.map((one) => [one, 0]));
  for (let round = 0; round < rounds; round++) {
    for (const one of choker.rechoke(peers, how)) times.set(one, (times.get(one) ?? 0) + 1);
    now += 10_000;
    for (const one of peers)
      Object.assign(one, { receivedBytes: one.receivedBytes + 10 * (givesBps.get(one) ?? 0) });
  }
  return times;
}

describe('the choker', () => {
  test('serves everybody who wants while there are slots, and nobody who does not', () => {
    now = 0;
    const wanting = many(3);
    const others = [peer({ isInterested: false }), peer({ isSeed: true })];

    const served = makeChoker({ random: makeRandom(7), nowMs }).rechoke([...wanting, ...others], downloading);

    expect([...served]).toEqual(wanting);
  });

  test('where fewer give than can be served, the slots that are left go round, and last to one that never gave', () => {
    const givers = Array.from({ length: 2 }, () => giver(100_000));
    const poor = many(10, { lastGaveAtMs: 0 });
    const rider = peer();
    const rounds = 900;
    const times = serve([rider, ...givers, ...poor], rounds, downloading);

    // In the first rounds nobody knows who gives.
    for (const one of givers) expect(times.get(one)).toBeGreaterThan(rounds - 5);
    const shares = poor.map((one) => times.get(one) ?? 0);
    const even = shares.reduce((sum, share) => sum + share, 0) / poor.length;
    expect(Math.min(...shares)).toBeGreaterThan(even / 2);
    expect(times.get(rider) ?? 0).toBeGreaterThan(0);
    expect(times.get(rider) ?? 0).toBeLessThan(even / 2);
  });

  test('one that came first and gives nothing makes room when its trial is over', () => {
    now = 1_000_000;
    const choker = makeChoker({ random: makeRandom(7), nowMs });
    const riders = many(4);
    expect(choker.rechoke(riders, downloading)).toEqual(new Set(riders));
    const everybody = [...riders, ...many(12, { lastGaveAtMs: 0 })];
    now += 30_000;
    const served = choker.rechoke(everybody, downloading);
    expect(riders.filter((one) => served.has(one)).length).toBeLessThanOrEqual(1);
  });

  test('serves those that give most, and a free rider clearly less', () => {
    const givers = Array.from({ length: 12 }, (_, n) => giver(100_000 + n));
    const rider = peer();
    const times = serve([...givers, rider], 300, downloading);

    const best = givers.slice(-3).map((one) => times.get(one) ?? 0);
    expect(Math.min(...best)).toBeGreaterThan(295);
    expect(times.get(rider) ?? 0).toBeGreaterThan(0);
    expect(times.get(rider) ?? 0).toBeLessThan(100);
  });

  test('gives no regular slot to one that was asked and gives nothing', () => {
    const snubbing = peer({ receivedBytes: 900_000, lastGaveAtMs: 0, wasAskedSinceMs: 0 });
    const times = serve([...Array.from({ length: 12 }, () => giver(10)), snubbing], 100, downloading);

    expect(times.get(snubbing) ?? 0).toBeLessThan(50);
  });

  test('gives everybody a turn while seeding', () => {
    const times = serve(many(20), 200, seeding);

    const counts = [...times.values()];
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(Math.max(...counts)).toBeLessThan(3 * Math.min(...counts));
  });
});
