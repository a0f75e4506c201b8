import type { Database } from 'better-sqlite3';
import type { VideoQuery } from '#shared/contract/library.ts';
import type { Video } from '#shared/contract/library-items.ts';
import type { ItemId } from '#shared/domain/library/item-id.ts';
import { notFound, rowOf } from '../item-row.ts';
import { makeDemands, orderBy } from './condition.ts';
import { makeWindow, type PageSql } from './window.ts';

const sorts: Readonly<Record<VideoQuery['sort'], readonly string[]>> = {
  title: ['sort_key'],
  year: ['year', 'sort_key'],
  durationSeconds: ['duration_ms'],
  addedAt: ['added_ms'],
  recordedAt: ['recorded_ms'],
  episode: ['show_sort', 'show_id', 'season', 'episode'],
};

export function videoPageSql(query: Omit<VideoQuery, 'offset' | 'limit'>): PageSql {
  const demands = makeDemands('video');
  demands.demandAll(query);
  demands.demand('i.file_id IN (SELECT id FROM file WHERE folder_id = :folder)', 'folder', query.folderId);
  demands.demand('i.kind = :kind', 'kind', query.kind);
  demands.demand('i.show_id = :show', 'show', query.showId && rowOf(query.showId, 'show'));
  demands.demandFlag('is_missing', query.isMissing);
  return { table: 'video', ...demands.done(), order: orderBy(sorts[query.sort], query.isDescending) };
}

export function makeVideos(db: Database, videoRows: (ids: readonly number[]) => Map<number, Video>) {
  const page = makeWindow(db, videoRows);
  return {
    videos: (query: VideoQuery) => page(videoPageSql(query), query),
    /** @throws AppError `not-found` */
    video(id: ItemId): Video {
      const row = rowOf(id, 'video');
      const video = videoRows([row]).get(row);
      if (video === undefined) throw notFound('video');
      return video;
    },
  };
}
