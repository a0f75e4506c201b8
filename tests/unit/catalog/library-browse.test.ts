import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { albumPageSql } from '../../../src/main/catalog/library/browse/albums.ts';
import { artistPageSql } from '../../../src/main/catalog/library/browse/artists.ts';
import { showPageSql } from '../../../src/main/catalog/library/browse/shows.ts';
import { trackPageSql } from '../../../src/main/catalog/library/browse/tracks.ts';
import { videoPageSql } from '../../../src/main/catalog/library/browse/videos.ts';
import { idsSql } from '../../../src/main/catalog/library/browse/window.ts';
import { makeAudioFile, makeVideoFile } from '../../support/scanned-files.ts';
import { albumsOf, makeLibraryWorld, namePage, now, tracksOf, videosOf } from './support/library-world.ts';

const shelf = [
  makeAudioFile('a/1.mp3', {
    title: 'Part 10',
    artists: ['The Zebras'],
    album: 'B',
    albumArtist: 'The Zebras',
    year: 1999,
    genres: ['Rock'],
    durationSeconds: 30,
  }),
  makeAudioFile('a/2.mp3', {
    title: 'part 2',
    artists: ['ábel'],
    album: 'A',
    albumArtist: 'ábel',
    year: 2005,
    genres: ['Jazz', 'Rock'],
    durationSeconds: 10,
  }),
  makeAudioFile('b/3.mp3', {
    title: 'Änder',
    artists: ['Abba', 'ábel'],
    album: 'C',
    albumArtist: 'Abba',
    year: 1975,
    genres: ['pop'],
    durationSeconds: 20,
  }),
  makeAudioFile('b/4.mp3', { title: 'The Beginning' }),
];

const titles = (rows: readonly { title: string }[]) => rows.map(({ title }) => title);

test.each([
  [{ sort: 'title' }, ['Änder', 'The Beginning', 'part 2', 'Part 10']],
  [{ sort: 'title', isDescending: true }, ['Part 10', 'part 2', 'The Beginning', 'Änder']],
  [{ sort: 'artist' }, ['Änder', 'part 2', 'Part 10', 'The Beginning']],
  [{ sort: 'album' }, ['part 2', 'Part 10', 'Änder', 'The Beginning']],
  [{ sort: 'year', isDescending: true }, ['part 2', 'Part 10', 'Änder', 'The Beginning']],
  [{ sort: 'durationSeconds' }, ['part 2', 'Änder', 'Part 10', 'The Beginning']],
  [{ genre: 'ROCK' }, ['part 2', 'Part 10']],
  [{ fromYear: 1999 }, ['part 2', 'Part 10']],
  [{ fromYear: 1970, toYear: 1999 }, ['Änder', 'Part 10']],
  [{ text: 'abel par' }, ['part 2']],
  [{ text: 'ABBA' }, ['Änder']],
  [{ text: '&' }, []],
  [{ isMissing: true }, []],
  [{ isFavourite: true }, []],
  [{ isFavourite: false, limit: 1, offset: 1 }, ['The Beginning']],
  [{ shareState: 'sharing' }, []],
  [{ folderId: 99 }, []],
  [{ artistId: 'album-1' }, []],
])('tracks by %j', async (query, expected) => {
  await using world = await makeLibraryWorld(shelf);
  expect(titles(tracksOf(world.library, query))).toEqual(expected);
});

test('a window says how many there are in all', async () => {
  await using world = await makeLibraryWorld(shelf);
  const page = { offset: 3, limit: 5, isDescending: false, sort: 'title' } as const;
  expect(world.library.browse.tracks(page)).toMatchObject({ total: 4, rows: [{ title: 'Part 10' }] });
  expect(world.library.browse.tracks({ ...page, genre: 'jazz' })).toEqual({ total: 1, rows: [] });
});

test.each([
  [{}, ['C', 'A', 'B']],
  [{ sort: 'title' }, ['A', 'B', 'C']],
  [{ sort: 'year' }, ['C', 'B', 'A']],
  [{ genre: 'rock' }, ['A', 'B']],
  [{ text: 'zebras' }, ['B']],
  [{ toYear: 1999 }, ['C', 'B']],
])('albums by %j', async (query, expected) => {
  await using world = await makeLibraryWorld(shelf);
  expect(titles(albumsOf(world.library, query))).toEqual(expected);
});

test('of an artist there are the own albums first, then those with the artist on them', async () => {
  await using world = await makeLibraryWorld(shelf);
  const [abba, abel] = world.library.browse.artists(namePage).rows;
  expect([abba, abel]).toMatchObject([
    { name: 'Abba', albums: 1, tracks: 1 },
    { name: 'ábel', albums: 2, tracks: 2 },
  ]);
  const id = abel?.id ?? 'artist-1';
  expect(titles(world.library.browse.artist(id).albums)).toEqual(['A', 'C']);
  expect(titles(albumsOf(world.library, { artistId: id, sort: 'title' }))).toEqual(['A', 'C']);
  expect(titles(tracksOf(world.library, { artistId: id }))).toEqual(['Änder', 'part 2']);
  expect(world.library.browse.artists({ ...namePage, text: 'zeb' }).rows).toMatchObject([
    { name: 'The Zebras' },
  ]);
});

