import Sqlite from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { joinLibrary, openLibrary } from '../../../src/main/catalog/index.ts';
import { libraryMigrations } from '../../../src/main/catalog/library/migrations.ts';
import { migrate, versionOf } from '../../../src/main/catalog/migrate.ts';
import { collectionBatches } from '../../support/made-collection.ts';
import { makeAudioFile } from '../../support/scanned-files.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { albumsOf, makeLibraryWorld, now, tracksOf } from './support/library-world.ts';

const one = makeAudioFile('1.mp3', { title: 'One', artists: ['A'], album: 'X', albumArtist: 'A' });

test('what people made of the library is there after a restart', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'library.sqlite');
  {
    using library = openLibrary(path, now);
    library.scan.save(library.folders.add('/music', now).id, [one], now);
    library.marks.setPosition('track-1', null, now);
    library.playlists.create({ name: 'Mine', items: ['track-1'] }, now);
  }
  using library = openLibrary(path, now);
  expect(library.browse.track('track-1').plays).toBe(1);
  expect(library.playlists.all(now)).toMatchObject([{ name: 'Mine', items: 1 }]);
});

test('the library, its companions and its backup are for their owner alone', async () => {
  await using folder = await makeTempFolder();
  using library = openLibrary(join(folder.path, 'library.sqlite'), now);
  library.folders.add('/music', now);
  await library.backUp();
  const names = (await readdir(folder.path)).filter((name) => !/backup-|tmp-/u.test(name));
  expect(names.length).toBeGreaterThan(3);
  for (const name of names)
    expect(((await stat(join(folder.path, name))).mode & 0o777).toString(8), name).toBe('600');
});

test('a damaged library is put aside whole, and the backup takes its place', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'library.sqlite');
  {
    using library = openLibrary(path, now);
    library.scan.save(library.folders.add('/music', now).id, [one], now);
    await library.backUp();
  }
  const garbage = 'this is no database'.repeat(500);
  await writeFile(path, garbage);
  using library = openLibrary(path, now);
  expect(tracksOf(library)).toHaveLength(1);
  expect(library).toMatchObject({
    isRestored: true,
    setAside: expect.stringContaining('.damaged-') as string,
  });
  expect(await readFile(library.setAside ?? '', 'utf8')).toBe(garbage);
});

test('a damaged page in the middle is found at the start', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'library.sqlite');
  {
    using library = openLibrary(path, now);
    const id = library.folders.add('/music', now).id;
    for (const batch of collectionBatches(300, 100)) library.scan.save(id, batch, now);
  }
  const bytes = await readFile(path);
  bytes.fill(0xff, bytes.length - 20_000, bytes.length - 4000);
  await writeFile(path, bytes);
  using library = openLibrary(path, now);
  expect(library.setAside).toBeDefined();
  expect(tracksOf(library)).toEqual([]);
});

test('a library of a newer Warren is refused and not touched', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'library.sqlite');
  const db = new Sqlite(path);
  db.pragma('user_version = 9999');
  db.close();
  expect(() => openLibrary(path, now)).toThrow(expect.objectContaining({ code: 'catalog-too-new' }));
  expect(() => joinLibrary(path)).toThrow('another form');
});

test('steps are numbered without gaps and each leaves its number', () => {
  expect(libraryMigrations.map(({ version }) => version)).toEqual(libraryMigrations.map((_, at) => at + 1));
  const db = new Sqlite(':memory:');
  for (const step of libraryMigrations) {
    migrate(db, libraryMigrations.slice(0, step.version));
    expect(versionOf(db)).toBe(step.version);
  }
  db.close();
});

test('a folder that was taken out before there was a list of what to forget is kept', () => {
  const db = new Sqlite(':memory:');
  migrate(db, libraryMigrations.slice(0, 1));
  db.exec("INSERT INTO folder (path, added_ms, removed_ms) VALUES ('/music', 1, 2)");
  migrate(db, libraryMigrations.slice(0, 2));
  expect(db.prepare('SELECT path, removed_ms, is_forgotten FROM folder').get()).toEqual({
    path: '/music',
    removed_ms: 2,
    is_forgotten: 0,
  });
  db.close();
});

