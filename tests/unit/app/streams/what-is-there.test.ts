import { expect, test } from 'vitest';
import { makeWhatIsThere } from '../../../../src/main/app/streams/what-is-there.ts';
import { makePlayFirst } from '../../../../src/main/app/torrents/play-first.ts';
import type { Client } from '../../../../src/shared/contract/define.ts';
import type { EngineApi, PlacedFile } from '../../../../src/shared/contract/engine.ts';
import { AppError } from '../../../../src/shared/contract/errors.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import { oneMegabyte, openTorrentWorld, type TorrentWorld } from '../../../support/torrent-world.ts';

const file: PlacedFile = {
  path: ['film.mkv'],
  kind: 'content',
  offset: 0,
  sizeBytes: oneMegabyte,
  isWanted: true,
  stamp: null,
};

/** Reads as a player does; the engine tells of what it runs. */
function reading(world: TorrentWorld) {
  const ofEngine: Partial<Client<EngineApi>> = {
    // eslint-disable-next-line @typescript-eslint/require-await -- a stream of the contract is asynchronous
    'torrents.read': async function* ({ infoHash, to }) {
      if (!world.engine.running.has(infoHash)) throw new AppError('not-found', 'It does not run.');
      yield { to };
    },
  };
  const whatIsThere = makeWhatIsThere({
    catalog: world.catalog,
    clientFor: () => ofEngine as Client<EngineApi>, // nothing else is asked for
    bringOn: makePlayFirst(world).bringOn,
  });
  const handle = () => Promise.reject(new Error('No file is opened.'));
  return async (number: number) => {
    const wanted = { torrent: world.get(number), file, handle };
    const told = await whatIsThere(wanted, { from: 0, to: 500 }, new AbortController().signal);
    return told.next();
  };
}

const oneAtATime = { queue: { downloads: 1, seeds: null, slowDoNotCount: true } };

test('whoever reads what waits in the queue gets it, for it is started', async () => {
  await using folder = await makeTempFolder();
  await using world = openTorrentWorld(folder.path, oneAtATime);
  for (const number of [1, 2]) await world.lifecycle.start(world.put(number));
  const read = reading(world);
  expect(await Promise.all([read(2), read(2)])).toEqual([
    { done: false, value: { to: 500 } },
    { done: false, value: { to: 500 } },
  ]);
});

test('whoever reads what is paused hears that it is, and it stays so', async () => {
  await using folder = await makeTempFolder();
  await using world = openTorrentWorld(folder.path, oneAtATime);
  await world.lifecycle.start(world.put(1));
  await world.lifecycle.pause(world.get(1));
  await expect(reading(world)(1)).rejects.toMatchObject({
    code: 'not-readable',
    message: expect.stringContaining('paused') as unknown,
  });
  expect(world.get(1).state).toBe('paused');
});
