import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startInstance, type Instance } from '../support/instance.ts';
import { differences, writePayload } from '../support/payload.ts';
import { makeSmallDisk } from '../support/small-disk.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { until } from '../support/until.ts';

const run = promisify(execFile);

async function writeAt(path: string, position: number, text: string): Promise<void> {
  await using file = await open(path, 'r+');
  await file.write(text, position);
}

const album = { 'song.flac': 3_000_000, 'CD 2/other.flac': 1_000_000, 'cover.jpg': 20_000 };

interface Place {
  readonly path: string;
  /** What is shared. */
  readonly source: string;
  readonly downloads: string;
  readonly seeder: Instance;
  readonly warren: Instance;
  readonly id: string;
}

/** A second Warren has downloaded what the first one shares, or is about to. */
async function withDownload(
  { files = album, isSlow = false }: { files?: Record<string, number>; isSlow?: boolean },
  work: (place: Place) => Promise<void>,
): Promise<void> {
  await using temp = await makeTempFolder();
  const [source, downloads] = [join(temp.path, 'source', 'Album'), join(temp.path, 'downloads')];
  await writePayload(source, files);
  await mkdir(downloads);
  await using seeder = await startInstance({ dataDir: join(temp.path, 'seeder') });
  const port = await seeder.listenPort();
  const shared = await seeder.json<{ id: string; torrentFile: string }>('share', source);
  if (isSlow) await seeder.json('limit', shared.id, '--up', '600K');
  await using warren = await startInstance({
    dataDir: join(temp.path, 'data'),
    settings: { downloadFolder: downloads },
  });
  const { id } = await warren.json('add', shared.torrentFile, '--peer', `127.0.0.1:${port}`);
  if (!isSlow) await warren.reaches(id, 'seeding');
  await work({ path: temp.path, source, downloads, seeder, warren, id });
}

const errorOf = async (warren: Instance, ...args: string[]) => {
  const { stderr } = await warren.cli(...args, '--json');
  return (JSON.parse(stderr) as { error: { code: string } }).error.code;
};

test('files move to a folder that is made for them, leave nothing behind, and go on being seeded', () =>
  withDownload({}, async ({ path, source, downloads, warren, id }) => {
    const folder = join(path, 'music', 'new');
    expect(await warren.json('move', id, folder)).toMatchObject({ id, savePath: folder });
    await warren.reaches(id, 'seeding');
    expect(await differences(source, join(folder, 'Album'))).toEqual([]);
    expect(await readdir(downloads)).toEqual([]);
  }));

test('a download goes on where it was moved to', () =>
  withDownload({ isSlow: true }, async ({ path, source, downloads, seeder, warren, id }) => {
    await until(async () => (await warren.json('show', id)).progress > 0.2, { what: 'a part has arrived' });
    const { downloadedBytes } = await warren.json('move', id, join(path, 'elsewhere'));
    await seeder.json('limit', id, '--up', 'none');
    // Nobody else tells it of the peer.
    await warren.json('add-peer', id, `127.0.0.1:${await seeder.listenPort()}`);
    await warren.reaches(id, 'seeding');
    expect(await differences(source, join(path, 'elsewhere', 'Album'))).toEqual([]);
    expect(await readdir(downloads)).toEqual([]);
    const all = await warren.json('show', id);
    expect(all.downloadedBytes - downloadedBytes).toBeLessThan(all.sizeBytes);
  }));

test('another file in the way is left as it is, and nothing is moved', () =>
  withDownload({}, async ({ path, source, downloads, warren, id }) => {
    const folder = join(path, 'taken');
    await mkdir(join(folder, 'Album'), { recursive: true });
    await writeFile(join(folder, 'Album', 'song.flac'), 'Somebody else.');
    expect(await errorOf(warren, 'move', id, folder)).toBe('not-writable');
    expect(await readFile(join(folder, 'Album', 'song.flac'), 'utf8')).toBe('Somebody else.');
    expect(await readdir(join(folder, 'Album'))).toEqual(['song.flac']);
    expect(await differences(source, join(downloads, 'Album'))).toEqual([]);
    await warren.reaches(id, 'seeding');
    // Its engine has it again, too: it takes orders.
    await warren.json('add-peer', id, '127.0.0.1:9');
  }));

