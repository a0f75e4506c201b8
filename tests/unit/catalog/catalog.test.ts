import Sqlite from 'better-sqlite3';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCatalog, takeInstanceLock, type StoredTorrent } from '../../../src/main/catalog/index.ts';
import { makeContentRepository } from '../../../src/main/catalog/content-repository.ts';
import { makeTorrentRepository } from '../../../src/main/catalog/torrent-repository.ts';
import { migrate, migrations, versionOf } from '../../../src/main/catalog/migrate.ts';
import { defaultTorrentOptions } from '../../../src/shared/contract/torrent.ts';
import { parseInfoHash } from '../../../src/shared/domain/info-hash.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const now = new Date('2026-11-22T12:00:00Z');

function makeTorrent(seed = 'a'): StoredTorrent {
  const infoHash = parseInfoHash(seed.repeat(40));
  if (infoHash === undefined) throw new Error('not a hash');
  return {
    infoHash,
    name: 'Žluťoučký kůň',
    origin: 'added',
    savePath: '/music',
    profile: 'Open',
    isPaused: false,
    isPrivate: true,
    hasInfo: true,
    sizeBytes: 300,
    fileCount: 2,
    trackers: [['http://a.test/announce'], ['udp://b.test:1']],
    webSeeds: ['http://w.test/'],
    pendingSelect: null,
    doneBytes: 100,
    wantedBytes: 200,
    receivedBytes: 1,
    sentBytes: 2,
    addedAt: now,
    completedAt: null,
    options: {
      downloadLimitBps: 500_000,
      uploadLimitBps: null,
      isSequential: true,
      firstLastFirst: false,
      seedingGoal: { ratio: 1.5, minutes: null, whenMet: 'remove' },
    },
    queuePosition: -3,
    isForced: true,
    pauseReason: 'goal-met',
    seededMs: 7_000,
    goalMetAt: now,
  };
}

const content = {
  infoBytes: Uint8Array.from([1, 2, 3]),
  pieceSizeBytes: 16384,
  files: [
    {
      path: ['x', 'a.flac'],
      sizeBytes: 100,
      offset: 0,
      kind: 'content' as const,
      isWanted: true,
      priority: 'high' as const,
      stamp: { sizeBytes: 100, modifiedMs: 12.5 },
    },
    {
      path: ['x', 'b.flac'],
      sizeBytes: 200,
      offset: 100,
      kind: 'content' as const,
      isWanted: false,
      priority: 'normal' as const,
      stamp: null,
    },
  ],
};

test('what is stored is read back after the catalog was closed', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'catalog.sqlite');
  const torrent = makeTorrent();
  {
    await using catalog = openCatalog(path, now);
    catalog.torrents.insert(torrent);
    catalog.contents.setContent(torrent.infoHash, torrent.name, true, content);
    const progress = { bitfield: Uint8Array.from([0x80]), endedCleanly: true, bootId: 'boot', savedAt: now };
    catalog.contents.saveProgress(torrent.infoHash, progress, [{ sizeBytes: 7, modifiedMs: 8.25 }, null]);
  }
  await using catalog = openCatalog(path, now);
  expect(catalog.torrents.all()).toEqual([torrent]);
  const stored = catalog.contents.content(torrent.infoHash);
  expect(Array.from(stored?.infoBytes ?? [])).toEqual([1, 2, 3]);
  expect(stored?.files.map(({ stamp }) => stamp)).toEqual([{ sizeBytes: 7, modifiedMs: 8.25 }, null]);
  expect(catalog.contents.progress(torrent.infoHash)).toMatchObject({
    endedCleanly: true,
    bootId: 'boot',
    savedAt: now,
  });
});

test('a torrent that is removed leaves no row behind', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'catalog.sqlite');
  {
    await using catalog = openCatalog(path, now);
    const { infoHash } = makeTorrent();
    catalog.torrents.insert(makeTorrent());
    catalog.contents.setContent(infoHash, 'x', false, content);
    catalog.contents.saveProgress(
      infoHash,
      { bitfield: new Uint8Array(1), endedCleanly: false, bootId: '', savedAt: now },
      [],
    );
    catalog.torrents.remove(infoHash);
  }
  const db = new Sqlite(path, { readonly: true });
  for (const table of ['torrent', 'torrent_file', 'torrent_progress']) {
    expect(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
  }
  db.close();
});

test('a transaction that fails leaves nothing of itself', async () => {
  await using folder = await makeTempFolder();
  await using catalog = openCatalog(join(folder.path, 'c.sqlite'), now);
  expect(() =>
    catalog.transaction(() => {
      catalog.torrents.insert(makeTorrent());
      throw new Error('halfway');
    }),
  ).toThrow('halfway');
  expect(catalog.torrents.all()).toEqual([]);
});

