import fc from 'fast-check';
import { mkdir, readFile, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFilePool } from '../../../src/main/engine/content/file-pool.ts';
import { makeFileStore } from '../../../src/main/engine/content/file-store.ts';
import { makeSmallDisk } from '../../support/small-disk.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { describeWith } from '../../support/tools.ts';
import { makeContent, makeFixtureLayout } from './content-fixture.ts';

const numbered = (count: number, folder: string) =>
  Array.from({ length: count }, (_, index) => ({
    path: `${folder}/${index % 5}/${index}`,
    bytes: Buffer.alloc(8, index),
  }));

test('the files of all torrents together never need more handles than allowed, however many are asked for at once', async () => {
  await using folder = await makeTempFolder();
  const pool = makeFilePool({ maxOpenFiles: 4 });
  let most = 0;
  const stores = ['a', 'b', 'c'].map((name) => {
    const files = numbered(60, name);
    return {
      files,
      store: makeFileStore(makeFixtureLayout(makeContent(folder.path, files), files), { pool }),
    };
  });
  await Promise.all(
    stores.flatMap(({ files, store }) =>
      files.map(async ({ bytes }, index) => {
        await store.write(index * 8, bytes);
        most = Math.max(most, pool.openCount);
        expect((await store.read(index * 8, 8)).equals(bytes)).toBe(true);
        most = Math.max(most, pool.openCount);
      }),
    ),
  );
  expect(most).toBeLessThanOrEqual(4);
  for (const { store } of stores) await store.close();
  expect(pool.openCount).toBe(0);
});

test('a file that is written and read needs one handle', async () => {
  await using folder = await makeTempFolder();
  const pool = makeFilePool({ maxOpenFiles: 4 });
  const files = [{ path: 'one', bytes: Buffer.from('12345678') }];
  await writeFile(join(folder.path, 'one'), 'abcdefgh');
  const store = makeFileStore(makeFixtureLayout(makeContent(folder.path, files), files), { pool });
  await store.read(0, 8);
  await store.write(0, Buffer.from('1234'));
  expect((await store.read(0, 8)).toString()).toBe('1234efgh');
  expect(pool.openCount).toBe(1);
  await store.close();
});

test('what is still asked of a torrent that was closed leaves no file open', async () => {
  await using folder = await makeTempFolder();
  const pool = makeFilePool({ maxOpenFiles: 2 });
  const files = numbered(20, 'a');
  const store = makeFileStore(makeFixtureLayout(makeContent(folder.path, files), files), { pool });
  for (const [index, { bytes }] of files.entries()) await store.write(index * 8, bytes);
  const reads = files.map((_, index) => store.read(index * 8, 8));
  await store.close();
  await Promise.all(reads);
  expect(pool.openCount).toBe(0);
});

test('a folder that somebody took away is made again', async () => {
  await using folder = await makeTempFolder();
  const pool = makeFilePool({ maxOpenFiles: 1 });
  const files = numbered(10, 'album');
  const store = makeFileStore(makeFixtureLayout(makeContent(folder.path, files), files), { pool });
  await store.write(0, Buffer.alloc(8, 1));
  await rm(join(folder.path, 'album'), { recursive: true });
  await store.write(5 * 8, Buffer.alloc(8, 5));
  expect(await readFile(join(folder.path, 'album/0/5'))).toEqual(Buffer.alloc(8, 5));
  await store.close();
});

test('a folder that became a link leading out is not written through, also when it was made by us', async () => {
  await using folder = await makeTempFolder();
  const root = join(folder.path, 'downloads');
  await mkdir(root);
  const pool = makeFilePool({ maxOpenFiles: 1 });
  const files = numbered(10, 'album');
  const store = makeFileStore(makeFixtureLayout(makeContent(root, files), files), { pool });
  await store.write(0, Buffer.alloc(8, 1));
  const outside = join(folder.path, 'outside');
  await rename(join(root, 'album/0'), outside);
  await symlink(outside, join(root, 'album/0'));
  await expect(store.write(5 * 8, Buffer.alloc(8, 5))).rejects.toMatchObject({ reason: 'not-writable' });
  expect(await readdir(outside)).toEqual(['0']);
  await store.close();
});

test('a folder is looked at again after half a second', async () => {
  await using folder = await makeTempFolder();
  const root = join(folder.path, 'downloads');
  await mkdir(root);
  let nowMs = 0;
  const pool = makeFilePool({ maxOpenFiles: 1, clock: { monotonicMs: () => nowMs } });
  const files = numbered(10, 'album');
  const store = makeFileStore(makeFixtureLayout(makeContent(root, files), files), { pool });
  await store.write(0, Buffer.alloc(8, 1));
  await rename(join(root, 'album/0'), join(folder.path, 'outside'));
  await symlink(join(folder.path, 'outside'), join(root, 'album/0'));
  nowMs = 501;
  await expect(store.write(5 * 8, Buffer.alloc(8, 5))).rejects.toMatchObject({ reason: 'not-writable' });
  await store.close();
});