test('another way to the same folder is no other place: nothing is lost', () =>
  withDownload({}, async ({ path, source, downloads, warren, id }) => {
    const link = join(path, 'link');
    await symlink(downloads, link);
    expect(await errorOf(warren, 'move', id, link)).toBe('invalid-input');
    expect(await differences(source, join(downloads, 'Album'))).toEqual([]);
    await warren.reaches(id, 'seeding');
    // It is the same place under another name, and may be called so.
    expect(await warren.json('move', id, link, '--files-are-there')).toMatchObject({ savePath: link });
    await warren.reaches(id, 'seeding');
    expect(await differences(source, join(downloads, 'Album'))).toEqual([]);
  }));

test('what is shared is never moved, but followed to where its owner has moved it', () =>
  withDownload({}, async ({ path, source, seeder, id }) => {
    const folder = join(path, 'moved');
    expect(await errorOf(seeder, 'move', id, folder)).toBe('invalid-input');
    expect(await errorOf(seeder, 'move', id, folder, '--files-are-there')).toBe('path-missing');
    await mkdir(folder);
    await rename(source, join(folder, 'Album'));
    expect(await seeder.json('move', id, folder, '--files-are-there')).toMatchObject({ savePath: folder });
    await seeder.reaches(id, 'seeding');
  }));

describeWith(['loop devices (root)'], 'to another drive', () => {
  test('files are copied, whole and believed; a drive that is too small changes nothing', () =>
    withDownload({}, async ({ path, source, downloads, warren, id }) => {
      await using small = await makeSmallDisk(join(path, 'small'), 3 * 1024 * 1024);
      expect(await errorOf(warren, 'move', id, small.path)).toBe('disk-full');
      expect(await readdir(small.path)).toEqual(['lost+found']);
      expect(await differences(source, join(downloads, 'Album'))).toEqual([]);
      await warren.reaches(id, 'seeding');

      // A change that size and time do not tell: whoever hashes it again finds out.
      const song = join(downloads, 'Album', 'song.flac');
      const as = join(path, 'as-it-was');
      await run('cp', ['-p', song, as]);
      await writeAt(song, 1_000_000, 'X');
      await run('touch', ['-r', as, song]);

      await using large = await makeSmallDisk(join(path, 'large'), 32 * 1024 * 1024);
      await warren.json('move', id, large.path);
      await warren.reaches(id, 'seeding');
      expect(await differences(source, join(large.path, 'Album'))).toEqual(['song.flac']);
      expect(existsSync(join(downloads, 'Album'))).toBe(false);
      await warren.stop();
    }));

  test('killed while it copies, it seeds from where the files are, and can be asked again', async () => {
    await using temp = await makeTempFolder();
    await using disk = await makeSmallDisk(join(temp.path, 'drive'), 128 * 1024 * 1024);
    await withDownload({ files: { 'film.mkv': 60_000_000 } }, async ({ source, warren, id, path }) => {
      const asking = warren.cli('move', id, disk.path, '--json');
      const hasBegun = async () => (await readdir(disk.path)).includes('Album');
      await until(hasBegun, { what: 'the first file is being copied' });
      await warren.kill();
      await asking;
      await using again = await startInstance({ dataDir: join(path, 'data') });
      const { savePath } = await again.reaches(id, 'seeding');
      expect(await differences(source, join(savePath, 'Album'))).toEqual([]);
      await again.json('move', id, disk.path);
      await again.reaches(id, 'seeding');
      expect(await differences(source, join(disk.path, 'Album'))).toEqual([]);
      await again.stop();
    });
  });
});
