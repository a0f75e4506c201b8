import { expect, test } from 'vitest';
import { makeAudioFile, makeVideoFile } from '../../support/scanned-files.ts';
import {
  albumsOf,
  later,
  makeLibraryWorld,
  namePage,
  now,
  tracksOf,
  videosOf,
} from './support/library-world.ts';

const one = makeAudioFile('1.mp3', { title: 'One', artists: ['A'], album: 'X', albumArtist: 'A' });

test('where playing was left is kept, and played to the end counts', async () => {
  await using world = await makeLibraryWorld([one]);
  const { library } = world;
  const id = tracksOf(library)[0]?.id ?? 'track-1';
  library.marks.setPosition(id, 12.345, now);
  expect(library.browse.track(id)).toMatchObject({
    positionSeconds: 12.345,
    plays: 0,
    lastPlayedAt: now.toISOString(),
  });
  library.marks.setPosition(id, null, later(1000));
  expect(library.browse.track(id)).toMatchObject({
    positionSeconds: null,
    plays: 1,
    lastPlayedAt: later(1000).toISOString(),
  });
  expect(() => library.marks.setPosition('track-999', 1, now)).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  );
  expect(() => library.marks.setPosition('album-1', 1, now)).toThrow(
    expect.objectContaining({ code: 'invalid-input' }),
  );
});

test('favourites are found again, of every kind that can be one', async () => {
  await using world = await makeLibraryWorld([one, makeVideoFile('Show.S01E01.mkv')]);
  const { library } = world;
  const ids = [tracksOf(library)[0]?.id, albumsOf(library)[0]?.id, videosOf(library)[0]?.id].map(
    (id) => id ?? 'track-1',
  );
  library.marks.setFavourite([...ids, 'artist-1', 'show-1'], true);
  const found = () =>
    [
      ...tracksOf(library, { isFavourite: true }),
      ...albumsOf(library, { isFavourite: true }),
      ...videosOf(library, { isFavourite: true }),
    ].map(({ id }) => id);
  expect(found()).toEqual(ids);
  library.marks.setFavourite(ids, false);
  expect(found()).toEqual([]);
  expect(() => library.marks.setFavourite(['playlist-1'], true)).toThrow(
    expect.objectContaining({ code: 'invalid-input' }),
  );
});

test('a favourite artist of whom nothing is left stays in sight until the mark is taken away', async () => {
  await using world = await makeLibraryWorld([one]);
  const { library } = world;
  const artists = () => library.browse.artists(namePage).rows;
  const id = artists()[0]?.id ?? 'artist-1';
  library.marks.setFavourite([id], true);
  library.scan.markMissing([world.fileId('1.mp3')], now);
  await library.folders.forgetMissing();
  expect(artists()).toMatchObject([{ id, tracks: 0, albums: 0 }]);
  library.marks.setFavourite([id], false);
  expect(artists()).toEqual([]);
});

test('labels are one in any spelling and narrow every list', async () => {
  await using world = await makeLibraryWorld([one, makeAudioFile('2.mp3')]);
  const { library } = world;
  const [track, other] = tracksOf(library).map(({ id }) => id);
  library.marks.setLabels([track ?? 'track-1', 'track-999'], { add: ['Été', 'rain'], remove: [] });
  library.marks.setLabels([other ?? 'track-2'], { add: ['ETE'], remove: ['unknown'] });
  expect(library.browse.labels()).toEqual(['Été', 'rain']);
  expect(tracksOf(library, { label: 'ete' })).toHaveLength(2);
  expect(tracksOf(library, { label: 'rain' })).toMatchObject([{ id: track, labels: ['Été', 'rain'] }]);
  library.marks.setLabels([track ?? 'track-1'], { add: [], remove: ['RAIN'] });
  expect(library.browse.labels()).toEqual(['Été']);
});

test('a note is kept, an empty one is none', async () => {
  await using world = await makeLibraryWorld([one]);
  const { library } = world;
  const id = tracksOf(library)[0]?.id ?? 'track-1';
  library.marks.setNote(id, 'Heard live.');
  expect(library.browse.track(id).note).toBe('Heard live.');
  library.marks.setNote(id, '  ');
  expect(library.browse.track(id).note).toBeNull();
});
