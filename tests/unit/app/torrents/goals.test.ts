import { describe, expect, test } from 'vitest';
import { defaultTorrentOptions } from '../../../../src/shared/contract/torrent.ts';
import type { SeedingGoal } from '../../../../src/shared/domain/seeding/goal.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import { nthHash, oneMegabyte, openTorrentWorld, type TorrentWorld } from '../../../support/torrent-world.ts';

const goal = (part: Partial<SeedingGoal>): SeedingGoal => ({
  ratio: null,
  minutes: null,
  whenMet: 'pause',
  ...part,
});
const ofAll = (part: Partial<SeedingGoal>, limitBps = 50_000) => ({
  seeding: { goal: goal(part), limitBps, sparesLast: true },
});
const own = (part: Partial<SeedingGoal>) => ({
  options: { ...defaultTorrentOptions, seedingGoal: goal(part) },
});
const whole = { doneBytes: oneMegabyte, completedAt: new Date(5) };

/** It seeds, and has given so much. */
async function seeds(world: TorrentWorld, number: number, sentBytes: number) {
  const torrent = world.get(number);
  if (!world.engine.running.has(nthHash(number))) await world.lifecycle.start(torrent);
  world.tell(torrent, { sentBytes });
  world.goals.look();
  await world.settled();
}

async function passes(world: TorrentWorld, minutes: number) {
  for (let look = 0; look < minutes * 6; look++) {
    world.pass(10_000);
    world.goals.look();
  }
  await world.settled();
}

const byGoal = { state: 'paused', reason: { code: 'goal-met' } };
const byPerson = { state: 'paused', reason: { code: 'by-user' } };

describe('what happens at a goal', () => {
  test.each([
    ['of all', ofAll({ ratio: 2 }), {}],
    ['of its own', ofAll({}), own({ ratio: 2 })],
    ['of its own, against that of all', ofAll({ ratio: 9, minutes: 1 }), own({ ratio: 2 })],
  ])('a ratio %s: it runs below it and is paused at it', async (_name, settings, part) => {
    await using folder = await makeTempFolder();
    await using world = openTorrentWorld(folder.path, settings);
    world.put(1, { ...whole, ...part });
    await seeds(world, 1, 2 * oneMegabyte - 1);
    expect(world.get(1)).toMatchObject({ state: 'seeding', goalState: 'ahead' });
    await seeds(world, 1, 2 * oneMegabyte);
    expect(world.get(1)).toMatchObject({ ...byGoal, goalState: 'met' });
    expect(world.engine.running.size).toBe(0);
  });

  test.each([
    ['of all', ofAll({ minutes: 30 }), {}],
    ['of its own', ofAll({}), own({ minutes: 30 })],
  ])('a time %s: only what it seeded counts', async (_name, settings, part) => {
    await using folder = await makeTempFolder();
    await using world = openTorrentWorld(folder.path, settings);
    world.put(1, { ...whole, ...part });
    await seeds(world, 1, 0);
    await passes(world, 29);
    // Asleep for an hour: ten seconds of it count.
    world.pass(3_600_000);
    world.goals.look();
    await world.settled();
    expect(world.get(1)).toMatchObject({ state: 'seeding' });
    await passes(world, 1);
    expect(world.get(1)).toMatchObject(byGoal);
  });

  test('“limit” lets it go on with the lower of two limits; lifted, its own holds again', async () => {
    await using folder = await makeTempFolder();
    await using world = openTorrentWorld(folder.path, ofAll({ ratio: 1, whenMet: 'limit' }, 50_000));
    world.put(1, { ...whole, options: { ...defaultTorrentOptions, uploadLimitBps: 70_000 } });
    world.put(2, { ...whole, options: { ...defaultTorrentOptions, uploadLimitBps: 30_000 } });
    const limits = () => [1, 2].map((number) => world.engine.running.get(nthHash(number))?.uploadLimitBps);
    for (const number of [1, 2]) await seeds(world, number, oneMegabyte - 1);
    expect(limits()).toEqual([70_000, 30_000]);
    for (const number of [1, 2]) await seeds(world, number, oneMegabyte);
    expect(limits()).toEqual([50_000, 30_000]);
    world.change(ofAll({}));
    await world.settled();
    expect(limits()).toEqual([70_000, 30_000]);
  });

  test('“remove” takes it off the list, once, and nobody else', async () => {
    await using folder = await makeTempFolder();
    await using world = openTorrentWorld(folder.path);
    world.put(1, { ...whole, ...own({ ratio: 1, whenMet: 'remove' }) });
    world.put(2, whole);
    for (const number of [1, 2]) await seeds(world, number, oneMegabyte - 1);
    expect(world.removed).toEqual([]);
    for (const number of [1, 2]) await seeds(world, number, oneMegabyte);
    expect(world.removed).toEqual([nthHash(1)]);
    expect(world.registry.list().map(({ stored }) => stored.infoHash)).toEqual([nthHash(2)]);
  });
});

