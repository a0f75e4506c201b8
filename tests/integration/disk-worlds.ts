import { join } from 'node:path';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { writePayload } from '../support/payload.ts';
import { makeSmallDisk } from '../support/small-disk.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

type At = (...names: string[]) => string;

export const album = { 'one.flac': 12_000_000, 'two.flac': 8_000_000 };
export const albumBytes = 20_000_000;

/** Slow enough that things can happen in the middle of a transfer, bytes per second. */
export const slowBps = 5_000_000;

/** A Warren that seeds `seeds/album`. */
export async function makeSeeder(at: At, uploadLimitBps?: number) {
  await writePayload(at('seeds', 'album'), album);
  const seeder = await startInstance({
    dataDir: at('seeder'),
    profile: uploadLimitBps === undefined ? {} : { uploadLimitBps },
  });
  await seeder.listenPort();
  const { id, magnet } = await seeder.json<{ id: string; magnet: string }>('share', at('seeds', 'album'));
  const peer = `127.0.0.1:${await seeder.listenPort()}`;
  return { id, magnet, peer, [Symbol.asyncDispose]: () => seeder[Symbol.asyncDispose]() };
}

export async function hasProgress(instance: Instance, id: string, atLeast = 0.1): Promise<Torrent> {
  return until(
    async () => {
      const torrent = await instance.call<Torrent>('torrents.show', { id });
      return torrent.progress > atLeast && torrent;
    },
    { what: 'something has arrived' },
  );
}

/** A Warren in the middle of a download onto a small disk. */
export async function downloadingOntoDisk(diskBytes = 40_000_000) {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await makeTempFolder());
  const at: At = (...names) => join(folder.path, ...names);
  const seeder = stack.use(await makeSeeder(at, slowBps));
  const disk = stack.use(await makeSmallDisk(folder.path, diskBytes));
  const start = () => startInstance({ dataDir: at('leecher') });
  let warren = stack.use(await start());
  const { id, peer } = seeder;
  await warren.json('add', seeder.magnet, '--to', disk.path, '--peer', peer);
  const owned = stack.move();
  return {
    at,
    disk,
    id,
    /** The one that runs now. */
    get warren() {
      return warren;
    },
    /** The album that is right. */
    right: at('seeds', 'album'),
    /** The one that is being made. */
    made: join(disk.path, 'album'),
    verifiedBytes: async () => albumBytes * (await warren.call<Torrent>('torrents.show', { id })).progress,
    /** From peers, over all restarts. */
    receivedBytes: async () => (await warren.call<Torrent>('torrents.show', { id })).downloadedBytes,
    async restart(): Promise<void> {
      await warren.stop();
      warren = owned.use(await start());
    },
    /** Goes on and finishes. */
    async finishes(): Promise<void> {
      await warren.json('resume', id);
      await warren.reaches(id, 'downloading', 'seeding');
      await warren.json('add-peer', id, peer);
      await warren.reaches(id, 'seeding');
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** A Warren that seeds from a small disk, and one that is in the middle of downloading from it. */
export async function seedingFromDisk() {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await makeTempFolder());
  const at: At = (...names) => join(folder.path, ...names);
  const disk = stack.use(await makeSmallDisk(folder.path, 40_000_000));
  const made = join(disk.path, 'album');
  await writePayload(made, album);
  await disk.flush();
  const profile = { uploadLimitBps: slowBps };
  const warren = stack.use(await startInstance({ dataDir: at('seeder'), profile }));
  await warren.listenPort();
  const { id, magnet } = await warren.json<{ id: string; magnet: string }>('share', made);
  const peer = `127.0.0.1:${await warren.listenPort()}`;
  const leecher = stack.use(await startInstance({ dataDir: at('leecher') }));
  await leecher.json('add', magnet, '--to', at('downloads'), '--peer', peer);
  await hasProgress(leecher, id);
  const owned = stack.move();
  return {
    at,
    disk,
    warren,
    leecher,
    id,
    made,
    downloaded: at('downloads', 'album'),
    /** The leecher gets the rest, from the port that Warren has now. */
    async leecherFinishes(): Promise<void> {
      await leecher.json('add-peer', id, `127.0.0.1:${await warren.listenPort()}`);
      await leecher.reaches(id, 'seeding');
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
