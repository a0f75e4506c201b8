import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openLibrary, type SharedFile } from '../../../src/main/catalog/index.ts';
import { libraryMigrations } from '../../../src/main/catalog/library/migrations.ts';
import { migrate } from '../../../src/main/catalog/migrate.ts';
import { makeAudioFile, makeVideoFile } from '../../support/scanned-files.ts';
import { albumsOf, makeLibraryWorld, now, tracksOf, videosOf } from './support/library-world.ts';

const torrentId = 'a'.repeat(40);
const file = (at: number) =>
  makeAudioFile(`X/${at}.mp3`, {
    title: `T${at}`,
    artists: ['A'],
    album: 'X',
    albumArtist: 'A',
    trackNumber: at,
  });
const share = (path: string, state: SharedFile['state'] = 'sharing') => ({
  path: `/music/${path}`,
  torrentId,
  state,
});

test('an album is shared in part, as a whole, or at risk, as its files are', async () => {
  await using world = await makeLibraryWorld([file(1), file(2)]);
  const { library } = world;
  const states = () => [
    albumsOf(library)[0]?.shareState,
    ...tracksOf(library).map(({ shareState }) => shareState),
  ];
  expect(states()).toEqual(['none', 'none', 'none']);
  await library.shares.setShares([share('X/1.mp3'), { ...share('X/1.mp3'), path: '/elsewhere/1.mp3' }]);
  expect(states()).toEqual(['partly', 'sharing', 'none']);
  await library.shares.setShares([share('X/1.mp3'), share('X/2.mp3')]);
  expect(states()).toEqual(['sharing', 'sharing', 'sharing']);
  await library.shares.setShares([share('X/1.mp3', 'at-risk'), share('X/2.mp3')]);
  expect(states()).toEqual(['at-risk', 'at-risk', 'sharing']);
  expect(tracksOf(library, { shareState: 'at-risk' })).toMatchObject([{ title: 'T1', torrentId }]);
  expect(library.browse.stats().sharedFiles).toBe(2);
  await library.shares.setShares([]);
  expect(states()).toEqual(['none', 'none', 'none']);
});

test('what is as it was is not written again', async () => {
  await using world = await makeLibraryWorld([file(1), makeVideoFile('Show.S01E01.mkv')]);
  const { library } = world;
  const all = [share('X/1.mp3'), share('Show.S01E01.mkv', 'at-risk')];
  await library.shares.setShares(all);
  expect(videosOf(library)).toMatchObject([{ shareState: 'at-risk' }]);
  const before = library.revision();
  await library.shares.setShares(all);
  expect(library.revision()).toBe(before);
});

test('a file that comes into the library later is shared from the next time on, and stays so when it changes', async () => {
  await using world = await makeLibraryWorld([file(1)]);
  const { library } = world;
  const all = [share('X/1.mp3'), share('X/2.mp3')];
  await library.shares.setShares(all);
  world.save(file(2));
  expect(albumsOf(library)).toMatchObject([{ shareState: 'partly' }]);
  await library.shares.setShares(all);
  expect(albumsOf(library)).toMatchObject([{ shareState: 'sharing' }]);
  world.save({ ...file(2), sizeBytes: 7 });
  expect(albumsOf(library)).toMatchObject([{ shareState: 'sharing' }]);
});