describe('another goal', () => {
  test.each([
    ['raised', { ratio: 3 }],
    ['lifted', {}],
    ['with a limit in the place of the pause', { ratio: 1, whenMet: 'limit' as const }],
  ])('of all, %s: what it had paused goes on, and what a person paused does not', async (_name, next) => {
    await using folder = await makeTempFolder();
    await using world = openTorrentWorld(folder.path, ofAll({ ratio: 1 }));
    for (const number of [1, 2, 3]) world.put(number, whole);
    for (const number of [1, 2]) await seeds(world, number, oneMegabyte);
    await seeds(world, 3, 0);
    await world.lifecycle.pause(world.get(2));
    await world.lifecycle.pause(world.get(3));
    expect([1, 2, 3].map((number) => world.get(number))).toMatchObject([byGoal, byPerson, byPerson]);

    world.change(ofAll(next));
    await world.settled();
    expect([...world.engine.running.keys()]).toEqual([nthHash(1)]);
    expect([2, 3].map((number) => world.get(number))).toMatchObject([byPerson, byPerson]);
    await seeds(world, 1, 0);
    expect(world.get(1).state).toBe('seeding');
  });

  test('of its own, raised: only that one goes on; lowered, or raised too little, it stays', async () => {
    await using folder = await makeTempFolder();
    await using world = openTorrentWorld(folder.path, ofAll({ ratio: 1 }));
    for (const number of [1, 2]) {
      world.put(number, whole);
      await seeds(world, number, 2 * oneMegabyte);
    }
    for (const ratio of [0.5, 1.5]) {
      await world.setOptions(world.get(1), { seedingGoal: goal({ ratio }) });
      await world.settled();
      expect(world.engine.running.size).toBe(0);
      expect(world.get(1)).toMatchObject(byGoal);
    }
    await world.setOptions(world.get(1), { seedingGoal: goal({ ratio: 2.5 }) });
    await world.settled();
    expect([...world.engine.running.keys()]).toEqual([nthHash(1)]);
    await seeds(world, 1, oneMegabyte);
    expect(world.get(1)).toMatchObject({ ...byGoal, goalState: 'met' });
  });

  test('holds over a crash right after it was stored, of all and of its own', async () => {
    await using folder = await makeTempFolder();
    {
      await using world = openTorrentWorld(folder.path, ofAll({ ratio: 1 }));
      for (const number of [1, 2, 3]) {
        world.put(number, whole);
        await seeds(world, number, oneMegabyte);
      }
      await world.lifecycle.pause(world.get(3));
      // As far as the option of one torrent comes before the end.
      world.catalog.transaction(() => {
        world.catalog.torrents.setOptions(nthHash(2), own({ ratio: 5 }).options);
        world.catalog.torrents.setGoalMet(nthHash(2), null);
      });
    }
    {
      await using same = openTorrentWorld(folder.path, ofAll({ ratio: 1 }));
      same.goals.begin();
      await same.settled();
      expect([...same.engine.running.keys()]).toEqual([nthHash(2)]);
    }
    // The settings were stored, and nothing else was done.
    await using raised = openTorrentWorld(folder.path, ofAll({ ratio: 4 }));
    raised.goals.begin();
    await raised.settled();
    expect([...raised.engine.running.keys()]).toEqual([nthHash(1)]);
    expect(raised.get(3)).toMatchObject(byPerson);
  });

  test('that comes while it is being stopped for the old one: it is not stopped', async () => {
    await using folder = await makeTempFolder();
    await using world = openTorrentWorld(folder.path, ofAll({ ratio: 1 }));
    world.put(1, whole);
    await world.lifecycle.start(world.get(1));
    world.tell(world.get(1), { sentBytes: oneMegabyte });
    const busy = Promise.withResolvers<undefined>();
    const before = world.lifecycle.between(world.get(1), () => busy.promise);
    world.goals.look();
    world.change(ofAll({ ratio: 2 }));
    busy.resolve(undefined);
    await before;
    await world.settled();
    expect(world.get(1)).toMatchObject({ state: 'seeding', stored: { isPaused: false, goalMetAt: null } });
  });
});
