import type { Database } from 'better-sqlite3';
import type { Album, Artist } from '#shared/contract/library-items.ts';
import { formatItemId, type ItemId } from '#shared/domain/library/item-id.ts';
import { notFound, rowOf } from '../item-row.ts';
import { makeDemands, orderBy } from './condition.ts';
import { inOrder, makeWindow, type PageSql } from './window.ts';

export interface NameQuery {
  readonly offset: number;
  readonly limit: number;
  readonly isDescending: boolean;
  readonly text?: string | undefined;
}

export function artistPageSql({ text, isDescending }: Pick<NameQuery, 'text' | 'isDescending'>): PageSql {
  const demands = makeDemands('artist');
  demands.demandText(text);
  return { table: 'artist', ...demands.done(), order: orderBy(['sort_key'], isDescending) };
}

interface ArtistRow {
  readonly id: number;
  readonly name: string;
  readonly albums: number;
  readonly tracks: number;
  readonly artwork: string | null;
}

/** An artist is shown with the picture of the latest album that has one. */
export function makeArtistRows(db: Database): (ids: readonly number[]) => Map<number, Artist> {
  const read = db.prepare<[string], ArtistRow>(`
    SELECT i.id, i.name, i.albums, i.tracks,
      (SELECT w.hash FROM album a JOIN artwork w ON w.id = a.artwork_id WHERE a.artist_id = i.id AND a.is_hidden = 0
       ORDER BY a.year DESC, a.id DESC LIMIT 1) AS artwork
    FROM json_each(?) j CROSS JOIN artist i ON i.id = j.value`);
  return (ids) =>
    new Map(
      read
        .all(JSON.stringify(ids))
        .map(({ id, ...artist }) => [id, { id: formatItemId('artist', id), ...artist }]),
    );
}

export function makeArtists({
  db,
  artistRows,
  albumRows,
}: {
  readonly db: Database;
  readonly artistRows: (ids: readonly number[]) => Map<number, Artist>;
  readonly albumRows: (ids: readonly number[]) => Map<number, Album>;
}) {
  const page = makeWindow(db, artistRows);
  const albumsOf = db.prepare<{ artist: number }, { id: number }>(`
    SELECT id FROM album WHERE is_hidden = 0 AND id IN (
      SELECT id FROM album WHERE artist_id = :artist
      UNION SELECT t.album_id FROM track_artist a JOIN track t ON t.id = a.track_id WHERE a.artist_id = :artist)
    ORDER BY artist_id IS NOT :artist, year, sort_key, id`);
  return {
    artists: (query: NameQuery) => page(artistPageSql(query), query),
    /** The artist's own albums first, by year. @throws AppError `not-found` */
    artist(id: ItemId): { artist: Artist; albums: Album[] } {
      const row = rowOf(id, 'artist');
      const artist = artistRows([row]).get(row);
      if (artist === undefined) throw notFound('artist');
      return { artist, albums: inOrder(albumsOf.all({ artist: row }), albumRows) };
    },
  };
}
