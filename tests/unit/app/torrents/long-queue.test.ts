import { expect, test } from 'vitest';
import type { Settings } from '../../../../src/shared/contract/settings.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import { nthHash, openTorrentWorld, type TorrentWorld } from '../../../support/torrent-world.ts';

const queueOf = (downloads: number | null, seeds: number | null): Pick<Settings, 'queue'> => ({
  queue: { downloads, seeds, slowDoNotCount: true },
});
const count = 300;
const running = ({ engine }: TorrentWorld) => [...engine.running.keys()].map((id) => parseInt(id, 16));

/** Three hundred downloads, of which three may run. */
async function threeHundred(folder: string) {
  const world = openTorrentWorld(folder, queueOf(3, 2));
  for (let number = 1; number <= count; number++) await world.lifecycle.start(world.put(number));
  await world.settled();
  return world;
}

test('of three hundred that wait, those in front run, and each that ends lets the next begin, to the last', async () => {
  await using folder = await makeTempFolder();
  await using world = await threeHundred(folder.path);
  expect(running(world)).toEqual([1, 2, 3]);
  const order: number[] = [1, 2, 3];
  for (let done = 0; done < count; done++) {
    const [first] = running(world).filter((number) => world.get(number).state !== 'seeding');
    if (first === undefined) break;
    const torrent = world.get(first);
    torrent.stored = { ...torrent.stored, doneBytes: torrent.stored.wantedBytes };
    world.tell(torrent, { phase: 'seeding' });
    await world.settled();
    const now = running(world).filter((number) => world.get(number).state !== 'seeding');
    expect(now.length).toBe(Math.min(3, count - done - 1));
    expect(
      running(world).filter((number) => world.get(number).state === 'seeding').length,
    ).toBeLessThanOrEqual(2);
    order.push(...now.filter((number) => !order.includes(number)));
  }
  expect(order).toEqual(Array.from({ length: count }, (_, index) => index + 1));
});

test('one that is put in front, up, down or last among three hundred runs as its place says, and keeps it when Warren starts anew', async () => {
  await using folder = await makeTempFolder();
  {
    await using world = await threeHundred(folder.path);
    const move = async (number: number, where: 'top' | 'up' | 'down' | 'bottom') => {
      world.queue.move([world.get(number)], where);
      await world.settled();
      return running(world).sort((a, b) => a - b);
    };
    expect(await move(300, 'top')).toEqual([1, 2, 300]);
    expect(await move(3, 'up')).toEqual([1, 3, 300]);
    expect(await move(3, 'down')).toEqual([1, 2, 300]);
    expect(await move(1, 'bottom')).toEqual([2, 3, 300]);
  }
  await using again = openTorrentWorld(folder.path, queueOf(3, 2));
  for (const torrent of again.registry.list()) await again.lifecycle.start(torrent);
  await again.settled();
  expect(running(again).sort((a, b) => a - b)).toEqual([2, 3, 300]);
  again.change(queueOf(count - 1, null));
  await again.settled();
  expect(running(again).length).toBe(count - 1);
  expect(running(again)).not.toContain(1);
});

test('limits that are lowered and raised put the hindmost back into line, and let them go on', async () => {
  await using folder = await makeTempFolder();
  await using world = await threeHundred(folder.path);
  world.change(queueOf(1, 2));
  await world.settled();
  expect(running(world)).toEqual([1]);
  expect(world.get(2)).toMatchObject({ state: 'queued', reason: { code: 'in-queue' } });
  world.change(queueOf(5, 2));
  await world.settled();
  expect(running(world)).toEqual([1, 2, 3, 4, 5]);
  // Who was paused holds no place, and gets none by being in front.
  await world.lifecycle.pause(world.get(2));
  await world.settled();
  expect(running(world)).toEqual([1, 3, 4, 5, 6]);
  await world.lifecycle.startNow(world.get(200));
  await world.settled();
  expect(running(world)).toEqual([1, 3, 4, 5, 6, 200]);
  expect([...world.engine.running.keys()]).not.toContain(nthHash(2));
});
