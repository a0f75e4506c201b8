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
    makeAudioFile('1.mp3', firstTrack),
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
  await using world = await makeLibraryWorld([
    makeAudioFile('1.mp3', firstTrack),
    makeAudioFile('2.mp3', firstTrack),
  ]);
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
