import { expect, test } from 'vitest';
import { makePlayFirst } from '../../../../src/main/app/torrents/play-first.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import { openTorrentWorld } from '../../../support/torrent-world.ts';

const oneAtATime = { queue: { downloads: 1, seeds: null, slowDoNotCount: true } };

test('one that waits is running when somebody plays it, in front of the queue, and who ran waits', async () => {
  await using folder = await makeTempFolder();
  await using world = openTorrentWorld(folder.path, oneAtATime);
  for (const number of [1, 2, 3]) await world.lifecycle.start(world.put(number));
  const { bringOn } = makePlayFirst(world);
  // Two readers of one film, as a player has them.
  await Promise.all([bringOn(world.get(3)), bringOn(world.get(3))]);
  expect([...world.engine.running.keys()]).toContain(world.get(3).stored.infoHash);
  await world.settled();
  expect([...world.engine.running.keys()]).toEqual([world.get(3).stored.infoHash]);
  expect(world.get(1)).toMatchObject({ state: 'queued', reason: { code: 'in-queue' } });
});

test('reading starts nothing that was paused; a word of a person does, in front', async () => {
  await using folder = await makeTempFolder();
  await using world = openTorrentWorld(folder.path, oneAtATime);
  for (const number of [1, 2]) await world.lifecycle.start(world.put(number));
  await world.lifecycle.pause(world.get(2));
  const { bringOn, resume } = makePlayFirst(world);
  await bringOn(world.get(2));
  await world.settled();
  expect([...world.engine.running.keys()]).toEqual([world.get(1).stored.infoHash]);
  expect(world.get(2).state).toBe('paused');

  await resume(world.get(2));
  await world.settled();
  expect([...world.engine.running.keys()]).toEqual([world.get(2).stored.infoHash]);
});
