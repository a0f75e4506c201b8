import type { Database } from 'better-sqlite3';
import { wordsOf } from '#shared/domain/library/fold.ts';
import { stemOf } from '#shared/domain/library/folder-names.ts';
import type { ItemKind } from '#shared/domain/library/item-id.ts';
import { docId } from './doc-id.ts';
import { makeVocabulary } from './vocabulary.ts';

/** By what an item is found. */
export interface FoundBy {
  readonly title: string;
  /** Whose it is, what it lies in, its labels. */
  readonly others: string | null;
  readonly path: string | null;
}

const labelsOf = (kind: ItemKind, id: string) =>
  `(SELECT group_concat(l.name, ' ') FROM item_label il JOIN label l ON l.id = il.label_id WHERE il.kind = '${kind}' AND il.item_id = ${id})`;

/** By what each kind is found; `others`: whose it is, what it lies in, its labels. */
const namesOf: Readonly<Record<ItemKind, string>> = {
  artist: `SELECT a.name AS title, ${labelsOf('artist', 'a.id')} AS others, NULL AS path FROM artist a WHERE a.id = ?`,
  album: `SELECT a.title, concat_ws(' ', ar.name, ${labelsOf('album', 'a.id')}) AS others, NULL AS path
    FROM album a LEFT JOIN artist ar ON ar.id = a.artist_id WHERE a.id = ?`,
  show: `SELECT s.title, ${labelsOf('show', 's.id')} AS others, NULL AS path FROM show s WHERE s.id = ?`,
  playlist: `SELECT p.name AS title, ${labelsOf('playlist', 'p.id')} AS others, NULL AS path FROM playlist p WHERE p.id = ?`,
  video: `SELECT v.title, concat_ws(' ', s.title, ${labelsOf('video', 'v.id')}) AS others, f.path
    FROM video v JOIN file f ON f.id = v.file_id LEFT JOIN show s ON s.id = v.show_id WHERE v.id = ?`,
  track: `SELECT t.title, concat_ws(' ', coalesce(t.credit, ar.name), al.title, t.composer, ${labelsOf('track', 't.id')}) AS others, f.path
    FROM track t JOIN file f ON f.id = t.file_id LEFT JOIN artist ar ON ar.id = t.artist_id
      LEFT JOIN album al ON al.id = t.album_id WHERE t.id = ?`,
};

/** What search finds is written here, by the names that an item has at this moment. */
export function makeSearchIndex(db: Database) {
  const put = db.prepare<[number, string, string]>(
    'INSERT OR REPLACE INTO search (rowid, title, rest) VALUES (?, ?, ?)',
  );
  const drop = db.prepare<[number]>('DELETE FROM search WHERE rowid = ?');
  const vocabulary = makeVocabulary(db);
  const read = Object.fromEntries(
    Object.entries(namesOf).map(([kind, sql]) => [kind, db.prepare<[number], FoundBy>(sql)]),
  );

  function write(kind: ItemKind, row: number, names: FoundBy): void {
    const title = new Set(wordsOf(names.title));
    // The name of the file mostly says the same again; what is indexed once is enough.
    const rest = new Set(wordsOf(`${names.others ?? ''} ${names.path === null ? '' : stemOf(names.path)}`));
    for (const word of title) rest.delete(word);
    put.run(docId(kind, row), [...title].join(' '), [...rest].join(' '));
    vocabulary.add(title);
    vocabulary.add(rest);
  }

  return {
    /** For what is new: its names are known to the caller, and it has no labels yet. */
    write,
    put(kind: ItemKind, row: number): void {
      const names = read[kind]?.get(row);
      if (names !== undefined) write(kind, row, names);
    },
    drop: (kind: ItemKind, row: number): void => void drop.run(docId(kind, row)),
  };
}
export type SearchIndex = ReturnType<typeof makeSearchIndex>;
