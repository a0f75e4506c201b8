import type { Database } from 'better-sqlite3';
import type { Album } from '#shared/contract/library-items.ts';
import { formatItemId } from '#shared/domain/library/item-id.ts';
import { itemFields, labelsColumn, namesFrom, type ItemRow } from './item-fields.ts';

interface AlbumRow extends ItemRow {
  readonly artist: string | null;
  readonly artist_id: number | null;
  readonly year: number | null;
  /** JSON: names. */
  readonly genres: string;
  readonly tracks: number;
  readonly discs: number;
  readonly duration_ms: number;
  readonly is_compilation: 0 | 1;
  readonly is_missing: 0 | 1;
}

/** Whole albums for their ids. */
export function makeAlbumRows(db: Database): (ids: readonly number[]) => Map<number, Album> {
  const read = db.prepare<[string], AlbumRow>(`
    SELECT a.id, a.title, w.hash AS artwork, a.is_favourite, ${labelsColumn('album', 'a.id')}, a.added_ms, a.share,
      ar.name AS artist, a.artist_id, a.year, a.tracks, a.discs, a.duration_ms, a.is_compilation, a.is_missing,
      (SELECT json_group_array(g.name ORDER BY g.name_key) FROM album_genre ag JOIN genre g ON g.id = ag.genre_id WHERE ag.album_id = a.id) AS genres
    FROM json_each(?) j CROSS JOIN album a ON a.id = j.value
      LEFT JOIN artist ar ON ar.id = a.artist_id LEFT JOIN artwork w ON w.id = a.artwork_id`);
  return (ids) =>
    new Map(ids.length === 0 ? [] : read.all(JSON.stringify(ids)).map((row) => [row.id, albumFromRow(row)]));
}

function albumFromRow(row: AlbumRow): Album {
  return {
    id: formatItemId('album', row.id),
    ...itemFields(row),
    artist: row.artist,
    artistId: row.artist_id === null ? null : formatItemId('artist', row.artist_id),
    year: row.year,
    genres: namesFrom(row.genres),
    tracks: row.tracks,
    discs: row.discs,
    durationSeconds: row.duration_ms / 1000,
    isCompilation: row.is_compilation === 1,
    isMissing: row.is_missing === 1,
  };
}
