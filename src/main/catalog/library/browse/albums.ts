import type { Database } from 'better-sqlite3';
import type { AlbumQuery } from '#shared/contract/library.ts';
import type { Album, Track } from '#shared/contract/library-items.ts';
import { foldName } from '#shared/domain/library/fold.ts';
import type { ItemId } from '#shared/domain/library/item-id.ts';
import { notFound, rowOf } from '../item-row.ts';
import { makeDemands, orderBy } from './condition.ts';
import { inOrder, makeWindow, type PageSql } from './window.ts';

const sorts: Readonly<Record<AlbumQuery['sort'], readonly string[]>> = {
  title: ['sort_key'],
  artist: ['artist_sort', 'year', 'sort_key'],
  year: ['year', 'sort_key'],
  addedAt: ['added_ms'],
};

/** By the album's own artist, or by one who plays on it. */
const byArtist = `(i.artist_id = :artist OR i.id IN (SELECT t.album_id FROM track_artist a JOIN track t ON t.id = a.track_id WHERE a.artist_id = :artist))`;

export function albumPageSql(query: Omit<AlbumQuery, 'offset' | 'limit'>): PageSql {
  const demands = makeDemands('album');
  demands.demandAll(query);
  demands.demand(
    'i.id IN (SELECT album_id FROM album_genre WHERE genre_id = (SELECT id FROM genre WHERE name_key = :genre))',
    'genre',
    query.genre === undefined ? undefined : foldName(query.genre),
  );
  demands.demand(
    'i.id IN (SELECT t.album_id FROM file f JOIN track t ON t.file_id = f.id WHERE f.folder_id = :folder)',
    'folder',
    query.folderId,
  );
  demands.demand(byArtist, 'artist', query.artistId && rowOf(query.artistId, 'artist'));
  return { table: 'album', ...demands.done(), order: orderBy(sorts[query.sort], query.isDescending) };
}

export function makeAlbums({
  db,
  albumRows,
  trackRows,
}: {
  readonly db: Database;
  readonly albumRows: (ids: readonly number[]) => Map<number, Album>;
  readonly trackRows: (ids: readonly number[]) => Map<number, Track>;
}) {
  const page = makeWindow(db, albumRows);
  const tracksOf = db.prepare<[number], { id: number }>(
    'SELECT id FROM track WHERE album_id = ? AND is_hidden = 0 ORDER BY disc_number, track_number, file_id, part',
  );
  return {
    albums: (query: AlbumQuery) => page(albumPageSql(query), query),
    /** @throws AppError `not-found` */
    album(id: ItemId): { album: Album; tracks: Track[] } {
      const row = rowOf(id, 'album');
      const album = albumRows([row]).get(row);
      if (album === undefined) throw notFound('album');
      return { album, tracks: inOrder(tracksOf.all(row), trackRows) };
    },
  };
}
