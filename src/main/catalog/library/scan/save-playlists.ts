import type { Database } from 'better-sqlite3';
import type { ScannedPlaylist } from '#shared/domain/library/scanned-file.ts';
import { makeSortKey } from '#shared/domain/library/sort-key.ts';
import type { EntryRow, Entries } from '../lists/entries.ts';
import { pathHash } from '../path-hash.ts';
import type { SearchIndex } from '../search/search-index.ts';

interface ListRow {
  readonly id: number;
  readonly path: string;
  readonly name: string;
  readonly is_hidden: 0 | 1;
}

/** Playlist files become playlists. One that was changed here is a list of its own from then on and is left alone. */
export function makeSavePlaylists(db: Database, index: SearchIndex, entries: Entries) {
  const listsOf = db.prepare<[number], ListRow>(
    'SELECT id, path, name, is_hidden FROM playlist WHERE folder_id = ? AND path IS NOT NULL',
  );
  const add = db.prepare('INSERT INTO playlist (name, sort_key, folder_id, path) VALUES (?, ?, ?, ?)');
  const rename = db.prepare('UPDATE playlist SET name = ?, sort_key = ?, is_hidden = 0 WHERE id = ?');
  const drop = db.prepare('DELETE FROM playlist WHERE id = ?');
  const itemsOf = db.prepare<[number, string, number], EntryRow>(`
    WITH found AS (SELECT id FROM file WHERE path_hash = ? AND path = ? AND folder_id = ? ORDER BY missing_ms IS NOT NULL, id LIMIT 1)
    SELECT 'track' AS kind, t.id AS item_id, t.part AS part FROM found f JOIN track t ON t.file_id = f.id
    UNION ALL SELECT 'video', v.id, 0 FROM found f JOIN video v ON v.file_id = f.id
    ORDER BY part`);

  const save = db.transaction((folderId: number, playlists: readonly ScannedPlaylist[]) => {
    const known = new Map(listsOf.all(folderId).map((list) => [list.path, list]));
    for (const { path, name, entries: files } of playlists) {
      const list = known.get(path);
      known.delete(path);
      const id = list?.id ?? Number(add.run(name, makeSortKey(name), folderId, path).lastInsertRowid);
      const isAsBefore = list?.name === name && list.is_hidden === 0;
      if (list !== undefined && !isAsBefore) rename.run(name, makeSortKey(name), id);
      if (!isAsBefore) index.put('playlist', id);
      entries.replace(
        id,
        files.flatMap((file) => itemsOf.all(pathHash(file), file, folderId)),
      );
    }
    for (const { id } of known.values()) {
      index.drop('playlist', id);
      drop.run(id);
    }
  }).immediate;

  /** @param playlists all that the folder has now; after its files were saved */
  return (folderId: number, playlists: readonly ScannedPlaylist[]): void => save(folderId, playlists);
}