test('videos are narrowed by kind and show, episodes come in order', async () => {
  await using world = await makeLibraryWorld([
    makeVideoFile('Show.S01E10.mkv'),
    makeVideoFile('Show.S01E02.mkv'),
    makeVideoFile('Another.S01E01.mkv'),
    makeVideoFile('Film (1999).mkv'),
  ]);
  expect(titles(videosOf(world.library, { kind: 'movie' }))).toEqual(['Film']);
  expect(
    videosOf(world.library, { kind: 'episode', sort: 'episode' }).map(
      ({ show, episode }) => `${show} ${episode}`,
    ),
  ).toEqual(['Another 1', 'Show 2', 'Show 10']);
  const show = world.library.browse.shows({ ...namePage, text: 'show' }).rows[0]?.id;
  expect(videosOf(world.library, { showId: show }).length).toBe(2);
});

test('figures count what is in sight', async () => {
  await using world = await makeLibraryWorld([...shelf, makeVideoFile('Show.S01E01.mkv')]);
  world.library.scan.markMissing([world.fileId('a/1.mp3')], now);
  expect(world.library.browse.stats()).toEqual({
    albums: 3,
    artists: 3,
    tracks: 4,
    videos: 1,
    shows: 1,
    playlists: 0,
    durationSeconds: 5640.5,
    sizeBytes: 4_000_000,
    missing: 1,
    problems: 0,
    sharedFiles: 0,
  });
  expect(world.library.browse.genres()).toEqual([
    { name: 'Jazz', albums: 1, tracks: 1 },
    { name: 'pop', albums: 1, tracks: 1 },
    { name: 'Rock', albums: 2, tracks: 2 },
  ]);
  expect(world.library.folders.all()).toMatchObject([{ tracks: 3, videos: 1, missing: 1 }]);
});

test.each(['album', 'artist', 'track', 'video', 'show'] as const)(
  'an unknown %s is told to be unknown',
  async (kind) => {
    await using world = await makeLibraryWorld(shelf);
    const { browse } = world.library;
    const ask = {
      album: browse.album,
      artist: browse.artist,
      track: browse.track,
      video: browse.video,
      show: browse.show,
    };
    expect(() => ask[kind](`${kind}-999`)).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(() => ask[kind](kind === 'show' ? 'track-1' : 'show-1')).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  },
);

const isDescending = false;
test.each([
  ['albums by artist', albumPageSql({ sort: 'artist', isDescending }), 'album_by_artist'],
  ['albums by artist, backwards', albumPageSql({ sort: 'artist', isDescending: true }), 'album_by_artist'],
  ['albums by title', albumPageSql({ sort: 'title', isDescending }), 'album_by_title'],
  ['albums by year', albumPageSql({ sort: 'year', isDescending }), 'album_by_year'],
  ['albums by age', albumPageSql({ sort: 'addedAt', isDescending: true }), 'album_by_added'],
  ['tracks by title', trackPageSql({ sort: 'title', isDescending }), 'track_by_title'],
  ['tracks by title, backwards', trackPageSql({ sort: 'title', isDescending: true }), 'track_by_title'],
  ['tracks by artist', trackPageSql({ sort: 'artist', isDescending }), 'track_by_artist'],
  ['tracks by album', trackPageSql({ sort: 'album', isDescending }), 'track_by_album'],
  ['tracks by year', trackPageSql({ sort: 'year', isDescending }), 'track_by_year'],
  ['tracks by length', trackPageSql({ sort: 'durationSeconds', isDescending }), 'track_by_duration'],
  ['tracks by age', trackPageSql({ sort: 'addedAt', isDescending: true }), 'track_by_added'],
  ['tracks by plays', trackPageSql({ sort: 'plays', isDescending: true }), 'track_by_plays'],
  ['tracks by last play', trackPageSql({ sort: 'lastPlayedAt', isDescending: true }), 'track_by_last_play'],
  ['videos by title', videoPageSql({ sort: 'title', isDescending }), 'video_by_title'],
  ['videos of a kind', videoPageSql({ sort: 'title', isDescending, kind: 'movie' }), 'video_by_kind'],
  ['home videos by day', videoPageSql({ sort: 'recordedAt', isDescending: true }), 'video_by_recording'],
  ['artists', artistPageSql({ isDescending }), 'artist_by_name'],
  ['shows', showPageSql({ isDescending }), 'show_by_title'],
])('%s are read in the order of an index and not sorted', async (_what, page, index) => {
  await using world = await makeLibraryWorld(shelf);
  using db = openPlain(world.path);
  const plan = db
    .prepare(`EXPLAIN QUERY PLAN ${idsSql(page)}`)
    .all({ ...page.values, limit: 100, offset: 0 })
    .map((row) => (row as { detail: string }).detail)
    .join('\n');
  expect(plan).toContain(`USING COVERING INDEX ${index}`);
  expect(plan).not.toContain('TEMP B-TREE');
});

function openPlain(path: string) {
  const db = new Sqlite(path, { readonly: true });
  return { prepare: (sql: string) => db.prepare(sql), [Symbol.dispose]: () => void db.close() };
}
