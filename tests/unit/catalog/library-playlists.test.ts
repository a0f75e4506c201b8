import { expect, test } from 'vitest';
import type { ItemId } from '../../../src/shared/domain/library/item-id.ts';
import type { PlaylistRule } from '../../../src/shared/contract/library-items.ts';
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

const songs = ['A', 'B', 'C', 'D'].map((title, at) =>
  makeAudioFile(`x/${at}.mp3`, {
    title,
    artists: ['Band'],
    album: 'Songs',
    albumArtist: 'Band',
    trackNumber: at + 1,
  }),
);

async function makeListWorld() {
  const world = await makeLibraryWorld([
    ...songs,
    makeVideoFile('Show.S01E01.mkv'),
    makeVideoFile('Show.S01E02.mkv'),
  ]);
  const { library } = world;
  const ids = Object.fromEntries(
    [...tracksOf(library), ...videosOf(library)].map(({ title, id }) => [title, id]),
  ) as Record<string, ItemId>;
  const id = (title: string) => ids[title] ?? 'track-999';
  const titlesOf = (list: ItemId) => library.playlists.get(list, now).entries.map(({ item }) => item.title);
  return { ...world, id, titlesOf, [Symbol.asyncDispose]: world[Symbol.asyncDispose] };
}

test('an album, an artist and a show stand for what is in them, in order', async () => {
  await using world = await makeListWorld();
  const { library, titlesOf } = world;
  const [album] = albumsOf(library);
  const [artist] = library.browse.artists(namePage).rows;
  const [show] = library.browse.shows(namePage).rows;
  const items = [world.id('C'), album?.id ?? 'album-1', show?.id ?? 'show-1', artist?.id ?? 'artist-1'];
  const list = library.playlists.create({ name: 'Mine', items }, now);
  expect(titlesOf(list.id)).toEqual(['C', 'A', 'B', 'C', 'D', 'Episode 1', 'Episode 2', 'A', 'B', 'C', 'D']);
  expect(library.playlists.all(now)).toEqual([
    {
      id: list.id,
      name: 'Mine',
      shareState: 'none',
      rule: null,
      items: 11,
      durationSeconds: 9 * 180.5 + 2 * 5400,
      artwork: null,
    },
  ]);
  const copy = library.playlists.create({ name: 'Copy', items: [list.id] }, now);
  expect(copy.items).toBe(11);
});

test('an order is told by the positions as they stand; what is left out goes', async () => {
  await using world = await makeListWorld();
  const { library, id, titlesOf } = world;
  const list = library.playlists.create({ name: 'Mine', items: [id('A'), id('B'), id('A')] }, now).id;
  expect(library.playlists.add(list, [id('D')], now).items).toBe(4);
  library.playlists.setOrder(list, [3, 0, 1, 99, 0], now);
  expect(titlesOf(list)).toEqual(['D', 'A', 'B']);
  expect(library.playlists.get(list, now).entries.map(({ position }) => position)).toEqual([0, 1, 2]);
  library.playlists.remove(list);
  expect(() => library.playlists.get(list, now)).toThrow(expect.objectContaining({ code: 'not-found' }));
  expect(tracksOf(library)).toHaveLength(4);
});

const rule: PlaylistRule = {
  match: 'all',
  conditions: [{ field: 'title', is: 'not-equals', value: 'b' }],
  sort: 'title',
  isDescending: true,
  limit: 3,
};

test('a list by rule fills itself, and is not changed by hand', async () => {
  await using world = await makeListWorld();
  const { library, id, titlesOf } = world;
  const list = library.playlists.create({ name: 'Not B', rule, items: [] }, now).id;
  expect(titlesOf(list)).toEqual(['Episode 2', 'Episode 1', 'D']);
  world.save(makeAudioFile('x/9.mp3', { title: 'Z' }));
  expect(titlesOf(list)).toEqual(['Z', 'Episode 2', 'Episode 1']);
  library.scan.markMissing([world.fileId('x/9.mp3')], now);
  expect(titlesOf(list)).toEqual(['Episode 2', 'Episode 1', 'D']);
  expect(() => library.playlists.add(list, [id('A')], now)).toThrow(
    expect.objectContaining({ code: 'invalid-input' }),
  );
  expect(
    library.playlists.change(list, { name: 'All of it', rule: { ...rule, limit: null } }, now),
  ).toMatchObject({
    name: 'All of it',
    items: 5,
  });
  const byHand = library.playlists.create({ name: 'By hand', items: [] }, now).id;
  expect(() => library.playlists.change(byHand, { rule }, now)).toThrow(
    expect.objectContaining({ code: 'invalid-input' }),
  );
});

