import { execFileSync } from 'node:child_process';
import { copyFile, cp, mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { makeScanner } from '../../src/main/app/library/scanner.ts';
import { openLibrary } from '../../src/main/catalog/index.ts';
import { systemClock } from '../../src/main/ports/clock.ts';
import { audioNames, makeMediaCollection, toldTags, videoNames } from '../support/media-collection.ts';
import { makeFlac, makeWav } from '../support/sound-files.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { transferPatienceMs, until } from '../support/until.ts';

/** As it ships. */
const threadFile = pathToFileURL(join(import.meta.dirname, '..', '..', 'out', 'scan', 'scan-thread.js'));

const stack: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of stack.splice(0).reverse()) await undo();
});
const nothing = () => undefined;

/** A library on disk, and the thread that fills it. */
async function makeWorld(root?: string) {
  const folder = await makeTempFolder();
  stack.push(() => folder[Symbol.asyncDispose]());
  const music = root ?? join(folder.path, 'music');
  await mkdir(music, { recursive: true });
  const paths = { library: join(folder.path, 'library.sqlite'), artwork: join(folder.path, 'artwork') };
  const library = openLibrary(paths.library, new Date());
  stack.push(() => library[Symbol.dispose]());
  const { id } = library.folders.add(music, new Date());
  const troubles: string[] = [];
  const start = () => {
    const scanner = makeScanner({
      ...{ threadFile, threadData: paths, folders: library.folders.all, clock: systemClock },
      logger: {
        debug: nothing,
        info: nothing,
        warn: (event) => troubles.push(event),
        error: (event) => troubles.push(event),
      },
      onFolderDone: nothing,
      onTrouble: (text) => troubles.push(text),
    });
    stack.push(() => scanner[Symbol.asyncDispose]());
    return scanner;
  };
  const scanner = start();
  return {
    ...{ music, paths, library, folderId: id, start, troubles },
    async scan(by = scanner) {
      by.scan();
      await until(() => by.progress().state === 'idle', {
        what: () => `idle: ${JSON.stringify(by.progress())}`,
        timeoutMs: transferPatienceMs,
      });
      expect(troubles).toEqual([]);
      return by.progress();
    },
  };
}

test('an unchanged library is looked through at the pace of 100,000 files in five seconds', async () => {
  const world = await makeWorld();
  const bytes = makeWav({ INAM: 'Song' }, 0);
  for (let album = 0; album < 30; album += 1) {
    const folder = join(world.music, `Band ${album % 20}`, `Album ${album}`);
    await mkdir(folder, { recursive: true });
    await Promise.all(Array.from({ length: 100 }, (_, n) => writeFile(join(folder, `${n}.wav`), bytes)));
  }
  expect(await world.scan()).toMatchObject({ found: 3000, added: 3000, failed: 0 });
  const before = process.cpuUsage();
  expect(await world.scan()).toMatchObject({ done: 3000, added: 0, changed: 0 });
  const { user, system } = process.cpuUsage(before);
  // Of the processor, not of the clock: what others do on this computer does not count. Microseconds, with room.
  expect(user + system).toBeLessThan(5 * 150_000);
});

test('a thread that is killed again and again in the middle leaves a library that the next scan makes whole', async () => {
  const world = await makeWorld();
  for (let n = 0; n < 600; n += 1)
    await writeFile(
      join(world.music, `${n}.flac`),
      makeFlac({ comments: { TITLE: `Song ${n}`, ALBUM: 'One' } }),
    );
  for (const enough of [1, 200, 400]) {
    const scanner = world.start();
    scanner.scan();
    await until(() => (world.library.folders.all()[0]?.tracks ?? 0) >= enough, {
      what: `${enough} are saved`,
    });
    await scanner[Symbol.asyncDispose]();
  }
  const kept = world.library.folders.all()[0]?.tracks ?? 0;
  expect(await world.scan()).toMatchObject({ found: 600, done: 600, added: 600 - kept, changed: 0 });
  expect(world.library.folders.all()).toMatchObject([{ tracks: 600, missing: 0 }]);
});

describeWith(['ffmpeg'], 'a collection of every kind of file', () => {
  test('is in the library after one scan, with albums, videos and a thumbnail', async () => {
    const world = await makeWorld();
    await cp(await makeMediaCollection(), world.music, { recursive: true });
    await copyFile(join(world.music, 'itunes.m4a'), join(world.music, 'itunes copy.m4a'));
    const files = audioNames.length + videoNames.length + 4;
    expect(await world.scan()).toMatchObject({ found: files, added: files, failed: 0 });
    const { tracks, videos } = world.library.folders.all()[0] ?? {};
    expect({ tracks, videos }).toEqual({ tracks: audioNames.length + 4, videos: videoNames.length });
    const albums = world.library.browse.albums({ offset: 0, limit: 10, isDescending: false, sort: 'title' });
    expect(albums.rows.map(({ title }) => title)).toContain(toldTags.album);
    const thumbnails = await readdir(world.paths.artwork);
    expect(thumbnails).toHaveLength(2);
    expect((await stat(world.paths.artwork)).mode & 0o777).toBe(0o700);
    expect((await stat(join(world.paths.artwork, thumbnails[0] ?? ''))).mode & 0o777).toBe(0o600);
    await rename(join(world.music, 'h264.mkv'), join(world.music, 'Film (1999).mkv'));
    expect(await world.scan()).toMatchObject({ moved: 1, added: 0, changed: 0, missing: 0 });
  });
});

describeWith(['loop devices (root)'], 'a drive that is unplugged', () => {
  const mount = (where: string) => execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'none', where]);
  const unmount = (where: string) => execFileSync('umount', ['-l', where]);

  test('forgets nothing, whether it was the whole folder or a part of it', async () => {
    const world = await makeWorld();
    const disk = join(world.music, 'disk');
    await mkdir(disk);
    mount(disk);
    stack.push(() => unmount(disk));
    await writeFile(join(world.music, 'here.wav'), makeWav({ INAM: 'Here' }));
    await mkdir(join(disk, 'Album'));
    await writeFile(join(disk, 'Album', 'there.wav'), makeWav({ INAM: 'There' }));
    await world.scan();
    stack.pop();
    unmount(disk);
    expect(await world.scan()).toMatchObject({ missing: 0 });
    expect(world.library.folders.all()).toMatchObject([{ tracks: 2, missing: 0 }]);
  });

  test('forgets nothing when the mount point of the folder itself is empty', async () => {
    const point = await makeTempFolder();
    stack.push(() => point[Symbol.asyncDispose]());
    mount(point.path);
    stack.push(() => unmount(point.path));
    const world = await makeWorld(point.path);
    await writeFile(join(point.path, 'a.wav'), makeWav({ INAM: 'A' }));
    await world.scan();
    const { lastScanAt } = world.library.folders.all()[0] ?? {};
    unmount(point.path);
    expect(await world.scan()).toMatchObject({ missing: 0 });
    expect(world.library.folders.all()).toMatchObject([{ tracks: 1, missing: 0, lastScanAt }]);
    mount(point.path);
    await writeFile(join(point.path, 'b.wav'), makeWav({ INAM: 'B' }));
    // Another drive in its place: now its files are gone.
    expect(await world.scan()).toMatchObject({ added: 1, missing: 1 });
  });
});
