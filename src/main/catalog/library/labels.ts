import type { Database } from 'better-sqlite3';
import { foldName } from '#shared/domain/library/fold.ts';
import { parseItemId, type ItemId, type ItemKind } from '#shared/domain/library/item-id.ts';
import { makeTouched, type Touched } from './scan/touched.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { Settle } from './settle/settle.ts';

/** Labels are words that people give to items of any kind; in any spelling one word is one label. */
export function makeLabels(db: Database, index: SearchIndex, settle: Settle) {
  const find = db.prepare<[string], { id: number }>('SELECT id FROM label WHERE name_key = ?');
  const add = db.prepare('INSERT INTO label (name, name_key) VALUES (?, ?)');
  const give = db.prepare(
    'INSERT INTO item_label (kind, item_id, label_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const take = db.prepare('DELETE FROM item_label WHERE kind = ? AND item_id = ? AND label_id = ?');
  const dropUnused = db.prepare(
    'DELETE FROM label WHERE id = ? AND NOT EXISTS (SELECT 1 FROM item_label WHERE label_id = label.id)',
  );
  const exists = Object.fromEntries(
    (['album', 'artist', 'track', 'video', 'show', 'playlist'] satisfies ItemKind[]).map((kind) => [
      kind,
      db.prepare<[number], { is_hidden: 0 | 1 }>(`SELECT is_hidden FROM ${kind} WHERE id = ?`),
    ]),
  );

  function touch(kind: ItemKind, row: number, touched: Touched): void {
    if (kind === 'album') touched.albums.add(row);
    if (kind === 'artist') touched.artists.add(row);
    if (kind === 'show') touched.shows.add(row);
  }

  const setLabels = db.transaction(
    (
      ids: readonly ItemId[],
      { add: toAdd, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
    ) => {
      const given = toAdd.map(
        (name) => find.get(foldName(name))?.id ?? add.run(name, foldName(name)).lastInsertRowid,
      );
      const taken = remove.flatMap((name) => find.get(foldName(name))?.id ?? []);
      const touched = makeTouched();
      for (const id of ids) {
        const parts = parseItemId(id);
        const item = parts && exists[parts.kind]?.get(parts.row);
        if (parts === undefined || item === undefined) continue;
        const { kind, row } = parts;
        for (const label of taken) take.run(kind, row, label);
        for (const label of given) give.run(kind, row, label);
        touch(kind, row, touched);
        if (item.is_hidden === 0) index.put(kind, row);
      }
      settle(touched);
      for (const label of [...taken, ...given]) dropUnused.run(label);
    },
  ).immediate;

  return (
    ids: readonly ItemId[],
    change: { readonly add: readonly string[]; readonly remove: readonly string[] },
  ): void => setLabels(ids, change);
}
