import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCatalog } from '../../../src/main/catalog/index.ts';
import { defaultTorrentOptions } from '../../../src/shared/contract/torrent.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { content, makeTorrent, now } from './support/stored-torrent.ts';

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