test('files without bytes are made without being kept open, and one that is there is left as it is', async () => {
  await using folder = await makeTempFolder();
  const pool = makeFilePool({ maxOpenFiles: 4 });
  const files = ['new', 'there'].map((name) => ({ path: `e/${name}`, bytes: Buffer.alloc(0) }));
  await mkdir(join(folder.path, 'e'));
  await writeFile(join(folder.path, 'e/there'), 'mine');
  const content = makeContent(folder.path, [...files, { path: 'x', bytes: Buffer.alloc(4) }]);
  const store = makeFileStore(makeFixtureLayout(content, files), { pool });
  await store.makeEmptyFiles();
  expect(pool.openCount).toBe(0);
  expect(await readFile(join(folder.path, 'e/there'), 'utf8')).toBe('mine');
  expect((await stat(join(folder.path, 'e/new'))).size).toBe(0);
  await store.close();
});

test('any stretch of a torrent is read into any pieces of memory, over files and padding', async () => {
  await using folder = await makeTempFolder();
  const kinds = ['content', 'padding', 'content', 'content', 'content', 'padding', 'content'] as const;
  const files = kinds.map((kind, index) => ({
    path: `f${index}`,
    kind,
    bytes: Buffer.alloc([7, 3, 0, 30, 1, 9, 50][index] ?? 0, kind === 'padding' ? 0 : index + 65),
  }));
  const whole = Buffer.concat(files.map(({ bytes }) => bytes));
  const store = makeFileStore(makeFixtureLayout(makeContent(folder.path, files), files));
  await store.write(0, whole);
  const lengths = fc.array(fc.nat(40), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), lengths, async (offset, sizes) => {
      const targets = sizes.map((size) => Buffer.alloc(size, 0xee));
      await store.readIntoAll(offset, targets);
      const got = Buffer.concat(targets);
      // What lies behind the end is zero, never what was in the memory before.
      const expected = Buffer.alloc(got.length);
      whole.copy(expected, 0, offset, offset + got.length);
      expect(got.equals(expected)).toBe(true);
    }),
    { numRuns: 300 },
  );
  await store.close();
});

test('with full preallocation a file has its whole size before its first piece, and what was there stays', async () => {
  await using folder = await makeTempFolder();
  const files = ['one', 'two'].map((path) => ({ path, bytes: Buffer.alloc(3_000_000, path) }));
  const layout = makeFixtureLayout(makeContent(folder.path, files, 1_000_000), files);
  await writeFile(join(folder.path, 'one'), 'mine');
  const store = makeFileStore(layout, { preallocation: 'full' });
  await Promise.all([1, 2].map((piece) => store.write(piece * 1_000_000, Buffer.alloc(1_000_000, 1))));
  const one = await readFile(join(folder.path, 'one'));
  expect(one).toHaveLength(3_000_000);
  expect(one.subarray(0, 6)).toEqual(Buffer.from('mine\0\0'));
  expect(one.subarray(1_000_000).equals(Buffer.alloc(2_000_000, 1))).toBe(true);
  await expect(stat(join(folder.path, 'two'))).rejects.toThrow();
  await store.close();
});

describeWith(['loop devices (root)'], 'a small disk', () => {
  test('a full disk fails its own torrent, sparse at the piece that does not fit, full before the first', async () => {
    await using folder = await makeTempFolder();
    await using disk = await makeSmallDisk(folder.path, 4_000_000);
    const pool = makeFilePool({ maxOpenFiles: 8 });
    const pieceBytes = 1_000_000;
    const files = [{ path: 'film', bytes: Buffer.alloc(8 * pieceBytes, 1) }];
    const storeIn = (path: string, preallocation: 'sparse' | 'full') =>
      makeFileStore(makeFixtureLayout(makeContent(path, files, pieceBytes), files), { pool, preallocation });
    const piece = Buffer.alloc(pieceBytes, 1);

    const full = storeIn(disk.path, 'full');
    await expect(full.write(0, piece)).rejects.toMatchObject({ reason: 'disk-full' });
    await full.close();
    await rm(join(disk.path, 'film'));

    const sparse = storeIn(disk.path, 'sparse');
    const elsewhere = storeIn(folder.path, 'full');
    await sparse.write(0, piece);
    const results = await Promise.allSettled(
      [1, 2, 3, 4, 5, 6, 7].flatMap((index) => [
        sparse.write(index * pieceBytes, piece).then(() => sparse.sync()),
        elsewhere.write(index * pieceBytes, piece),
      ]),
    );
    const failed = results.filter((result) => result.status === 'rejected');
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every(({ reason }) => (reason as { reason: string }).reason === 'disk-full')).toBe(true);
    expect(results.filter((_, index) => index % 2 === 1).every(({ status }) => status === 'fulfilled')).toBe(
      true,
    );
    await sparse.close();
    await elsewhere.close();
  });
});