test('what the scan thread writes is seen at once, and the revision grows by it and by what is written here', async () => {
  await using world = await makeLibraryWorld();
  const { library } = world;
  using scan = joinLibrary(world.path);
  const start = library.revision();
  expect(library.revision()).toBe(start);
  scan.save(world.folderId, [one], now);
  expect(library.revision()).toBeGreaterThan(start);
  expect(albumsOf(library)).toHaveLength(1);
  const afterScan = library.revision();
  library.marks.setPosition('track-1', 5, now);
  expect(library.revision()).toBeGreaterThan(afterScan);
  expect(library.revision()).toBe(library.revision());
});

test('a small write does not bring over into the file all that the scan thread has written', async () => {
  await using world = await makeLibraryWorld();
  using scan = joinLibrary(world.path);
  for (const batch of collectionBatches(1200, 20)) scan.save(world.folderId, batch, now);
  const sizeOf = async (path: string) => (await stat(path)).size;
  // Pages that SQLite by itself brings over after a commit: 1000 of 4 KiB.
  expect(await sizeOf(`${world.path}-wal`)).toBeGreaterThan(1000 * 4096);
  const before = await sizeOf(world.path);
  world.library.marks.setPosition('track-1', 5, now);
  expect(await sizeOf(world.path)).toBe(before);
});

test('a list by rule is asked again when the scan thread has written', async () => {
  await using world = await makeLibraryWorld();
  const { library } = world;
  using scan = joinLibrary(world.path);
  const conditions = [{ field: 'title', is: 'contains', value: 'one' }] as const;
  const rule = {
    match: 'all',
    conditions: [...conditions],
    sort: 'title',
    isDescending: false,
    limit: null,
  } as const;
  const list = library.playlists.create(
    { name: 'x', rule: { ...rule, conditions: [...conditions] }, items: [] },
    now,
  );
  expect(list.items).toBe(0);
  scan.save(world.folderId, [one], now);
  expect(library.playlists.all(now)).toMatchObject([{ items: 1 }]);
});

test('a batch that fails leaves nothing of itself', async () => {
  await using world = await makeLibraryWorld();
  const broken = { ...one, path: '2.mp3', sizeBytes: Number.NaN };
  expect(() => world.save(one, broken)).toThrow();
  expect(world.library.scan.known(world.folderId)).toEqual([]);
  expect([tracksOf(world.library), albumsOf(world.library)]).toEqual([[], []]);
  expect(world.library.search({ text: 'one', limit: 5 })).toEqual([]);
});

test('a scan that is killed in the middle leaves whole batches, and the core goes on meanwhile', async () => {
  await using world = await makeLibraryWorld();
  const { library } = world;
  const program = join(import.meta.dirname, 'support/endless-scan.ts');
  const scan = spawn(process.execPath, [program, world.path, String(world.folderId)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(scan, 'exit');
  let batches = 0;
  for await (const dots of scan.stdout as AsyncIterable<Buffer>) {
    batches += dots.length;
    // Both write at the same time, and each waits for the other.
    library.playlists.create({ name: `After ${batches}`, items: ['artist-1'] }, now);
    if (batches > 10) scan.kill('SIGKILL');
  }
  await ended;
  const { tracks, albums } = library.browse.stats();
  expect(tracks % 60).toBe(0);
  expect(tracks).toBeGreaterThanOrEqual(Math.min(batches, 40) * 60);
  expect(albums).toBe(tracks / 12);
  expect(albumsOf(library, { limit: 1000 }).every((album) => album.tracks === 12)).toBe(true);
  const db = new Sqlite(world.path, { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
});

test('a removal that was cut short is ended at the next start', async () => {
  await using world = await makeLibraryWorld([one]);
  const db = new Sqlite(world.path);
  db.prepare('UPDATE folder SET removed_ms = 1').run();
  db.close();
  expect(tracksOf(world.library)).toHaveLength(1);
  using again = openLibrary(world.path, now);
  expect(tracksOf(again)).toEqual([]);
});

test('a track of a collection of some size takes less than a kilobyte', async () => {
  await using world = await makeLibraryWorld();
  // In a small collection the words weigh more than the tracks.
  const tracks = 6000;
  for (const batch of collectionBatches(tracks, 200)) world.save(...batch);
  const db = new Sqlite(world.path);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  expect((await stat(world.path)).size / tracks).toBeLessThan(1024);
});
