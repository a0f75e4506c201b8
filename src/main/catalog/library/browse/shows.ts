import type { Database } from 'better-sqlite3';
import type { Show, Video } from '#shared/contract/library-items.ts';
import { formatItemId, type ItemId } from '#shared/domain/library/item-id.ts';
import { notFound, rowOf } from '../item-row.ts';
import type { NameQuery } from './artists.ts';
import { makeDemands, orderBy } from './condition.ts';
import { inOrder, makeWindow, type PageSql } from './window.ts';

export function showPageSql({ text, isDescending }: Pick<NameQuery, 'text' | 'isDescending'>): PageSql {
  const demands = makeDemands('show');
  demands.demandText(text);
  return { table: 'show', ...demands.done(), order: orderBy(['sort_key'], isDescending) };
}

interface ShowRow {
  readonly id: number;
  readonly title: string;
  readonly seasons: number;
  readonly episodes: number;
  readonly artwork: string | null;
}

export function makeShowRows(db: Database): (ids: readonly number[]) => Map<number, Show> {
  const read = db.prepare<[string], ShowRow>(`
    SELECT i.id, i.title, i.seasons, i.episodes, w.hash AS artwork
    FROM json_each(?) j CROSS JOIN show i ON i.id = j.value LEFT JOIN artwork w ON w.id = i.artwork_id`);
  return (ids) =>
    new Map(
      read.all(JSON.stringify(ids)).map(({ id, ...show }) => [id, { id: formatItemId('show', id), ...show }]),
    );
}

export function makeShows({
  db,
  showRows,
  videoRows,
}: {
  readonly db: Database;
  readonly showRows: (ids: readonly number[]) => Map<number, Show>;
  readonly videoRows: (ids: readonly number[]) => Map<number, Video>;
}) {
  const page = makeWindow(db, showRows);
  const episodesOf = db.prepare<[number], { id: number }>(
    'SELECT id FROM video WHERE show_id = ? AND is_hidden = 0 ORDER BY season, episode, sort_key, id',
  );
  return {
    shows: (query: NameQuery) => page(showPageSql(query), query),
    /** @throws AppError `not-found` */
    show(id: ItemId): { show: Show; episodes: Video[] } {
      const row = rowOf(id, 'show');
      const show = showRows([row]).get(row);
      if (show === undefined) throw notFound('show');
      return { show, episodes: inOrder(episodesOf.all(row), videoRows) };
    },
  };
}
