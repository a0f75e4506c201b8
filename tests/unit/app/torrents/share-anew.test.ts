import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { isHaltedShare } from '../../../../src/main/app/torrents/replaced-shares.ts';
import { makeShareStore } from '../../../../src/main/app/torrents/store-share.ts';
import { systemClock } from '../../../../src/main/ports/clock.ts';
import { pathsIn } from '../../../../src/main/ports/paths.ts';
import { profileOfPreset } from '../../../../src/shared/contract/presets.ts';
import { parseInfoHash } from '../../../../src/shared/domain/info-hash.ts';
import { makeTorrent } from '../../../support/made-torrent.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import { openTorrentWorld } from '../../../support/torrent-world.ts';

const pieceSizeBytes = 16_384;
const oldTrackers = [['https://tracker.example/announce']];
const webSeeds = ['https://seed.example/'];

/** A share that stopped because its file is gone from where it was, and the same file made a torrent of elsewhere. */
async function makeWorld() {
  const folder = await makeTempFolder();
  const world = openTorrentWorld(folder.path);
  const data = Buffer.alloc(pieceSizeBytes, 'song');
  const made = makeTorrent({ name: 'song.flac', data, pieceSizeBytes });
  const infoHash = parseInfoHash(made.infoHash);
  if (infoHash === undefined) throw new Error('It is 40 hex characters.');
  const path = join(folder.path, 'elsewhere', 'song.flac');
  const file = {
    path: ['song.flac'],
    sizeBytes: data.length,
    offset: 0,
    stamp: { sizeBytes: data.length, modifiedMs: 7 },
  };
  const before = world.put(1, {
    ...{ infoHash, trackers: oldTrackers, webSeeds, origin: 'shared', completedAt: new Date(1) },
    ...{ hasInfo: true, sentBytes: 42, doneBytes: data.length, wantedBytes: data.length },
  });
  world.registry.happen(before, 'fail', { code: 'files-missing', text: 'It is gone.' });
  expect(isHaltedShare(before)).toBe(true);
  const paths = pathsIn({ dataDir: folder.path, downloads: folder.path });
  const parts = { ...world, paths, clock: systemClock, bootId: 'boot' };
  return {
    ...{ world, parts, before, infoHash, path },
    made: {
      ...{
        path,
        profile: profileOfPreset('open', undefined),
        trackers: ['udp://other.example:6969', ...oldTrackers.flat()],
      },
      step: { kind: 'created' as const, infoHash, infoBytes: made.info, files: [file] },
    },
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

test('what is shared anew lies at its new place, and keeps what else was known of it', async () => {
  await using one = await makeWorld();
  const torrent = await makeShareStore(one.parts).storeAnew(one.before, one.made);
  const expected = {
    savePath: dirname(one.path),
    trackers: [...oldTrackers, ['udp://other.example:6969']],
    ...{ webSeeds, sentBytes: 42, addedAt: one.before.stored.addedAt },
  };
  expect(torrent).toMatchObject({ state: 'queued', stored: expected });
  expect(one.world.registry.list()).toEqual([torrent]);
  expect(one.world.catalog.torrents.all()).toMatchObject([expected]);
  expect(one.world.catalog.contents.content(one.infoHash)?.files).toHaveLength(1);
});

test('where it cannot be kept, the share of before is still there', async () => {
  await using one = await makeWorld();
  const { catalog } = one.world;
  const contents = {
    ...catalog.contents,
    saveProgress: () => {
      throw new Error('The disk is full.');
    },
  };
  const shares = makeShareStore({ ...one.parts, catalog: { ...catalog, contents } });
  await expect(shares.storeAnew(one.before, one.made)).rejects.toThrow('The disk is full.');
  expect(one.world.registry.list()).toEqual([one.before]);
  expect(catalog.torrents.all()).toMatchObject([
    { savePath: one.before.stored.savePath, trackers: oldTrackers },
  ]);
});