test('a list at random is mixed in one way for a day, and in another the next day', async () => {
  await using world = await makeLibraryWorld(
    Array.from({ length: 40 }, (_, at) => makeAudioFile(`${at}.mp3`, { title: `T${at}` })),
  );
  const { library } = world;
  const random = { ...rule, sort: 'random', limit: 30 } as const;
  const list = library.playlists.create({ name: 'Mixed', rule: random, items: [] }, now).id;
  const at = (ms: number) => library.playlists.get(list, later(ms)).entries.map(({ item }) => item.title);
  const first = at(0);
  expect(new Set(first).size).toBe(30);
  expect(at(3_600_000)).toEqual(first);
  expect(at(86_400_000)).not.toEqual(first);
  expect(first).not.toEqual(first.toSorted());
});

test('a playlist file is a list until it is changed here', async () => {
  await using world = await makeListWorld();
  const { library, folderId, titlesOf, id } = world;
  const file = {
    path: 'x/mix.m3u',
    name: 'mix',
    entries: ['x/2.mp3', 'not there.mp3', 'x/0.mp3', 'Show.S01E01.mkv'],
  };
  library.scan.savePlaylists(folderId, [file, { ...file, path: 'y.m3u', name: 'y' }]);
  const [mix, other] = library.playlists.all(now);
  const list = mix?.id ?? 'playlist-1';
  expect(titlesOf(list)).toEqual(['C', 'A', 'Episode 1']);
  expect(library.search({ text: 'mix', limit: 5 })).toMatchObject([{ id: list }]);

  library.scan.savePlaylists(folderId, [{ ...file, entries: ['x/3.mp3'] }]);
  expect(library.playlists.all(now)).toMatchObject([{ id: list, name: 'mix' }]);
  expect(other?.name).toBe('y');
  expect(titlesOf(list)).toEqual(['D']);

  library.playlists.add(list, [id('B')], now);
  library.scan.savePlaylists(folderId, []);
  expect(titlesOf(list)).toEqual(['D', 'B']);
});

test('lists of playlist files come and go with their folder, those that were changed here stay', async () => {
  await using world = await makeListWorld();
  const { library, folderId, id } = world;
  const file = { path: 'a.m3u', name: 'a', entries: ['x/0.mp3'] };
  library.scan.savePlaylists(folderId, [file, { ...file, path: 'b.m3u', name: 'b' }]);
  const names = () => library.playlists.all(now).map(({ name }) => name);
  const b = library.playlists.all(now)[1]?.id ?? 'playlist-2';
  library.playlists.add(b, [id('B')], now);

  await library.folders.remove(folderId, { isForgotten: false, now });
  expect(names()).toEqual(['b']);
  library.folders.add('/music', now);
  library.scan.savePlaylists(folderId, [file]);
  expect(names()).toEqual(['a', 'b']);
  await library.folders.remove(folderId, { isForgotten: true, now });
  expect(names()).toEqual(['b']);
  expect(library.search({ text: 'a', kinds: ['playlist'], limit: 5 })).toEqual([]);
});

test('playlist files that are as they were write nothing', async () => {
  await using world = await makeListWorld();
  const { library, folderId } = world;
  const file = { path: 'mix.m3u', name: 'mix', entries: ['x/2.mp3', 'x/1.mp3'] };
  library.scan.savePlaylists(folderId, [file]);
  const before = library.revision();
  library.scan.savePlaylists(folderId, [file]);
  expect(library.revision()).toBe(before);
});

test('playlists name where each of the parts of a file goes when it is cut by a cue sheet', async () => {
  const cue = [1, 2].map((at) => ({
    trackNumber: at,
    title: `P${at}`,
    artist: null,
    startSeconds: at,
    endSeconds: null,
  }));
  await using world = await makeLibraryWorld([makeAudioFile('live.flac', { album: 'Live' }, { cue })]);
  const { library, folderId } = world;
  library.scan.savePlaylists(folderId, [{ path: 'a.m3u', name: 'a', entries: ['live.flac'] }]);
  expect(library.playlists.all(now)).toMatchObject([{ items: 2 }]);
});
