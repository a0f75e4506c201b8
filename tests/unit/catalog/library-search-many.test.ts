import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { docRange } from '../../../src/main/catalog/library/search/doc-id.ts';
import { itemKinds } from '../../../src/shared/domain/library/item-id.ts';
import { makeAudioFile } from '../../support/scanned-files.ts';
import { albumsOf, makeLibraryWorld, namePage, now, tracksOf } from './support/library-world.ts';

/* More than search weighs of each kind (200): what it finds and in which order, beside what is there. */

const usual = ['love', 'lovely', 'lo', 'night', 'nightingale', 'no', 'moon', 'longitude'];
/** The nth of a collection in which every pair of words is met, some often. */
const nameAt = (at: number, step: number) =>
  [usual[(at * at + step) % 7], usual[(at + step * 3) % 8], `x${'abcdefghij'.charAt(at % 10)}q`]
    .slice(0, 1 + ((at + step) % 3))
    .join(' ');

async function makeManyWorld() {
  const world = await makeLibraryWorld(
    Array.from({ length: 700 }, (_, at) => {
      const artist = `${nameAt(Math.floor(at / 2), 1)} ${at % 2 === 0 ? 'u' : 'v'}${at}`;
      const album = `${nameAt(at, 2)} w${at}`;
      return makeAudioFile(`${at}/${at}.mp3`, {
        title: nameAt(at, 3),
        artists: [artist],
        albumArtist: artist,
        album,
      });
    }),
  );
  for (const name of ['Love and Night', 'Moon']) world.library.playlists.create({ name, items: [] }, now);
  return world;
}
type World = Awaited<ReturnType<typeof makeManyWorld>>;

interface Named {
  readonly id: string;
  readonly title: string;
  readonly artist?: string | null;
  readonly album?: string | null;
}

const plain = (text: string | null | undefined) =>
  text === null || text === undefined || text === '' ? [] : text.toLowerCase().split(' ');

/** How well names fit, as docs/decisions say: the same title, whole words in it, whole words, beginnings in it, beginnings. */
function fitOf(words: readonly string[], item: Named): number | undefined {
  const title = plain(item.title);
  const all = [...title, ...plain(item.artist), ...plain(item.album)];
  if (title.join(' ') === words.join(' ')) return 0;
  if (words.every((word) => title.includes(word))) return 1;
  if (words.every((word) => all.includes(word))) return 2;
  const begins = (names: readonly string[]) =>
    words.every((word) => names.some((name) => name.startsWith(word)));
  return begins(title) ? 3 : begins(all) ? 4 : undefined;
}

/** What is there of each kind that has many. */
const listed = ({
  library,
}: World): Readonly<Record<'artist' | 'album' | 'playlist' | 'track', Named[]>> => ({
  artist: library.browse
    .artists({ ...namePage, limit: 5000 })
    .rows.map(({ id, name }) => ({ id, title: name })),
  album: albumsOf(library, { limit: 1000 }).map(({ id, title, artist }) => ({ id, title, artist })),
  playlist: library.playlists.all(now).map(({ id, name }) => ({ id, title: name })),
  track: tracksOf(library, { limit: 1000 }),
});

test('of each kind all are found where they are few, of many the best, and in the order of how well they fit', async () => {
  await using world = await makeManyWorld();
  const lists = listed(world);
  let withTooMany = 0;
  let withAll = 0;
  const texts = [
    ...[
      'l',
      'n',
      'x',
      'lo',
      'lov',
      'love',
      'lovely',
      'night',
      'nigh',
      'moon',
      'longitude',
      'xaq',
      'u4',
      'w12',
    ],
    ...['love night', 'lov nig', 'l n', 'love n', 'night lo', 'moon xaq', 'no moon love', 'love u', 'l w u'],
  ];
  for (const text of texts) {
    const words = plain(text);
    const hits = world.library.search({ text, limit: 10_000 });
    const fits = hits.map((hit) => fitOf(words, hit));
    expect(fits, text).toEqual(fits.toSorted((one, other) => (one ?? 9) - (other ?? 9)));
    const found = new Set<string>(hits.map(({ id }) => id));
    for (const [kind, items] of Object.entries(lists)) {
      const there = items.filter((item) => fitOf(words, item) !== undefined);
      const ofKind = hits.filter((hit) => hit.kind === kind);
      const missed = there.filter(({ id }) => !found.has(id));
      if (there.length < 200) {
        withAll++;
        expect(missed, `${text}: ${kind}`).toEqual([]);
        continue;
      }
      withTooMany++;
      expect(ofKind.length, `${text}: ${kind}`).toBeGreaterThanOrEqual(200);
      // Whole titles and whole words are not left out for beginnings; only where they are too many themselves.
      for (const fit of [0, 1, 2]) {
        const upTo = there.filter((item) => (fitOf(words, item) ?? 9) <= fit);
        if (upTo.length < 200)
          expect(
            missed.filter((item) => upTo.includes(item)),
            `${text}: ${kind}, ${fit}`,
          ).toEqual([]);
      }
      const begun = there.filter((item) => [0, 1, 3].includes(fitOf(words, item) ?? 9));
      const whole = there.filter((item) => (fitOf(words, item) ?? 9) <= 2);
      if (whole.length < 200 && begun.length < 200)
        expect(
          missed.filter((item) => begun.includes(item)),
          `${text}: ${kind}`,
        ).toEqual([]);
    }
  }
  expect(withTooMany).toBeGreaterThan(10);
  expect(withAll).toBeGreaterThan(10);
});

test('of many words that are a little like what was mistyped those most like it are looked at', async () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  // More than search looks at, older than what is meant, each with its first two letters.
  const others = Array.from(
    { length: 300 },
    (_, at) => `st${letters.charAt(at % 26)}${letters.charAt(at / 26)}`,
  );
  await using world = await makeLibraryWorld(
    [...others, 'stellarium'].map((title) => makeAudioFile(`${title}.mp3`, { title })),
  );
  const hits = world.library.search({ text: 'stellarum', limit: 5 });
  expect(hits.map(({ title }) => title)).toEqual(['stellarium']);
});

test('kinds that lie apart in the index are found without those between', async () => {
  await using world = await makeManyWorld();
  const all = listed(world);
  for (const text of ['love', 'lov', 'xaq', 'moon']) {
    const hits = world.library.search({ text, kinds: ['track', 'artist'], limit: 10_000 });
    expect(new Set(hits.map(({ kind }) => kind)), text).toEqual(new Set(['artist', 'track']));
    for (const kind of ['artist', 'track'] as const) {
      const there = all[kind].filter((item) => fitOf([text], item) !== undefined).length;
      expect(hits.filter((hit) => hit.kind === kind).length, `${text} ${kind}`).toBeGreaterThanOrEqual(
        Math.min(there, 200),
      );
    }
  }
  expect(world.library.search({ text: 'love', kinds: [], limit: 5 })).toEqual([]);
});

test('the limits of a kind are whole numbers to SQLite: others do not narrow a question to the index', () => {
  const db = new Sqlite(':memory:');
  const typeOf = db.prepare<[bigint], string>('SELECT typeof(?)').pluck();
  for (const kind of itemKinds) {
    const { low, high } = docRange(kind);
    expect([typeOf.get(low), typeOf.get(high)]).toEqual(['integer', 'integer']);
  }
  db.close();
});
