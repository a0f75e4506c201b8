import Sqlite from 'better-sqlite3';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCatalog, takeInstanceLock } from '../../../src/main/catalog/index.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { makeTorrent, now } from './support/stored-torrent.ts';

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
