import { expect, test } from 'vitest';
import { makeAudioFile, makeVideoFile } from '../../support/scanned-files.ts';
import {
  albumsOf,
  firstTrack,
  makeLibraryWorld,
  namePage,
  now,
  tracksOf,
  videosOf,
} from './support/library-world.ts';

test('a track is read back with all that its file said', async () => {
  const facts = {
    ...firstTrack,
    artists: ['Björk', 'Nellee Hooper'],
    composers: ['Björk', 'Somebody Else'],
    genres: ['Electronic', 'Pop'],
    discNumber: 2,
  };
  await using world = await makeLibraryWorld([makeAudioFile('Debut/01.flac', facts)]);
  const [track] = tracksOf(world.library);
  expect(track).toMatchObject({
    title: 'One',
    artist: 'Björk, Nellee Hooper',
    album: 'Debut',
    composer: 'Björk, Somebody Else',
    genre: 'Electronic',
    discNumber: 2,
    trackNumber: 1,
    year: 1993,
    durationSeconds: 180.5,
    format: 'FLAC',
    bitrateBps: 900_000,
    sampleRateHz: 44_100,
    bitsPerSample: 16,
    channels: 2,
    path: '/music/Debut/01.flac',
    sizeBytes: 1_000_000,
    isMissing: false,
    plays: 0,
    addedAt: now.toISOString(),
    shareState: 'none',
    labels: [],
    note: null,
  });
  expect(world.library.browse.artists(namePage).rows).toMatchObject([
    { name: 'Björk', albums: 1, tracks: 1 },
    { name: 'Nellee Hooper', albums: 1, tracks: 1 },
  ]);
});

test('tracks make an album with its discs, its length, its genres and the year of most', async () => {
  await using world = await makeLibraryWorld([
    makeAudioFile('Debut/CD1/1.flac', { ...firstTrack, discNumber: 1, genres: ['Pop'] }),
    makeAudioFile('Debut/CD1/2.flac', {
      ...firstTrack,
      title: 'Two',
      discNumber: 1,
      trackNumber: 2,
      genres: ['House'],
    }),
    makeAudioFile('Debut/CD2/1.flac', {
      ...firstTrack,
      title: 'Three',
      discNumber: 2,
      year: 2001,
      albumArtist: 'BJORK',
    }),
  ]);
  const [album, ...others] = albumsOf(world.library);
  expect(others).toEqual([]);
  expect(album).toMatchObject({
    title: 'Debut',
    year: 1993,
    tracks: 3,
    discs: 2,
    durationSeconds: 541.5,
    genres: ['House', 'Pop'],
    isCompilation: false,
    isMissing: false,
  });
  const { tracks } = world.library.browse.album(album?.id ?? 'album-1');
  expect(tracks.map(({ title }) => title)).toEqual(['One', 'Two', 'Three']);
});

test('a sampler without an album artist is one album by nobody; one artist alone makes the album theirs', async () => {
  await using world = await makeLibraryWorld([
    makeAudioFile('Mix/1.mp3', { album: 'Mix', artists: ['A'], trackNumber: 1 }),
    makeAudioFile('Mix/2.mp3', { album: 'Mix', artists: ['B'], trackNumber: 2 }),
    makeAudioFile('Solo/1.mp3', { album: 'Solo', artists: ['C'], trackNumber: 1 }),
    makeAudioFile('Solo/2.mp3', { album: 'Solo', artists: ['C', 'D'], trackNumber: 2 }),
    makeAudioFile('VA/1.mp3', {
      album: 'VA',
      artists: ['E'],
      albumArtist: 'Various Artists',
      isCompilation: true,
    }),
  ]);
  expect(albumsOf(world.library, { sort: 'title' })).toMatchObject([
    { title: 'Mix', artist: null, isCompilation: true, tracks: 2 },
    { title: 'Solo', artist: 'C', isCompilation: false, tracks: 2 },
    { title: 'VA', artist: 'E', isCompilation: true, tracks: 1 },
  ]);
});

test('a cue sheet makes tracks of one file', async () => {
  const cue = [
    { trackNumber: 1, title: 'Prelude', artist: 'P', startSeconds: 0, endSeconds: 60 },
    { trackNumber: 2, title: null, artist: null, startSeconds: 60, endSeconds: null },
  ];
  const album = { album: 'Live', artists: ['A'], durationSeconds: 200 };
  await using world = await makeLibraryWorld([makeAudioFile('live.flac', album, { cue })]);
  const before = tracksOf(world.library, { sort: 'album' });
  expect(before).toMatchObject([
    { title: 'Prelude', artist: 'P', durationSeconds: 60, trackNumber: 1 },
    { title: 'Track 2', artist: 'A', durationSeconds: 140, trackNumber: 2 },
  ]);
  world.save(makeAudioFile('live.flac', album, { cue: cue.slice(0, 1) }));
  expect(tracksOf(world.library).map(({ id }) => id)).toEqual([before[0]?.id]);
});

test('videos are films, episodes of a show, or taken by somebody', async () => {
  await using world = await makeLibraryWorld([
    makeVideoFile('Metropolis (1927).mkv'),
    makeVideoFile('Show/Show.S01E02.mkv'),
    makeVideoFile('Show/Show.S02E01.mkv', { title: 'Again' }),
    makeVideoFile('IMG_0001.MOV', { recordedAt: '2020-02-03T04:05:06.000Z' }),
  ]);
  expect(videosOf(world.library, { sort: 'title' })).toMatchObject([
    { kind: 'episode', title: 'Again', show: 'Show', season: 2, episode: 1 },
    { kind: 'episode', title: 'Episode 2', season: 1 },
    { kind: 'home', title: 'IMG_0001', recordedAt: '2020-02-03T04:05:06.000Z', year: 2020 },
    { kind: 'movie', title: 'Metropolis', year: 1927, format: 'H.264 · AAC in MKV', width: 1920 },
  ]);
  const [show] = world.library.browse.shows(namePage).rows;
  expect(show).toMatchObject({ title: 'Show', seasons: 2, episodes: 2 });
  expect(world.library.browse.show(show?.id ?? 'show-1').episodes.map(({ season }) => season)).toEqual([
    1, 2,
  ]);
});
