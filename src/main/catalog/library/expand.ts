import type { Database } from 'better-sqlite3';
import { parseItemId, type ItemId } from '#shared/domain/library/item-id.ts';
import type { EntryRow } from './lists/entries.ts';

/**
 * What plays of some items, in order: an album or artist stands for its tracks, a show for its episodes, a playlist for what
 * it holds now.
 */
export function makeExpand(db: Database, itemsOfPlaylist: (playlist: number, now: Date) => EntryRow[]) {
  const one = {
    track: db.prepare<[number], EntryRow>("SELECT 'track' AS kind, id AS item_id FROM track WHERE id = ?"),
    video: db.prepare<[number], EntryRow>("SELECT 'video' AS kind, id AS item_id FROM video WHERE id = ?"),
    album: db.prepare<[number], EntryRow>(`
      SELECT 'track' AS kind, id AS item_id FROM track WHERE album_id = ? AND is_hidden = 0
      ORDER BY disc_number, track_number, file_id, part`),
    artist: db.prepare<[number], EntryRow>(`
      SELECT 'track' AS kind, t.id AS item_id FROM track_artist a JOIN track t ON t.id = a.track_id
      WHERE a.artist_id = ? AND t.is_hidden = 0
      ORDER BY t.year, t.album_sort, t.album_id, t.disc_number, t.track_number, t.file_id, t.part`),
    show: db.prepare<[number], EntryRow>(`
      SELECT 'video' AS kind, id AS item_id FROM video WHERE show_id = ? AND is_hidden = 0
      ORDER BY season, episode, sort_key, id`),
  };
  return (ids: readonly ItemId[], now: Date): EntryRow[] =>
    ids.flatMap((id) => {
      const parts = parseItemId(id);
      if (parts === undefined) return [];
      return parts.kind === 'playlist' ? itemsOfPlaylist(parts.row, now) : one[parts.kind].all(parts.row);
    });
}
export type Expand = ReturnType<typeof makeExpand>;
