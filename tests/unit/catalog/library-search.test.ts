import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsOf } from '../../../src/shared/domain/library/fold.ts';
import { slipsBetween } from '../../../src/main/catalog/library/search/distance.ts';
import { makeAudioFile, makeVideoFile } from '../../support/scanned-files.ts';
import { albumsOf, makeLibraryWorld, now, tracksOf } from './support/library-world.ts';

const floyd = { artists: ['Pink Floyd'], albumArtist: 'Pink Floyd', album: 'The Wall' };

function makeShelf() {
  return makeLibraryWorld([
    makeAudioFile('Pink Floyd/The Wall/01 - In the Flesh.flac', { ...floyd, title: 'In the Flesh?' }),
    makeAudioFile('Pink Floyd/The Wall/02.flac', { ...floyd, title: 'Another Brick in the Wall, Part 2' }),
    makeAudioFile('x/Wallflower.mp3', { title: 'Wallflower', artists: ['Peter Gabriel'] }),
    makeAudioFile('x/Beyoncé.mp3', { title: 'Halo', artists: ['Beyoncé'] }),
    makeAudioFile('x/mozart_k545.mp3', { title: 'Sonata', artists: ['W. A. Mozart'] }),
    makeAudioFile('x/4.mp3', { title: '東京事変', artists: ['椎名林檎'] }),
    makeAudioFile('x/5.mp3', { title: '!!!', artists: ['???'] }),
    makeVideoFile('The Wire/The.Wire.S01E01.The.Target.mkv'),
  ]);
}

const titles = (hits: readonly { kind: string; title: string }[]) =>
  hits.map(({ kind, title }) => `${kind} ${title}`);

test.each([
  ['pink floyd', 'artist Pink Floyd'],
  ['PINK', 'artist Pink Floyd'],
  ['pin flo', 'artist Pink Floyd'],
  ['floyd brick', 'track Another Brick in the Wall, Part 2'],
  ['beyonce halo', 'track Halo'],
  ['beyoncé', 'artist Beyoncé'],
  ['k545', 'track Sonata'],
  ['事変', 'track 東京事変'],
  ['!!!', 'track !!!'],
  ['wire target', 'video The Target'],
  ['the wall', 'album The Wall'],
  ['dont', undefined],
])('%s finds %s first', async (text, expected) => {
  await using world = await makeShelf();
  expect(titles(world.library.search({ text, limit: 10 }))[0]).toBe(expected);
});

test('a title of just these words is before one that holds them, a whole word before a beginning', async () => {
  await using world = await makeShelf();
  world.save(
    makeAudioFile('x/6.mp3', { title: 'Wall' }),
    makeAudioFile('x/7.mp3', { title: 'Wall of Sound' }),
  );
  expect(titles(world.library.search({ text: 'wall', limit: 10 }))).toEqual([
    'album The Wall',
    'track Wall',
    'track Wall of Sound',
    'track Another Brick in the Wall, Part 2',
    'track In the Flesh?',
    'track Wallflower',
  ]);
});

test.each([
  ['pnik floyd', 'artist Pink Floyd'],
  ['pinkk floyyd', 'artist Pink Floyd'],
  ['mozzart sonata', 'track Sonata'],
  ['beyonse', 'artist Beyoncé'],
  ['anothr brik', 'track Another Brick in the Wall, Part 2'],
])('%s is forgiven and finds %s', async (text, expected) => {
  await using world = await makeShelf();
  expect(titles(world.library.search({ text, limit: 10 }))[0]).toBe(expected);
});

test('what is nearer to what was typed is first', async () => {
  await using world = await makeLibraryWorld(
    ['Stella', 'Stelle', 'Stalle'].map((title) => makeAudioFile(`${title}.mp3`, { title })),
  );
  const hits = world.library.search({ text: 'stellx', limit: 10 });
  expect(
    hits
      .slice(0, 2)
      .map(({ title }) => title)
      .toSorted(),
  ).toEqual(['Stella', 'Stelle']);
  expect(hits[2]?.title).toBe('Stalle');
});

