import type { Database } from 'better-sqlite3';
import { wordsOf } from '#shared/domain/library/fold.ts';
import type { ItemKind } from '#shared/domain/library/item-id.ts';
import { makeSortKey } from '#shared/domain/library/sort-key.ts';
import type { Candidate } from './candidates.ts';

/** Where both fit as well: few things that hold much before many that are parts of them. */
export const kindsInOrder: readonly ItemKind[] = ['artist', 'album', 'show', 'playlist', 'video', 'track'];

interface NameRow {
  readonly id: number;
  readonly sort_key: string;
  readonly title: string;
  readonly others: string | null;
}

/** The folded names of each kind; of playlists the plain ones, which are few. */
const nameSql: Readonly<Record<ItemKind, string>> = {
  artist: 'i.name_key AS title, NULL AS others FROM json_each(?) j CROSS JOIN artist i ON i.id = j.value',
  album: `i.title_key AS title, a.name_key AS others
    FROM json_each(?) j CROSS JOIN album i ON i.id = j.value LEFT JOIN artist a ON a.id = i.artist_id`,
  show: 'i.name_key AS title, NULL AS others FROM json_each(?) j CROSS JOIN show i ON i.id = j.value',
  playlist: 'i.name AS title, NULL AS others FROM json_each(?) j CROSS JOIN playlist i ON i.id = j.value',
  video: `i.title_key AS title, s.name_key AS others
    FROM json_each(?) j CROSS JOIN video i ON i.id = j.value LEFT JOIN show s ON s.id = i.show_id`,
  track: `i.title_key AS title, concat_ws(' ', a.name_key, al.title_key) AS others
    FROM json_each(?) j CROSS JOIN track i ON i.id = j.value
      LEFT JOIN artist a ON a.id = i.artist_id LEFT JOIN album al ON al.id = i.album_id`,
};

/**
 * The first so many; of each kind a third of them before any has more, so that ten songs called like fifty bands are seen
 * as well.
 */
export function fairlyFirst(ranked: readonly Candidate[], limit: number): Candidate[] {
  const before = new Map<ItemKind, number>();
  const share = Math.ceil(limit / 3);
  const isInShare = ranked.map(({ kind }) => {
    const at = before.get(kind) ?? 0;
    before.set(kind, at + 1);
    return at < share;
  });
  const first = ranked.filter((_, at) => isInShare[at]).slice(0, limit);
  const others = ranked.filter((_, at) => !isInShare[at]).slice(0, limit - first.length);
  const taken = new Set([...first, ...others]);
  return ranked.filter((item) => taken.has(item));
}

/** How well names fit; less is better. */
export function tierOf({
  words,
  title,
  others,
}: {
  readonly words: readonly string[];
  readonly title: readonly string[];
  readonly others: readonly string[];
}): number {
  if (words.every((word) => title.includes(word))) return 1;
  if (words.every((word) => title.includes(word) || others.includes(word))) return 2;
  if (words.every((word) => title.some((other) => other.startsWith(word)))) return 3;
  return 4;
}

/** The candidates that fit best: whole titles first, then whole words, then beginnings; of equals the shortest title. */
export function makeRank(db: Database) {
  const names = kindsInOrder.map((kind) => ({
    kind,
    read: db.prepare<[string], NameRow>(`SELECT i.id, i.sort_key, ${nameSql[kind]}`),
  }));

  return (found: readonly Candidate[], words: readonly string[], text: string): Candidate[] => {
    const sortKey = makeSortKey(text);
    const weighed = names.flatMap(({ kind, read }, order) => {
      const ids = new Set(found.filter((item) => item.kind === kind).map(({ row }) => row));
      const rows = ids.size === 0 ? [] : read.all(JSON.stringify([...ids]));
      return rows.map((row) => {
        const title = kind === 'playlist' ? wordsOf(row.title) : row.title.split(' ');
        const others = row.others?.split(' ') ?? [];
        const tier = row.sort_key === sortKey ? 0 : tierOf({ words, title, others });
        return { item: { kind, row: row.id }, tier, order, length: row.title.length };
      });
    });
    return weighed
      .toSorted(
        (one, other) =>
          one.tier - other.tier ||
          one.order - other.order ||
          one.length - other.length ||
          one.item.row - other.item.row,
      )
      .map(({ item }) => item);
  };
}
