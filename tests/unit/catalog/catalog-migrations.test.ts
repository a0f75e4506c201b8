import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { makeContentRepository } from '../../../src/main/catalog/content-repository.ts';
import { makeTorrentRepository } from '../../../src/main/catalog/torrent-repository.ts';
import { migrate, migrations, versionOf } from '../../../src/main/catalog/migrate.ts';
import { defaultTorrentOptions } from '../../../src/shared/contract/torrent.ts';
import { parseInfoHash } from '../../../src/shared/domain/info-hash.ts';

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
