import { expect, test } from 'vitest';
import { makeAudioFile, makeUnreadableFile, makeVideoFile } from '../../support/scanned-files.ts';
import {
  albumsOf,
  later,
  makeLibraryWorld,
  namePage,
  now,
  tracksOf,
  videosOf,
} from './support/library-world.ts';

const first = {
  title: 'One',
  artists: ['Björk'],
  album: 'Debut',
  albumArtist: 'Björk',
  trackNumber: 1,
  year: 1993,
};

test('a track is read back with all that its file said', async () => {
  const facts = {
    ...first,
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
    makeAudioFile('Debut/CD1/1.flac', { ...first, discNumber: 1, genres: ['Pop'] }),
    makeAudioFile('Debut/CD1/2.flac', {
      ...first,
      title: 'Two',
      discNumber: 1,
      trackNumber: 2,
      genres: ['House'],
    }),
    makeAudioFile('Debut/CD2/1.flac', {
      ...first,
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

test('a track keeps its id when its file changes, moves, goes missing and comes back', async () => {
  await using world = await makeLibraryWorld([makeAudioFile('a/1.flac', first)]);
  const { library, folderId } = world;
  const id = tracksOf(library)[0]?.id ?? 'track-1';
  const album = albumsOf(library)[0]?.id;
  library.marks.setPosition(id, null, now);

  expect(world.save(makeAudioFile('a/1.flac', { ...first, title: 'Uno' }))).toEqual({ added: 0, changed: 1 });
  expect(library.browse.track(id)).toMatchObject({ title: 'Uno', plays: 1 });

  const stat = { sizeBytes: 5, modifiedMs: 6.5, inode: '1:2' };
  library.scan.move(world.fileId('a/1.flac'), 'b/2.flac', stat);
  expect(library.browse.track(id)).toMatchObject({ path: '/music/b/2.flac', plays: 1 });
  expect(library.scan.known(folderId)).toMatchObject([{ path: 'b/2.flac', ...stat, isMissing: false }]);

  library.scan.markMissing([world.fileId('b/2.flac')], now);
  expect(library.browse.track(id).isMissing).toBe(true);
  expect(albumsOf(library)).toMatchObject([{ id: album, isMissing: true }]);
  expect(library.folders.all()).toMatchObject([{ tracks: 0, missing: 1 }]);

  library.scan.markThere([world.fileId('b/2.flac')]);
  expect(library.browse.track(id)).toMatchObject({ isMissing: false, plays: 1 });
  expect(albumsOf(library)).toMatchObject([{ id: album, isMissing: false }]);
});

test('a file that was gone is known again by what is in it, also in another folder', async () => {
  const contentKey = 'ab'.repeat(32);
  await using world = await makeLibraryWorld([makeAudioFile('1.flac', first, { contentKey })]);
  const { library } = world;
  const id = tracksOf(library)[0]?.id;
  library.scan.markMissing([world.fileId('1.flac')], now);
  const other = library.folders.add('/other', now).id;
  expect(library.scan.save(other, [makeAudioFile('x/renamed.flac', first, { contentKey })], now)).toEqual({
    added: 0,
    changed: 1,
  });
  expect(tracksOf(library)).toMatchObject([{ id, path: '/other/x/renamed.flac', isMissing: false }]);
  expect(library.scan.known(other)).toMatchObject([{ contentKey }]);
});

test('a copy of a file that is there is another track', async () => {
  const contentKey = 'no hex';
  await using world = await makeLibraryWorld([makeAudioFile('1.flac', first, { contentKey })]);
  world.save(makeAudioFile('copy.flac', first, { contentKey }));
  expect(tracksOf(world.library)).toHaveLength(2);
  expect(world.library.scan.known(world.folderId).map((file) => file.contentKey)).toEqual([
    contentKey,
    contentKey,
  ]);
});

test('two files that changed names with each other keep their ids', async () => {
  await using world = await makeLibraryWorld([
    makeAudioFile('a.flac', { title: 'A' }),
    makeAudioFile('b.flac', { title: 'B' }),
  ]);
  const [a, b] = [world.fileId('a.flac'), world.fileId('b.flac')];
  const stat = { sizeBytes: 1, modifiedMs: 1, inode: '1' };
  world.library.scan.move(a, 'b.flac', stat);
  world.library.scan.move(b, 'a.flac', stat);
  expect(tracksOf(world.library)).toMatchObject([
    { title: 'A', path: '/music/b.flac', isMissing: false },
    { title: 'B', path: '/music/a.flac', isMissing: false },
  ]);
});

test('an album that is told by its folder keeps its id and its marks when all of it moves', async () => {
  const files = [1, 2, 3].map((at) =>
    makeAudioFile(`old/${at}.mp3`, { album: 'Mix', artists: [`A${at}`], trackNumber: at }),
  );
  await using world = await makeLibraryWorld(files);
  const { library } = world;
  const id = albumsOf(library)[0]?.id ?? 'album-1';
  library.marks.setFavourite([id], true);
  for (const at of [1, 2, 3])
    library.scan.move(world.fileId(`old/${at}.mp3`), `new/${at}.mp3`, {
      sizeBytes: 1,
      modifiedMs: 1,
      inode: '1',
    });
  expect(albumsOf(library)).toMatchObject([{ id, isFavourite: true, tracks: 3 }]);
  // What is saved at the new place later belongs to it as well.
  world.save(makeAudioFile('new/4.mp3', { album: 'Mix', artists: ['B'] }));
  expect(albumsOf(library)).toMatchObject([{ id, tracks: 4 }]);
});

test('an album whose title is put right keeps its id', async () => {
  await using world = await makeLibraryWorld([makeAudioFile('1.mp3', { ...first, album: 'Debbut' })]);
  const id = albumsOf(world.library)[0]?.id;
  world.save(makeAudioFile('1.mp3', first));
  expect(albumsOf(world.library)).toMatchObject([{ id, title: 'Debut' }]);
  expect(world.library.search({ text: 'debbut', kinds: ['album'], limit: 5 })).toMatchObject([
    { title: 'Debut' },
  ]);
});

test('a track that goes over to another album that was there leaves the old one behind', async () => {
  await using world = await makeLibraryWorld([
    makeAudioFile('1.mp3', { ...first, album: 'First' }),
    makeAudioFile('2.mp3', { ...first, album: 'Second' }),
  ]);
  const second = albumsOf(world.library, { sort: 'title' })[1]?.id;
  world.library.marks.setFavourite([second ?? 'album-2'], true);
  world.save(makeAudioFile('1.mp3', { ...first, album: 'Second' }));
  expect(albumsOf(world.library)).toMatchObject([{ id: second, tracks: 2 }]);
});

test('albums and artists that lost all tracks vanish, unless somebody marked them', async () => {
  await using world = await makeLibraryWorld([
    makeAudioFile('1.mp3', { title: 'x', artists: ['Gone'], album: 'Gone', albumArtist: 'Gone' }),
    makeAudioFile('2.mp3', { title: 'y', artists: ['Kept'], album: 'Kept', albumArtist: 'Kept' }),
  ]);
  const { library } = world;
  const kept = albumsOf(library).find(({ title }) => title === 'Kept');
  library.marks.setLabels([kept?.id ?? 'album-1'], { add: ['lost'], remove: [] });
  library.scan.markMissing([world.fileId('1.mp3'), world.fileId('2.mp3')], now);
  expect(await library.folders.forgetMissing()).toBe(2);
  expect(tracksOf(library)).toEqual([]);
  expect(albumsOf(library)).toMatchObject([{ title: 'Kept', artist: 'Kept', tracks: 0, isMissing: true }]);
  library.marks.setLabels([kept?.id ?? 'album-1'], { add: [], remove: ['LOST'] });
  expect(albumsOf(library)).toEqual([]);
  expect(library.browse.artists(namePage).rows).toEqual([]);
  expect(library.browse.labels()).toEqual([]);
});

test('a folder that is taken out is out of sight; added again, all that was noted of it is there', async () => {
  await using world = await makeLibraryWorld([
    makeAudioFile('1.mp3', first),
    makeVideoFile('Show.S01E01.mkv'),
  ]);
  const { library, folderId } = world;
  const id = tracksOf(library)[0]?.id ?? 'track-1';
  library.marks.setPosition(id, null, now);
  const list = library.playlists.create({ name: 'Mine', items: [id] }, now);

  await library.folders.remove(folderId, { isForgotten: false, now });
  expect(library.folders.all()).toEqual([]);
  expect([tracksOf(library), albumsOf(library), videosOf(library)]).toEqual([[], [], []]);
  expect(library.browse.artists(namePage).total + library.browse.shows(namePage).total).toBe(0);
  expect(library.search({ text: 'one', limit: 5 })).toEqual([]);
  expect(library.browse.stats()).toMatchObject({ tracks: 0, albums: 0, missing: 0, sizeBytes: 0 });
  expect(library.playlists.get(list.id, now).entries).toMatchObject([{ item: { id, isMissing: true } }]);

  expect(library.folders.add('/music', now).id).toBe(folderId);
  library.scan.markThere(library.scan.known(folderId).map((file) => file.fileId));
  expect(tracksOf(library)).toMatchObject([{ id, plays: 1, isMissing: false }]);
  expect([albumsOf(library).length, videosOf(library).length]).toEqual([1, 1]);
  expect(library.search({ text: 'one', limit: 5 })).toMatchObject([{ id }]);
});

test('a folder that is forgotten takes counts and places in playlists with it', async () => {
  await using world = await makeLibraryWorld([makeAudioFile('1.mp3', first), makeAudioFile('2.mp3', first)]);
  const { library, folderId } = world;
  const other = library.folders.add('/other', now).id;
  library.scan.save(other, [makeAudioFile('kept.mp3', { title: 'Kept' })], now);
  const ids = tracksOf(library).map(({ id }) => id);
  const list = library.playlists.create({ name: 'Mine', items: [...ids, ...ids] }, now);
  expect(list.items).toBe(6);

  await library.folders.remove(folderId, { isForgotten: true, now });
  expect(tracksOf(library).map(({ title }) => title)).toEqual(['Kept']);
  expect(library.playlists.get(list.id, now).entries.map(({ position }) => position)).toEqual([0, 1]);
  expect(library.scan.known(folderId)).toEqual([]);
});

test('a file that cannot be read any more keeps what was read of it and says why', async () => {
  await using world = await makeLibraryWorld([
    makeAudioFile('1.mp3', first),
    makeUnreadableFile('never.mp3'),
  ]);
  world.save(makeUnreadableFile('1.mp3'));
  expect(tracksOf(world.library)).toMatchObject([{ title: 'One' }]);
  expect(world.library.browse.problems(0, 1)).toEqual({
    total: 2,
    rows: [{ path: '/music/1.mp3', code: 'damaged', text: 'The file ends too early.' }],
  });
  world.save(makeAudioFile('1.mp3', first));
  expect(world.library.browse.stats()).toMatchObject({ problems: 1, tracks: 1 });
});

test('a file that turns out to be a video is a track no more', async () => {
  await using world = await makeLibraryWorld([makeAudioFile('1.mp4', first)]);
  world.save(makeVideoFile('1.mp4'));
  expect([tracksOf(world.library).length, videosOf(world.library).length]).toEqual([0, 1]);
  world.save(makeAudioFile('1.mp4', first));
  expect([tracksOf(world.library).length, videosOf(world.library).length]).toEqual([1, 0]);
});

test('facts that make no sense do not stop a scan', async () => {
  const odd = {
    year: Number.NaN,
    trackNumber: 1.5,
    durationSeconds: Infinity,
    bitrateBps: 3.7,
    title: '\0\ud800',
    album: '\n',
  };
  await using world = await makeLibraryWorld([
    makeAudioFile('1.mp3', {
      ...odd,
      replayGain: { trackDb: Number.NaN, trackPeak: 1e300, albumDb: -7.25, albumPeak: 1 },
    }),
    makeVideoFile('2.mkv', { width: 1.5, recordedAt: 'no date', year: Number.NaN }),
  ]);
  expect(tracksOf(world.library)).toMatchObject([
    { year: null, durationSeconds: null, bitrateBps: 4, album: null },
  ]);
  expect(videosOf(world.library)).toMatchObject([{ year: null, recordedAt: null }]);
});

test('only a scan that saw the whole folder tells when it was scanned', async () => {
  await using world = await makeLibraryWorld();
  const { library, folderId } = world;
  library.scan.openScan(folderId, now);
  library.scan.closeScan(folderId, 'cancelled', now);
  expect(library.folders.all()).toMatchObject([{ lastScanAt: null }]);
  library.scan.openScan(folderId, now);
  library.scan.closeScan(folderId, 'done', later(5));
  expect(library.folders.all()).toMatchObject([{ lastScanAt: later(5).toISOString() }]);
});

test('pictures are known by what is in them, shown by what has none of its own, and forgotten when nothing shows them', async () => {
  await using world = await makeLibraryWorld();
  const { library } = world;
  const id = 'ab'.repeat(16);
  library.scan.addArtwork({ id, width: 320, height: 320, sizeBytes: 9000 });
  expect([library.scan.hasArtwork(id), library.scan.hasArtwork('00'.repeat(16))]).toEqual([true, false]);
  world.save(
    makeAudioFile('1.mp3', first, { artwork: id }),
    makeAudioFile('2.mp3', { ...first, title: 'Two' }),
  );
  expect(albumsOf(library)).toMatchObject([{ artwork: id }]);
  expect(tracksOf(library).map(({ artwork }) => artwork)).toEqual([id, id]);
  expect(library.browse.artists(namePage).rows).toMatchObject([{ artwork: id }]);
  expect(library.scan.unusedArtwork()).toEqual([]);
  world.save(makeAudioFile('1.mp3', first));
  expect(library.scan.unusedArtwork()).toEqual([id]);
  expect(library.scan.forgetArtwork([id])).toEqual([id]);
  expect(library.scan.hasArtwork(id)).toBe(false);
});

test('files that are there more than once are found together', async () => {
  const contentKey = 'cd'.repeat(32);
  await using world = await makeLibraryWorld([
    makeAudioFile('a.mp3', { title: 'A' }, { contentKey }),
    makeAudioFile('b/a.mp3', { title: 'A' }, { contentKey }),
    makeAudioFile('gone.mp3', { title: 'A' }, { contentKey }),
    makeAudioFile('alone.mp3'),
  ]);
  world.library.scan.markMissing([world.fileId('gone.mp3')], now);
  const { total, rows } = world.library.browse.duplicates(0, 10);
  expect(total).toBe(1);
  expect(rows.map((group) => group.map(({ path }) => path))).toEqual([['/music/a.mp3', '/music/b/a.mp3']]);
});

const twoParts = [
  { trackNumber: 1, title: 'One', artist: null, startSeconds: 0, endSeconds: 60 },
  { trackNumber: 2, title: 'Two', artist: null, startSeconds: 60, endSeconds: null },
];

test('a file that holds several tracks stands among the same files as its first', async () => {
  const contentKey = 'ef'.repeat(32);
  await using world = await makeLibraryWorld([
    makeAudioFile('a/live.flac', {}, { contentKey, cue: twoParts }),
    makeAudioFile('b/live.flac', {}, { contentKey, cue: twoParts }),
    makeVideoFile('c.mkv'),
  ]);
  const { rows } = world.library.browse.duplicates(0, 10);
  expect(rows.map((group) => group.map(({ title, path }) => `${title} ${path}`))).toEqual([
    ['One /music/a/live.flac', 'One /music/b/live.flac'],
  ]);
});

test('a folder counts what its files are made of, also of one that cannot be read any more', async () => {
  const live = makeAudioFile('live.flac', {}, { cue: twoParts });
  await using world = await makeLibraryWorld([live, makeAudioFile('a.mp3'), makeVideoFile('b.mkv')]);
  const figures = () => world.library.folders.all().map(({ tracks, videos }) => [tracks, videos]);
  expect(figures()).toEqual([[3, 1]]);
  world.save({ ...live, facts: null, cue: [] });
  expect(figures()).toEqual([[3, 1]]);
  world.save({ ...live, cue: [] });
  expect(figures()).toEqual([[2, 1]]);
});