test('a file that is not any more what was shared is told of by all that hold it, also when it is missing', async () => {
  await using world = await makeLibraryWorld([file(1), file(2)]);
  const { library } = world;
  const album = albumsOf(library)[0]?.id ?? 'album-1';
  const list = library.playlists.create({ name: 'Evening', items: [album] }, now).id;
  const states = () => ({
    album: albumsOf(library)[0]?.shareState,
    tracks: tracksOf(library).map(({ shareState }) => shareState),
    list: library.playlists.get(list, now).playlist.shareState,
    hits: ['evening', 'a', 'x'].map((text) => library.search({ text, limit: 1 })[0]?.shareState),
  });
  await library.shares.setShares([share('X/1.mp3'), share('X/2.mp3')]);
  await library.shares.setShares([share('X/1.mp3', 'broken'), share('X/2.mp3', 'stopped')]);
  const broken = {
    album: 'broken',
    tracks: ['broken', 'stopped'],
    list: 'broken',
    hits: ['broken', 'broken', 'broken'],
  };
  expect(states()).toEqual(broken);
  expect(tracksOf(library, { shareState: 'broken' })).toMatchObject([{ title: 'T1', torrentId }]);
  expect(library.browse.stats().sharedFiles).toBe(0);
  expect(library.folders.all()).toMatchObject([{ broken: 1 }]);
  library.scan.markMissing([world.fileId('X/1.mp3')], now);
  expect(states()).toEqual(broken);
  await library.shares.setShares([share('X/1.mp3', 'away'), share('X/2.mp3', 'sharing')]);
  expect(states()).toMatchObject({ album: 'away', tracks: ['away', 'sharing'], list: 'away' });
  await library.shares.setShares([share('X/1.mp3'), share('X/2.mp3')]);
  expect(states()).toMatchObject({ album: 'sharing', list: 'sharing' });
  expect(library.folders.all()).toMatchObject([{ broken: 0 }]);
});

test('what is not known yet stays as it was, and is shared where nothing was known', async () => {
  await using world = await makeLibraryWorld([file(1), file(2)]);
  const { library } = world;
  await library.shares.setShares([share('X/1.mp3', 'broken')]);
  await library.shares.setShares([share('X/1.mp3', 'as-before'), share('X/2.mp3', 'as-before')]);
  expect(tracksOf(library).map(({ shareState }) => shareState)).toEqual(['broken', 'sharing']);
});

test('a file that was moved within the library stays shared until its torrent has noticed, and is broken then', async () => {
  await using world = await makeLibraryWorld([file(1), file(2)]);
  const { library } = world;
  const states = () => tracksOf(library).map(({ shareState }) => shareState);
  const all = (state: SharedFile['state']) => [share('X/1.mp3', state), share('X/2.mp3')];
  await library.shares.setShares(all('sharing'));
  library.scan.move(world.fileId('X/1.mp3'), 'Y/1.mp3', { sizeBytes: 1_000_000, modifiedMs: 0, inode: '1' });
  await library.shares.setShares(all('sharing'));
  expect(states()).toEqual(['sharing', 'sharing']);
  await library.shares.setShares([share('X/1.mp3', 'broken'), share('X/2.mp3', 'stopped')]);
  expect(states()).toEqual(['broken', 'stopped']);
  await library.shares.setShares([{ ...share('Y/1.mp3'), torrentId: 'b'.repeat(40) }, share('X/2.mp3')]);
  expect(states()).toEqual(['sharing', 'sharing']);
  // A file of the torrent that nobody wants any more was not moved.
  await library.shares.setShares([share('X/2.mp3', 'none'), share('X/3.mp3', 'broken')]);
  expect(states()).toEqual(['none', 'none']);
});

test('a library of an earlier form tells what is shared as before', async () => {
  await using world = await makeLibraryWorld([]);
  const path = `${world.path}.earlier`;
  const db = new Sqlite(path);
  migrate(db, libraryMigrations.slice(0, 2));
  db.exec(`
    INSERT INTO folder (id, path, added_ms) VALUES (1, '/music', 0);
    INSERT INTO file (id, folder_id, path, path_hash, size_bytes, modified_ms, inode, content_key, torrent_id, is_at_risk)
    VALUES (1, 1, 'a', 0, 1, 0, '1', x'00', NULL, 0), (2, 1, 'b', 0, 1, 0, '2', x'00', 't', 0), (3, 1, 'c', 0, 1, 0, '3', x'00', 't', 1)`);
  db.close();
  openLibrary(path, now)[Symbol.dispose]();
  const opened = new Sqlite(path);
  expect(opened.prepare('SELECT share FROM file ORDER BY id').pluck().all()).toEqual([0, 2, 3]);
  opened.close();
});

