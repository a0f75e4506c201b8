import type { Database } from 'better-sqlite3';
import type { TrackQuery } from '#shared/contract/library.ts';
import type { Track } from '#shared/contract/library-items.ts';
import { foldName } from '#shared/domain/library/fold.ts';
import type { ItemId } from '#shared/domain/library/item-id.ts';
import { notFound, rowOf } from '../item-row.ts';
import { makeDemands, orderBy } from './condition.ts';
import { makeWindow, type PageSql } from './window.ts';

const sorts: Readonly<Record<TrackQuery['sort'], readonly string[]>> = {
  title: ['sort_key'],
  artist: ['artist_sort', 'year', 'album_id', 'disc_number', 'track_number'],
  album: ['album_sort', 'album_id', 'disc_number', 'track_number'],
  year: ['year'],
  durationSeconds: ['duration_ms'],
  addedAt: ['added_ms'],
  plays: ['plays'],
  lastPlayedAt: ['last_played_ms'],
};

export function trackPageSql(query: Omit<TrackQuery, 'offset' | 'limit'>): PageSql {
  const demands = makeDemands('track');
  demands.demandAll(query);
  demands.demand(
    'i.id IN (SELECT track_id FROM track_genre WHERE genre_id = (SELECT id FROM genre WHERE name_key = :genre))',
    'genre',
    query.genre === undefined ? undefined : foldName(query.genre),
  );
  demands.demand('i.file_id IN (SELECT id FROM file WHERE folder_id = :folder)', 'folder', query.folderId);
  demands.demand('i.album_id = :album', 'album', query.albumId && rowOf(query.albumId, 'album'));
  demands.demand(
    'i.id IN (SELECT track_id FROM track_artist WHERE artist_id = :artist)',
    'artist',
    query.artistId && rowOf(query.artistId, 'artist'),
  );
  demands.demandFlag('is_missing', query.isMissing);
  return { table: 'track', ...demands.done(), order: orderBy(sorts[query.sort], query.isDescending) };
}

export function makeTracks(db: Database, trackRows: (ids: readonly number[]) => Map<number, Track>) {
  const page = makeWindow(db, trackRows);
  return {
    tracks: (query: TrackQuery) => page(trackPageSql(query), query),
    /** @throws AppError `not-found` */
    track(id: ItemId): Track {
      const row = rowOf(id, 'track');
      const track = trackRows([row]).get(row);
      if (track === undefined) throw notFound('track');
      return track;
    },
  };
}
