import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Album, Hit, LibraryFolder, Track } from '../../src/shared/contract/library-items.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { makeFlac } from '../support/sound-files.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

/** Of many pieces, so that it is told which of two files was changed. */
const song = (title: string, artist = 'Ferry Band') =>
  Buffer.concat([
    makeFlac({ comments: { TITLE: title, ARTIST: artist, ALBUM: 'Harbour', ALBUMARTIST: 'Ferry Band' } }),
    Buffer.alloc(200_000, title),
  ]);

interface Shares {
  readonly album: string | undefined;
  readonly tracks: Readonly<Record<string, string>>;
}

async function sharesOf(warren: Instance): Promise<Shares> {
  const albums = await warren.call<{ rows: Album[] }>('library.albums', {});
  const tracks = await warren.call<{ rows: Track[] }>('library.tracks', {});
  return {
    album: albums.rows[0]?.shareState,
    tracks: Object.fromEntries(tracks.rows.map(({ title, shareState }) => [title, shareState])),
  };
}

async function tells(warren: Instance, album: string): Promise<Shares> {
  let last: Shares | undefined;
  const what = () => `the album is ${album}; it is ${JSON.stringify(last)}`;
  return until(async () => (last = await sharesOf(warren)).album === album && last, { what });
}

/** An album of two songs in the library, shared. */
async function makeWorld() {
  const stack = new AsyncDisposableStack();
  const temp = stack.use(await makeTempFolder());
  const at = (...names: string[]) => join(temp.path, ...names);
  const [music, album] = [at('music'), at('music', 'Harbour')];
  await mkdir(album, { recursive: true });
  for (const title of ['Dawn', 'Dusk']) await writeFile(join(album, `${title}.flac`), song(title));
  await writeFile(join(music, 'other.flac'), makeFlac({ comments: { TITLE: 'Other' } }));
  const dataDir = at('data');
  const warren = stack.use(await startInstance({ dataDir }));
  await warren.json('library', 'add', music, '--wait');
  const { id } = await warren.json('share', album);
  await warren.reaches(id, 'seeding');
  expect((await tells(warren, 'at-risk')).tracks).toMatchObject({ Dawn: 'at-risk', Dusk: 'at-risk' });
  await copyFile(join(album, 'Dawn.flac'), at('copy'));
  return { at, music, album, dataDir, warren, id, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

test.each([
  [
    'whose tags another program changed',
    (path: string) => writeFile(path, song('Dawn', 'The Ferry')),
    'error',
  ],
  ['that was deleted', (path: string) => rm(path), 'missing'],
] as const)(
  'a shared file %s is told of, also after a start, until it is put back',
  async (_, harm, state) => {
    await using world = await makeWorld();
    const { album, music, warren, id, at, dataDir } = world;
    const file = join(album, 'Dawn.flac');

    await harm(file);
    await warren.json('library', 'scan', music, '--wait');
    await warren.json('recheck', id);
    await warren.reaches(id, 'error', state);
    const told = { Dawn: 'broken', Dusk: 'stopped', Other: 'none' };
    expect((await tells(warren, 'broken')).tracks).toEqual(told);
    expect(await warren.json<Hit[]>('library', 'search', 'dawn')).toMatchObject([{ shareState: 'broken' }]);
    expect((await warren.cli('library', 'search', 'dawn')).stdout).toContain('it is not what was shared');
    expect(await warren.json<LibraryFolder[]>('library', 'folders')).toMatchObject([{ broken: 1 }]);

    await warren.stop();
    await using again = await startInstance({ dataDir });
    expect((await sharesOf(again)).tracks).toEqual(told);
    await again.reaches(id, 'error', 'missing');
    await again.json('library', 'scan', music, '--wait');
    expect((await tells(again, 'broken')).tracks).toEqual(told);

    await copyFile(at('copy'), file);
    await again.json('recheck', id);
    await again.reaches(id, 'seeding');
    expect((await tells(again, 'at-risk')).tracks).toMatchObject({ Dawn: 'at-risk', Dusk: 'at-risk' });
  },
);

test('a drive that is pulled out breaks nothing: it is away, and comes back', async () => {
  await using world = await makeWorld();
  const { music, warren, id, at } = world;

  await rename(music, at('drive'));
  await warren.json('recheck', id);
  await warren.reaches(id, 'missing', 'error');
  expect((await tells(warren, 'away')).tracks).toMatchObject({ Dawn: 'away', Dusk: 'away' });
  // What stays of the place where a drive was.
  await mkdir(music);
  await warren.json('recheck', id);
  await warren.reaches(id, 'missing', 'error');
  expect((await tells(warren, 'away')).tracks).toMatchObject({ Dawn: 'away', Dusk: 'away' });

  await rm(music, { recursive: true });
  await rename(at('drive'), music);
  await warren.json('library', 'scan', music, '--wait');
  expect((await tells(warren, 'stopped')).tracks).toMatchObject({ Dawn: 'stopped', Dusk: 'stopped' });
  await warren.json('recheck', id);
  await warren.reaches(id, 'seeding');
  await tells(warren, 'at-risk');
});

test('what was changed is shared anew, and the old share rests', async () => {
  await using world = await makeWorld();
  const { album, music, warren, id } = world;
  await writeFile(join(album, 'Dawn.flac'), song('Dawn', 'The Ferry'));
  await warren.json('recheck', id);
  await warren.reaches(id, 'error');
  await tells(warren, 'broken');
  await warren.json('library', 'scan', music, '--wait');

  const { id: anew } = await warren.json('share', album);
  expect(anew).not.toBe(id);
  await warren.reaches(anew, 'seeding');
  expect(await warren.json('show', id)).toMatchObject({ state: 'paused' });
  expect((await tells(warren, 'at-risk')).tracks).toMatchObject({ Dawn: 'at-risk', Dusk: 'at-risk' });
});

test('what was moved is told of where it lies now, and shared anew from there it is the same share', async () => {
  await using world = await makeWorld();
  const { album, music, warren, id } = world;
  const moved = join(music, 'Elsewhere', 'Harbour');
  await mkdir(join(music, 'Elsewhere'));
  await rename(album, moved);
  await warren.json('library', 'scan', music, '--wait');
  // Nobody has asked the transfer for anything yet.
  await warren.json('recheck', id);
  await warren.reaches(id, 'missing', 'error');
  const told = await tells(warren, 'broken');
  expect(told.tracks).toEqual({ Dawn: 'broken', Dusk: 'broken', Other: 'none' });

  expect(await warren.json('share', moved)).toMatchObject({ id });
  await warren.reaches(id, 'seeding');
  expect(await warren.json('show', id)).toMatchObject({ savePath: join(music, 'Elsewhere') });
  expect((await tells(warren, 'at-risk')).tracks).toMatchObject({ Dawn: 'at-risk', Dusk: 'at-risk' });
});
