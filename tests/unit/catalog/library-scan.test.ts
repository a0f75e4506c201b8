import { expect, test } from 'vitest';
import { makeAudioFile, makeUnreadableFile, makeVideoFile } from '../../support/scanned-files.ts';
import {
  albumsOf,
  firstTrack,
  later,
  makeLibraryWorld,
  namePage,
  now,
  tracksOf,
  videosOf,
} from './support/library-world.ts';

test('a file that cannot be read any more keeps what was read of it and says why', async () => {
  await using world = await makeLibraryWorld([
    makeAudioFile('1.mp3', firstTrack),
    makeUnreadableFile('never.mp3'),
  ]);
  world.save(makeUnreadableFile('1.mp3'));
  expect(tracksOf(world.library)).toMatchObject([{ title: 'One' }]);
  expect(world.library.browse.problems(0, 1)).toEqual({
    total: 2,
    rows: [{ path: '/music/1.mp3', code: 'damaged', text: 'The file ends too early.' }],
  });
  world.save(makeAudioFile('1.mp3', firstTrack));
  expect(world.library.browse.stats()).toMatchObject({ problems: 1, tracks: 1 });
});

test('a file that turns out to be a video is a track no more', async () => {
  await using world = await makeLibraryWorld([makeAudioFile('1.mp4', firstTrack)]);
  world.save(makeVideoFile('1.mp4'));
  expect([tracksOf(world.library).length, videosOf(world.library).length]).toEqual([0, 1]);
  world.save(makeAudioFile('1.mp4', firstTrack));
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
    makeAudioFile('1.mp3', firstTrack, { artwork: id }),
    makeAudioFile('2.mp3', { ...firstTrack, title: 'Two' }),
  );
  expect(albumsOf(library)).toMatchObject([{ artwork: id }]);
  expect(tracksOf(library).map(({ artwork }) => artwork)).toEqual([id, id]);
  expect(library.browse.artists(namePage).rows).toMatchObject([{ artwork: id }]);
  expect(library.scan.unusedArtwork()).toEqual([]);
  world.save(makeAudioFile('1.mp3', firstTrack));
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
