import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type {
  Album,
  Hit,
  LibraryFolder,
  LibraryStats,
  Track,
} from '../../src/shared/contract/library-items.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { makeFlac } from '../support/sound-files.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

const song = (title: string) =>
  makeFlac({
    comments: { TITLE: title, ARTIST: 'Björk Guðmundsdóttir', ALBUM: 'Tríó', ALBUMARTIST: 'Björk' },
  });

const titlesOf = async (warren: Instance) =>
  (await warren.json<Track[]>('library', 'list', '--kind', 'tracks')).map(({ title }) => title).sort();

test('a folder is taken in, found by any spelling, counted, reported on, and taken out again', async () => {
  await using temp = await makeTempFolder();
  const music = join(temp.path, 'music');
  await mkdir(join(music, 'Tríó'), { recursive: true });
  await writeFile(join(music, 'Tríó', '1.flac'), song('Hljómur'));
  await writeFile(join(music, 'Tríó', '2.flac'), song('Kyrrð'));
  await writeFile(join(music, 'broken.mp3'), 'This is no music.');
  await using warren = await startInstance({ dataDir: join(temp.path, 'data') });

  expect(await warren.json<LibraryFolder>('library', 'add', music, '--wait')).toMatchObject({
    path: music,
    isThere: true,
    tracks: 2,
    videos: 0,
    missing: 0,
  });
  expect(await warren.json<Album[]>('library', 'list')).toMatchObject([
    { title: 'Tríó', artist: 'Björk', tracks: 2, shareState: 'none' },
  ]);
  const [hit] = await warren.json<Hit[]>('library', 'search', 'bjork', 'hljomur');
  expect(Object.keys(hit ?? {}).sort()).toEqual(
    ['album', 'artist', 'durationSeconds', 'id', 'kind', 'path', 'shareState', 'title', 'year'].sort(),
  );
  expect(hit).toMatchObject({ kind: 'track', title: 'Hljómur', path: join(music, 'Tríó', '1.flac') });
  expect(await warren.json<LibraryStats>('library', 'stats')).toMatchObject({
    albums: 1,
    tracks: 2,
    problems: 1,
  });
  expect(await warren.json<{ path: string }[]>('library', 'report')).toMatchObject([
    { path: join(music, 'broken.mp3') },
  ]);

  // A drive that is not there keeps its rows; a file that is gone from a folder that is there is missing.
  await rm(join(music, 'Tríó', '2.flac'));
  await warren.json('library', 'scan', music, '--wait');
  expect(await warren.json<LibraryFolder[]>('library', 'folders')).toMatchObject([{ tracks: 1, missing: 1 }]);

  await warren.json('library', 'remove', music);
  expect(await warren.json('library', 'folders')).toEqual([]);
  expect(await titlesOf(warren)).toEqual([]);
});

test.each([
  ['a folder that is not there', ['add', '/nowhere/music'], 'path-missing'],
  ['a file', ['add', import.meta.filename], 'invalid-input'],
  ['to take out what is not in it', ['remove', '/nowhere/music'], 'not-found'],
  ['to scan what is not in it', ['scan', '/nowhere/music'], 'not-found'],
  ['to list what there is not', ['list', '--kind', 'books'], 'invalid-input'],
])('it is refused %s', async (_what, verb, code) => {
  await using temp = await makeTempFolder();
  await using warren = await startInstance({ dataDir: join(temp.path, 'data') });
  const answer = await warren.cli('library', ...verb, '--json');
  expect(answer.code).toBe(1);
  expect(JSON.parse(answer.stderr)).toMatchObject({ error: { code } });
});

test.each([
  [true, ['Hljómur']],
  [false, []],
])('what has finished downloading enters the library by rule: %s', async (takesDownloads, expected) => {
  await using temp = await makeTempFolder();
  const source = join(temp.path, 'source', 'Tríó');
  await mkdir(source, { recursive: true });
  await writeFile(join(source, '1.flac'), song('Hljómur'));
  await using seeder = await startInstance({ dataDir: join(temp.path, 'seeder') });
  const port = await seeder.listenPort();
  const { torrentFile } = await seeder.json<{ torrentFile: string }>('share', source);
  const downloads = join(temp.path, 'downloads');
  await mkdir(downloads);
  await using warren = await startInstance({
    dataDir: join(temp.path, 'data'),
    settings: { downloadFolder: downloads, library: { takesDownloads } },
  });
  const { id } = await warren.json('add', torrentFile, '--peer', `127.0.0.1:${port}`);
  await warren.reaches(id, 'seeding');
  const hasLooked = async () =>
    (await warren.json<LibraryFolder[]>('library', 'folders'))[0]?.lastScanAt != null;
  if (takesDownloads) await until(hasLooked, { what: 'the folder for downloads was scanned' });
  else {
    // Time in which it would have come in: another folder is taken in meanwhile, and is the only one.
    const other = join(temp.path, 'other');
    await mkdir(other);
    await warren.json('library', 'add', other, '--wait');
    expect(await warren.json('library', 'folders')).toMatchObject([{ path: other }]);
  }
  expect(await titlesOf(warren)).toEqual(expected);
});