test('many bands of a name leave room for the songs of that name', async () => {
  await using world = await makeLibraryWorld(
    Array.from({ length: 30 }, (_, at) =>
      makeAudioFile(`${at}.mp3`, { title: at < 3 ? `Love ${at}` : 'Other', artists: [`Love Number ${at}`] }),
    ),
  );
  const kinds = world.library.search({ text: 'love', limit: 9 }).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'track')).toHaveLength(3);
  expect(kinds.filter((kind) => kind === 'artist')).toHaveLength(6);
});

test('only the kinds that are asked for are found, and no more than the limit', async () => {
  await using world = await makeShelf();
  expect(titles(world.library.search({ text: 'wall', kinds: ['track'], limit: 2 }))).toEqual([
    'track Another Brick in the Wall, Part 2',
    'track In the Flesh?',
  ]);
});

test('a hit says whose it is and where', async () => {
  await using world = await makeShelf();
  expect(world.library.search({ text: 'another brick', limit: 1 })).toEqual([
    {
      kind: 'track',
      id: expect.stringMatching(/^track-/u) as string,
      title: 'Another Brick in the Wall, Part 2',
      artist: 'Pink Floyd',
      album: 'The Wall',
      year: null,
      durationSeconds: 180.5,
      path: '/music/Pink Floyd/The Wall/02.flac',
      shareState: 'none',
      artwork: null,
    },
  ]);
});

test('labels and lists are found by their names, and not any more when they are gone', async () => {
  await using world = await makeShelf();
  const { library } = world;
  const album = albumsOf(library)[0]?.id ?? 'album-1';
  library.marks.setLabels([album], { add: ['Rainy Sunday'], remove: [] });
  const list = library.playlists.create({ name: 'Sunday Morning', items: [album] }, now);
  const found = () => titles(library.search({ text: 'sunday', limit: 10 }));
  expect(found()).toEqual(['playlist Sunday Morning', 'album The Wall']);
  library.marks.setLabels([album], { add: [], remove: ['rainy sunday'] });
  library.playlists.remove(list.id);
  expect(found()).toEqual([]);
});

test('what was put in is found, whatever it is called', async () => {
  await using world = await makeLibraryWorld();
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((text) => wordsOf(text).length > 0);
  let at = 0;
  fc.assert(
    fc.property(name, name, (title, artist) => {
      const path = `${at++}.mp3`;
      world.save(makeAudioFile(path, { title, artists: [artist] }));
      const ids = (text: string) =>
        world.library.search({ text, kinds: ['track'], limit: 200 }).map((hit) => hit.path);
      expect(ids(title)).toContain(`/music/${path}`);
      expect(ids(`${artist} ${title}`.slice(0, 200))).toContain(`/music/${path}`);
      expect(tracksOf(world.library, { text: title, limit: 1000 }).map((track) => track.path)).toContain(
        `/music/${path}`,
      );
    }),
    { numRuns: 150 },
  );
});

test('no text makes search fail', async () => {
  await using world = await makeShelf();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      world.library.search({ text, limit: 5 });
      tracksOf(world.library, { text });
    }),
  );
  for (const text of [
    '"',
    "' OR 1",
    'a AND',
    'NEAR(a b)',
    'title:',
    '{title}: a',
    '*',
    '^a',
    '-a',
    '(',
    'a\0b',
    '\ud800',
  ])
    expect(() => world.library.search({ text, limit: 5 })).not.toThrow();
});

test.each([
  ['', 'abc', 3],
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['abcd', 'abd', 1],
  ['kitten', 'sitting', 3],
  ['ca', 'abc', 3],
])('between %s and %s lie so many slips', (one, other, slips) => {
  expect(slipsBetween(one, other)).toBe(slips);
  expect(slipsBetween(other, one)).toBe(slips);
});
