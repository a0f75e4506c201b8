import { expect, test } from 'vitest';
import { makeAudioFile } from '../../support/scanned-files.ts';
import { albumsOf, firstTrack, makeLibraryWorld, now, tracksOf } from './support/library-world.ts';

test('a track keeps its id when its file changes, moves, goes missing and comes back', async () => {
  await using world = await makeLibraryWorld([makeAudioFile('a/1.flac', firstTrack)]);
  const { library, folderId } = world;
  const id = tracksOf(library)[0]?.id ?? 'track-1';
  const album = albumsOf(library)[0]?.id;
  library.marks.setPosition(id, null, now);

  expect(world.save(makeAudioFile('a/1.flac', { ...firstTrack, title: 'Uno' }))).toEqual({
    added: 0,
    changed: 1,
  });
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
  await using world = await makeLibraryWorld([makeAudioFile('1.flac', firstTrack, { contentKey })]);
  const { library } = world;
  const id = tracksOf(library)[0]?.id;
  library.scan.markMissing([world.fileId('1.flac')], now);
  const other = library.folders.add('/other', now).id;
  expect(
    library.scan.save(other, [makeAudioFile('x/renamed.flac', firstTrack, { contentKey })], now),
  ).toEqual({
    added: 0,
    changed: 1,
  });
  expect(tracksOf(library)).toMatchObject([{ id, path: '/other/x/renamed.flac', isMissing: false }]);
  expect(library.scan.known(other)).toMatchObject([{ contentKey }]);
});

test('a copy of a file that is there is another track', async () => {
  const contentKey = 'no hex';
  await using world = await makeLibraryWorld([makeAudioFile('1.flac', firstTrack, { contentKey })]);
  world.save(makeAudioFile('copy.flac', firstTrack, { contentKey }));
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
  await using world = await makeLibraryWorld([makeAudioFile('1.mp3', { ...firstTrack, album: 'Debbut' })]);
  const id = albumsOf(world.library)[0]?.id;
  world.save(makeAudioFile('1.mp3', firstTrack));
  expect(albumsOf(world.library)).toMatchObject([{ id, title: 'Debut' }]);
  expect(world.library.search({ text: 'debbut', kinds: ['album'], limit: 5 })).toMatchObject([
    { title: 'Debut' },
  ]);
});

test('a track that goes over to another album that was there leaves the old one behind', async () => {
  await using world = await makeLibraryWorld([
    makeAudioFile('1.mp3', { ...firstTrack, album: 'First' }),
    makeAudioFile('2.mp3', { ...firstTrack, album: 'Second' }),
  ]);
  const second = albumsOf(world.library, { sort: 'title' })[1]?.id;
  world.library.marks.setFavourite([second ?? 'album-2'], true);
  world.save(makeAudioFile('1.mp3', { ...firstTrack, album: 'Second' }));
  expect(albumsOf(world.library)).toMatchObject([{ id: second, tracks: 2 }]);
});