test('paths that another torrent uses in the same folder are found by index', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'c.sqlite');
  await using catalog = openCatalog(path, now);
  const [a, b] = [makeTorrent('a'), makeTorrent('b')];
  catalog.torrents.insert(a);
  catalog.contents.setContent(a.infoHash, 'x', false, content);
  expect(catalog.contents.pathsUsedByOthers(b.infoHash, '/music', ['x/a.flac', 'x/new'])).toEqual([
    'x/a.flac',
  ]);
  expect(catalog.contents.pathsUsedByOthers(a.infoHash, '/music', ['x/a.flac'])).toEqual([]);
  expect(catalog.contents.pathsUsedByOthers(b.infoHash, '/other', ['x/a.flac'])).toEqual([]);
  const db = new Sqlite(path, { readonly: true });
  const plan = db
    .prepare(
      `EXPLAIN QUERY PLAN SELECT f.path FROM torrent_file f JOIN torrent t ON t.info_hash = f.info_hash
    WHERE f.kind = 'content' AND t.save_path = 'x' AND f.path IN (SELECT value FROM json_each('[]'))`,
    )
    .all() as { detail: string }[];
  db.close();
  expect(plan.some(({ detail }) => detail.includes('torrent_file_by_path'))).toBe(true);
});

test('a catalog of a newer Warren is refused and not touched', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'c.sqlite');
  const db = new Sqlite(path);
  db.pragma('user_version = 9999');
  db.close();
  // It may keep its journal in another way, which stands in the file.
  const before = await readFile(path);
  expect(() => openCatalog(path, now)).toThrow(expect.objectContaining({ code: 'catalog-too-new' }));
  expect(await readFile(path)).toEqual(before);
});

test.each([
  ['garbage', 'this is no database'.repeat(500)],
  ['zeros', '\0'.repeat(8192)],
])('a catalog full of %s is put aside whole, and the backup takes its place', async (_what, garbage) => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'c.sqlite');
  {
    await using catalog = openCatalog(path, now);
    catalog.torrents.insert(makeTorrent());
    await catalog.backUp();
  }
  await writeFile(path, garbage);
  await using catalog = openCatalog(path, now);
  expect(catalog.torrents.all()).toHaveLength(1);
  expect(catalog).toMatchObject({
    isRestored: true,
    setAside: expect.stringContaining('.damaged-') as string,
  });
  expect(await readFile(catalog.setAside ?? '', 'utf8')).toBe(garbage);
});

test('a damaged page inside a catalog is found at the start', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'c.sqlite');
  {
    await using catalog = openCatalog(path, now);
    for (const seed of '0123456789abcdef')
      catalog.torrents.insert({ ...makeTorrent(seed), name: 'x'.repeat(3000) });
  }
  const bytes = await readFile(path);
  bytes.fill(0xff, bytes.length - 12_000, bytes.length - 4000);
  await writeFile(path, bytes);
  await using catalog = openCatalog(path, now);
  expect(catalog.setAside).toBeDefined();
  expect(catalog.isRestored).toBe(false);
  expect(catalog.torrents.all()).toEqual([]);
});

test('the catalog and its backup are for their owner alone', async () => {
  await using folder = await makeTempFolder();
  await using catalog = openCatalog(join(folder.path, 'c.sqlite'), now);
  await catalog.backUp();
  for (const name of (await readdir(folder.path)).filter((name) => !/-(wal|shm)$/u.test(name))) {
    expect(((await stat(join(folder.path, name))).mode & 0o777).toString(8), name).toBe('600');
  }
});

test('one process at a time holds the lock of a data directory', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'lock');
  {
    using _ = takeInstanceLock(path);
    expect(() => takeInstanceLock(path)).toThrow(expect.objectContaining({ code: 'already-running' }));
  }
  takeInstanceLock(path)[Symbol.dispose]();
});

test('migrations are numbered without gaps and each leaves its number', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  const db = new Sqlite(':memory:');
  for (const step of migrations) {
    migrate(db, migrations.slice(0, step.version));
    expect(versionOf(db)).toBe(step.version);
  }
  db.close();
});

