import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlaylistRule, Track, Video } from '../../../src/shared/contract/library-items.ts';
import { foldName } from '../../../src/shared/domain/library/fold.ts';
import type { ScannedFile } from '../../../src/shared/domain/library/scanned-file.ts';
import { makeAudioFile, makeVideoFile } from '../../support/scanned-files.ts';
import { later, makeLibraryWorld, now, tracksOf, videosOf } from './support/library-world.ts';

type Condition = PlaylistRule['conditions'][number];
const dayMs = 86_400_000;
const words = ['Red', 'réd', 'Blue', 'blue sky', '', '!!!', "O'Brien", "'; DROP TABLE track; --", '100%'];

/** The same rules over plain objects, each as its sentence says. */
function takes(
  item: Track | Video,
  artists: readonly string[],
  genres: readonly string[],
  condition: Condition,
): boolean {
  const album = 'album' in item && item.album !== null ? [item.album] : [];
  const texts = {
    title: [item.title],
    artist: artists,
    album,
    genre: genres,
    label: item.labels,
    path: [item.path.slice('/music/'.length)],
  };
  const days = (at: string | null) => (at === null ? Infinity : (now.getTime() - Date.parse(at)) / dayMs);
  switch (condition.field) {
    case 'favourite':
      return item.isFavourite === condition.value;
    case 'shared':
      return ['sharing', 'at-risk'].includes(item.shareState) === condition.value;
    case 'title':
    case 'artist':
    case 'album':
    case 'genre':
    case 'label':
    case 'path': {
      const keys = texts[condition.field].map(foldName);
      const wanted = foldName(condition.value);
      if (condition.is === 'contains') return keys.some((key) => key.includes(wanted));
      return keys.includes(wanted) === (condition.is === 'equals');
    }
    case 'year':
    case 'plays':
    case 'durationSeconds':
    case 'daysSinceAdded':
    case 'daysSincePlayed': {
      const number = {
        year: item.year,
        plays: item.plays,
        durationSeconds: item.durationSeconds,
        daysSinceAdded: days(item.addedAt),
        daysSincePlayed: days(item.lastPlayedAt),
      }[condition.field];
      if (number === null) return false;
      return condition.is === 'at-least' ? number >= condition.value : number <= condition.value;
    }
  }
}

const value = fc.constantFrom(...words, 'e', 'sky');
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: fc.constantFrom('title', 'artist', 'album', 'genre', 'label', 'path'),
    is: fc.constantFrom('contains', 'equals', 'not-equals'),
    value,
  }),
  fc.record({
    field: fc.constantFrom('year', 'plays', 'durationSeconds', 'daysSinceAdded', 'daysSincePlayed'),
    is: fc.constantFrom('at-least', 'at-most'),
    value: fc.oneof(fc.integer({ min: -1, max: 4 }), fc.constantFrom(1990, 2000, 180.5, 0.5)),
  }),
  fc.record({
    field: fc.constantFrom('favourite', 'shared'),
    is: fc.constant('equals'),
    value: fc.boolean(),
  }),
);
const rule: fc.Arbitrary<PlaylistRule> = fc.record({
  match: fc.constantFrom('all', 'any'),
  conditions: fc.array(condition, { minLength: 1, maxLength: 4 }),
  sort: fc.constantFrom('title', 'artist', 'album', 'addedAt', 'plays', 'lastPlayedAt', 'random'),
  isDescending: fc.boolean(),
  limit: fc.constant(null),
});

/** Every third thing has each property, so that rules divide them. */
const pick = (at: number, by: number) => words[(at * by + (at >> 2)) % words.length] ?? '';
const facts = (at: number) => ({
  title: pick(at, 1) || null,
  artists: [pick(at, 2), pick(at, 5)].filter((name) => name !== ''),
  album: pick(at, 4) || null,
  genres: [pick(at, 7)].filter((name) => name !== ''),
  year: at % 3 === 0 ? null : 1990 + (at % 20),
  durationSeconds: at % 5 === 0 ? null : at % 4,
});

test('a rule takes what the same rule over plain objects takes', async () => {
  const files: ScannedFile[] = Array.from({ length: 40 }, (_, at) =>
    makeAudioFile(`${pick(at, 3) || 'x'}/${at}.mp3`, facts(at)),
  );
  const videos = Array.from({ length: 10 }, (_, at) =>
    makeVideoFile(`v/${at} (199${at}).mkv`, { title: pick(at, 1) || null }),
  );
  await using world = await makeLibraryWorld();
  const { library, folderId } = world;
  for (const [at, file] of [...files, ...videos].entries())
    library.scan.save(folderId, [file], later(-at * dayMs * 0.25));
  const ids = [...tracksOf(library, { limit: 1000 }), ...videosOf(library, { limit: 1000 })].map(
    ({ id }) => id,
  );
  for (const [at, id] of ids.entries()) {
    if (at % 3 === 0) library.marks.setPosition(id, null, later(-at * dayMs * 0.3));
    if (at % 6 === 0) library.marks.setPosition(id, null, later(-at * dayMs * 0.2));
    if (at % 4 === 1) library.marks.setLabels([id], { add: [words[at % 4] ?? 'x', 'sky'], remove: [] });
  }
  library.marks.setFavourite(
    ids.filter((_, at) => at % 4 === 0),
    true,
  );
  const shared = tracksOf(library, { limit: 1000 }).filter((_, at) => at % 3 === 0);
  await library.shares.setShares(
    shared.map(({ path }, at) => ({
      path,
      torrentId: 'a'.repeat(40),
      state: at % 4 === 1 ? 'broken' : 'sharing',
    })),
  );

  const items = [...tracksOf(library, { limit: 1000 }), ...videosOf(library, { limit: 1000 })];
  fc.assert(
    fc.property(rule, (made) => {
      const list = library.playlists.create({ name: 'x', rule: made, items: [] }, now);
      const found = library.playlists.get(list.id, now).entries.map(({ item }) => item.id);
      library.playlists.remove(list.id);
      const expected = items.filter((item) => {
        const said = item.path.endsWith('.mp3')
          ? facts(Number(/(\d+)\.mp3$/u.exec(item.path)?.[1]))
          : undefined;
        const test = (one: Condition) => takes(item, said?.artists ?? [], said?.genres ?? [], one);
        return made.match === 'all' ? made.conditions.every(test) : made.conditions.some(test);
      });
      expect(found.toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
    }),
    { numRuns: 300 },
  );
});
