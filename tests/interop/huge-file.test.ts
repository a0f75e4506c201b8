import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startInstance } from '../support/instance.ts';
import { startLibtorrent } from '../support/libtorrent.ts';
import { areSameSparse, dataRanges, torrentOfSparseFile, writeSparseFile } from '../support/sparse-file.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';

/*
 * More than 4 GiB in one file: positions in it do not fit into 32 bits. Nearly all of it is zeros, which both sides have
 * from the start, as holes in the file. What has to travel lies across the places where signed and unsigned 32 bits end,
 * and at the very end.
 */
const gib = 2 ** 30;
const pieceSizeBytes = 4 * 2 ** 20;
const sizeBytes = 4 * gib + 10_000_001;
const stretches = [
  { offset: 2 * gib - 50_000, bytes: randomBytes(100_000) },
  { offset: 4 * gib - 50_000, bytes: randomBytes(100_000) },
  { offset: sizeBytes - 1_000, bytes: randomBytes(1_000) },
];
/** Two pieces, two pieces, and the last one, which is shorter. */
const missingBytes = 4 * pieceSizeBytes + (sizeBytes % pieceSizeBytes);

/** Hashing 4 GiB takes some seconds, and many when everything else is tested at the same time. */
const patience = { timeout: 400_000 };

/** The file in `seeds`, the same without what is in the stretches in `downloads`, and its torrent. */
async function makeWorld() {
  const folder = await makeTempFolder();
  const at = (...names: string[]) => join(folder.path, ...names);
  await writeSparseFile(at('seeds', 'film.mkv'), sizeBytes, stretches);
  await writeSparseFile(at('downloads', 'film.mkv'), sizeBytes, []);
  await writeFile(at('film.torrent'), await torrentOfSparseFile(at('seeds', 'film.mkv'), pieceSizeBytes));
  return { at, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

async function dataBytes(path: string): Promise<number> {
  return (await dataRanges(path)).reduce((sum, { start, end }) => sum + end - start, 0);
}

describeWith(['python3-libtorrent'], 'a file of more than 4 GiB', () => {
  test('Warren fetches what it lacks of it from libtorrent, and leaves its holes', patience, async () => {
    await using world = await makeWorld();
    const { at } = world;
    await using seeder = await startLibtorrent();
    // It believes that all is there instead of hashing 4 GiB; what it sends it has hashed.
    await seeder.add(at('film.torrent'), at('seeds'), { flags: ['seed_mode'] });
    await using warren = await startInstance({ dataDir: at('warren') });

    const where = ['--to', at('downloads'), '--peer', seeder.address];
    const { id } = await warren.json('add', at('film.torrent'), ...where);
    await warren.reaches(id, 'downloading', 'seeding'); // has hashed what was there
    const torrent = await warren.reaches(id, 'seeding');

    expect(torrent.downloadedBytes).toBe(missingBytes);
    expect(await areSameSparse(at('seeds', 'film.mkv'), at('downloads', 'film.mkv'))).toBe(true);
    expect(await dataBytes(at('downloads', 'film.mkv'))).toBe(missingBytes);
  });

  test(
    'libtorrent fetches what it lacks of it from Warren, whose file keeps its holes',
    patience,
    async () => {
      await using world = await makeWorld();
      const { at } = world;
      const dataBefore = await dataRanges(at('seeds', 'film.mkv'));
      await using leecher = await startLibtorrent();
      await leecher.add(at('film.torrent'), at('downloads'));
      await using warren = await startInstance({ dataDir: at('warren') });
      const { id } = await warren.json('add', at('film.torrent'), '--to', at('seeds'));
      await warren.reaches(id, 'seeding');

      await warren.json('add-peer', id, leecher.address);
      await leecher.hasEverything();

      expect(await areSameSparse(at('seeds', 'film.mkv'), at('downloads', 'film.mkv'))).toBe(true);
      expect(await dataRanges(at('seeds', 'film.mkv'))).toEqual(dataBefore);
      expect(await warren.json('show', id)).toMatchObject({ downloadedBytes: 0 });
    },
  );
});