test('a migration that fails halfway leaves the catalog as it was', () => {
  const db = new Sqlite(':memory:');
  const broken = [{ version: 1, sql: 'CREATE TABLE a (x TEXT) STRICT; CREATE TABLE a (x TEXT) STRICT;' }];
  expect(() => migrate(db, broken)).toThrow();
  expect(versionOf(db)).toBe(0);
  expect(db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'a'").get()).toEqual({ n: 0 });
  db.close();
});

test('a catalog of the first form keeps all it holds; its torrents have no limits and come rarest first', () => {
  const db = new Sqlite(':memory:');
  migrate(db, migrations.slice(0, 1));
  db.exec(`
    INSERT INTO torrent VALUES ('${'c'.repeat(40)}', 'Old', 'added', '/music', 'Open', 1, 0, x'01', 300, 16384, '[]', '[]', NULL, 1, 2, 3, 4, 5, NULL);
    INSERT INTO torrent_file VALUES ('${'c'.repeat(40)}', 0, 'Old/a', 100, 0, 'content', 1, NULL, NULL);
    INSERT INTO torrent_file VALUES ('${'c'.repeat(40)}', 1, 'Old/b', 200, 100, 'content', 0, NULL, NULL);`);

  migrate(db);

  expect(makeTorrentRepository(db).all()).toMatchObject([
    {
      name: 'Old',
      isPaused: true,
      wantedBytes: 2,
      sentBytes: 4,
      fileCount: 2,
      options: defaultTorrentOptions,
    },
  ]);
  const infoHash = parseInfoHash('c'.repeat(40));
  if (infoHash === undefined) throw new Error('not a hash');
  expect(makeContentRepository(db).content(infoHash)?.files).toMatchObject([
    { isWanted: true, priority: 'normal' },
    { isWanted: false, priority: 'normal' },
  ]);
  db.close();
});

test('limits, order and priorities outlive a restart, a priority also a time of not being wanted', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'catalog.db');
  const torrent = makeTorrent();
  const options = { ...defaultTorrentOptions, uploadLimitBps: 7 };
  {
    await using catalog = openCatalog(path, now);
    catalog.torrents.insert(torrent);
    catalog.contents.setContent(torrent.infoHash, torrent.name, true, content);
    catalog.torrents.setOptions(torrent.infoHash, options);
    catalog.contents.setPriorities(torrent.infoHash, ['skip', 'low']);
  }
  await using catalog = openCatalog(path, now);
  expect(catalog.torrents.all()[0]?.options).toEqual(options);
  expect(catalog.contents.content(torrent.infoHash)?.files).toMatchObject([
    { isWanted: false, priority: 'high' },
    { isWanted: true, priority: 'low' },
  ]);
});

test('a catalog of the second form keeps its torrents in the order in which they came, with no goal and nothing seeded', () => {
  const db = new Sqlite(':memory:');
  migrate(db, migrations.slice(0, 2));
  const insert = db.prepare(
    `INSERT INTO torrent VALUES (?, 'Old', 'added', '/music', 'Open', 1, 0, NULL, 0, NULL, '[]', '[]', NULL, 1, 2, 3, 4, ?, NULL, 7, NULL, 0, 1)`,
  );
  for (const [letter, addedAt] of [
    ['c', 30],
    ['b', 20],
    ['a', 20],
    ['d', 10],
  ] as const)
    insert.run(letter.repeat(40), addedAt);

  migrate(db);

  const all = makeTorrentRepository(db).all();
  const inLine = [...all].sort((a, b) => a.queuePosition - b.queuePosition);
  expect(inLine.map(({ infoHash }) => infoHash[0]).join('')).toBe('dabc');
  expect(new Set(all.map(({ queuePosition }) => queuePosition)).size).toBe(4);
  for (const torrent of all)
    expect(torrent).toMatchObject({
      isForced: false,
      pauseReason: 'by-user',
      seededMs: 0,
      goalMetAt: null,
      options: { downloadLimitBps: 7, seedingGoal: null },
    });
  db.close();
});

test('place in line, pause, time of seeding and goal outlive a restart', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'catalog.db');
  const { infoHash } = makeTorrent();
  {
    await using catalog = openCatalog(path, now);
    catalog.torrents.insert(makeTorrent());
    catalog.torrents.setQueuePosition(infoHash, 12);
    catalog.torrents.setPaused(infoHash, { isPaused: true, pauseReason: 'by-user', isForced: false });
    catalog.torrents.setSeeded(infoHash, 61_000.4);
    catalog.torrents.setGoalMet(infoHash, null);
  }
  await using catalog = openCatalog(path, now);
  expect(catalog.torrents.all()).toMatchObject([
    {
      queuePosition: 12,
      isPaused: true,
      pauseReason: 'by-user',
      isForced: false,
      seededMs: 61_000,
      goalMetAt: null,
      options: { seedingGoal: { ratio: 1.5, minutes: null, whenMet: 'remove' } },
    },
  ]);
});