test('shares that are told at once are taken in turn; the last holds', async () => {
  await using world = await makeLibraryWorld([file(1)]);
  const { library } = world;
  await Promise.all([library.shares.setShares([share('X/1.mp3')]), library.shares.setShares([])]);
  expect(albumsOf(library)).toMatchObject([{ shareState: 'none' }]);
});

test('a list says in search whether it is shared', async () => {
  await using world = await makeLibraryWorld([file(1), file(2)]);
  const { library } = world;
  library.playlists.create({ name: 'Evening', items: [albumsOf(library)[0]?.id ?? 'album-1'] }, now);
  await library.shares.setShares([share('X/1.mp3')]);
  expect(library.search({ text: 'evening', limit: 1 })).toMatchObject([
    { kind: 'playlist', shareState: 'partly' },
  ]);
});

test('items are files, each once, in order, and only those that are there', async () => {
  const cue = [1, 2].map((at) => ({
    trackNumber: at,
    title: null,
    artist: null,
    startSeconds: at,
    endSeconds: null,
  }));
  await using world = await makeLibraryWorld([
    file(2),
    file(1),
    file(3),
    makeAudioFile('live.flac', { album: 'Live' }, { cue, sizeBytes: 5 }),
  ]);
  const { library } = world;
  library.scan.markMissing([world.fileId('X/3.mp3')], now);
  const ids = albumsOf(library, { sort: 'title', isDescending: true }).map(({ id }) => id);
  expect(library.files.filesOf([...ids, ...ids], now)).toEqual([
    { path: '/music/X/1.mp3', sizeBytes: 1_000_000 },
    { path: '/music/X/2.mp3', sizeBytes: 1_000_000 },
    { path: '/music/live.flac', sizeBytes: 5 },
  ]);
});

test('a player is told what it needs of a track, a part of a file, and a video', async () => {
  const replayGain = { trackDb: -7.25, trackPeak: 0.987654, albumDb: null, albumPeak: null };
  const cue = [{ trackNumber: 1, title: 'P', artist: null, startSeconds: 1.5, endSeconds: 60.25 }];
  const chapters = [{ startSeconds: 0, title: 'Begin' }];
  await using world = await makeLibraryWorld([
    makeAudioFile('1.mp3', { title: 'A', replayGain, container: 'MPEG', codec: 'MPEG 1 Layer 3' }),
    makeAudioFile('2.flac', { album: 'Live' }, { cue }),
    makeVideoFile('3.mkv', { chapters }, { subtitles: [{ path: 'Subs/3.en.srt', language: 'en' }] }),
  ]);
  const { library } = world;
  const [whole, part] = tracksOf(library).map(({ id }) => id);
  library.marks.setPosition(whole ?? 'track-1', 3, now);
  expect(library.files.playable(whole ?? 'track-1')).toEqual({
    path: '/music/1.mp3',
    folder: '/music',
    title: 'A',
    isMissing: false,
    durationSeconds: 180.5,
    positionSeconds: 3,
    container: 'MPEG',
    codec: 'MPEG 1 Layer 3',
    audioTracks: [],
    subtitleTracks: [],
    chapters: [],
    subtitles: [],
    part: null,
    replayGain,
    torrentId: null,
  });
  expect(library.files.playable(part ?? 'track-2')).toMatchObject({
    part: { startSeconds: 1.5, endSeconds: 60.25 },
    durationSeconds: 58.75,
    replayGain: null,
  });
  expect(library.files.playable(videosOf(library)[0]?.id ?? 'video-1')).toMatchObject({
    container: 'Matroska',
    codec: 'avc',
    audioTracks: [{ codec: 'aac', language: 'en' }],
    chapters,
    subtitles: [{ path: '/music/Subs/3.en.srt', language: 'en' }],
  });
  expect(library.files.playable('track-999')).toBeUndefined();
  expect(library.files.playable('album-1')).toBeUndefined();
});
