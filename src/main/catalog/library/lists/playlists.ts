import type { Database } from 'better-sqlite3';
import { AppError } from '#shared/contract/errors.ts';
import type { Playlist, PlaylistRule, Track, Video } from '#shared/contract/library-items.ts';
import type { ItemId } from '#shared/domain/library/item-id.ts';
import { makeSortKey } from '#shared/domain/library/sort-key.ts';
import type { Expand } from '../expand.ts';
import { rowOf } from '../item-row.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Entries, EntryRow } from './entries.ts';
import type { PlaylistFigures } from './playlist-figures.ts';

export interface PlaylistEntry {
  readonly position: number;
  readonly item: Track | Video;
}

/** @returns what is in a list, shown as items, by rule or by hand */
export interface PlaylistReader {
  readonly itemsOf: (playlist: number, now: Date) => EntryRow[];
  readonly read: (entries: readonly EntryRow[]) => PlaylistEntry[];
}

/** Lists that people make; what is in them stays where it is. */
export function makePlaylists({
  db,
  index,
  entries,
  expand,
  figures,
  reader,
}: {
  readonly db: Database;
  readonly index: SearchIndex;
  readonly entries: Entries;
  readonly expand: Expand;
  readonly figures: PlaylistFigures;
  readonly reader: PlaylistReader;
}) {
  const find = db.prepare<[number], { rule: string | null }>('SELECT rule FROM playlist WHERE id = ?');
  const insert = db.prepare('INSERT INTO playlist (name, sort_key, rule) VALUES (?, ?, ?)');
  const rename = db.prepare('UPDATE playlist SET name = ?, sort_key = ? WHERE id = ?');
  const setRule = db.prepare('UPDATE playlist SET rule = ? WHERE id = ?');
  // What is changed here is not read from its file again.
  const detach = db.prepare('UPDATE playlist SET path = NULL, folder_id = NULL WHERE id = ?');
  const drop = db.prepare('DELETE FROM playlist WHERE id = ?');
  const dropLabels = db.prepare("DELETE FROM item_label WHERE kind = 'playlist' AND item_id = ?");

  function existing(id: ItemId): { readonly row: number; readonly isByRule: boolean } {
    const row = rowOf(id, 'playlist');
    const found = find.get(row);
    if (found === undefined) throw new AppError('not-found', 'This playlist is not there any more.');
    return { row, isByRule: found.rule !== null };
  }
  function byHand(id: ItemId): number {
    const { row, isByRule } = existing(id);
    if (isByRule)
      throw new AppError('invalid-input', 'This playlist fills itself by its rule; change the rule.');
    return row;
  }
  const inOne = <A extends unknown[], R>(work: (...args: A) => R) => db.transaction(work).immediate;

  return {
    all: (now: Date): Playlist[] => figures.all(now),
    /** @throws AppError `not-found` */
    get(id: ItemId, now: Date): { playlist: Playlist; entries: PlaylistEntry[] } {
      const { row } = existing(id);
      return { playlist: figures.one(row, now), entries: reader.read(reader.itemsOf(row, now)) };
    },
    create: inOne(
      (
        {
          name,
          rule,
          items,
        }: {
          readonly name: string;
          readonly rule?: PlaylistRule | undefined;
          readonly items: readonly ItemId[];
        },
        now: Date,
      ): Playlist => {
        const json = rule === undefined ? null : JSON.stringify(rule);
        const id = Number(insert.run(name, makeSortKey(name), json).lastInsertRowid);
        if (rule === undefined) entries.append(id, expand(items, now));
        index.put('playlist', id);
        return figures.one(id, now);
      },
    ),
    /** @throws AppError `not-found`; `invalid-input` for a rule of a list made by hand */
    change: inOne(
      (
        id: ItemId,
        { name, rule }: { readonly name?: string | undefined; readonly rule?: PlaylistRule | undefined },
        now: Date,
      ): Playlist => {
        const { row, isByRule } = existing(id);
        if (rule !== undefined && !isByRule)
          throw new AppError('invalid-input', 'This playlist was made by hand; make a new one for the rule.');
        if (rule !== undefined) setRule.run(JSON.stringify(rule), row);
        if (name !== undefined) {
          rename.run(name, makeSortKey(name), row);
          detach.run(row);
          index.put('playlist', row);
        }
        return figures.one(row, now);
      },
    ),
    /** @throws AppError `not-found` */
    remove: inOne((id: ItemId): void => {
      const { row } = existing(id);
      index.drop('playlist', row);
      dropLabels.run(row);
      drop.run(row);
    }),
    /** @throws AppError `not-found`; `invalid-input` for a list by rule */
    add: inOne((id: ItemId, items: readonly ItemId[], now: Date): Playlist => {
      const row = byHand(id);
      entries.append(row, expand(items, now));
      detach.run(row);
      return figures.one(row, now);
    }),
    /** @param positions as they stand; those left out are taken away @throws AppError `not-found`, `invalid-input` */
    setOrder: inOne((id: ItemId, positions: readonly number[], now: Date): Playlist => {
      const row = byHand(id);
      const before = entries.of(row);
      entries.replace(
        row,
        [...new Set(positions)].flatMap((position) => before[position] ?? []),
      );
      detach.run(row);
      return figures.one(row, now);
    }),
  };
}
