import type { Database } from 'better-sqlite3';
import type { Playlist, PlaylistRule } from '#shared/contract/library-items.ts';
import { formatItemId } from '#shared/domain/library/item-id.ts';
import { shareFiguresSql, shareOf, shareStateOf, type ShareFigures } from '../share-code.ts';
import type { EntryRow } from './entries.ts';

interface ListRow {
  readonly id: number;
  readonly name: string;
  readonly rule: string | null;
}

interface Figures extends ShareFigures {
  readonly duration_ms: number;
  readonly artwork: string | null;
}

/** How many, how long, whether others can have them, and with which picture: that of the first item that has one. */
export function makePlaylistFigures(db: Database, itemsOf: (playlist: number, now: Date) => EntryRow[]) {
  const list = db.prepare<[], ListRow>(
    'SELECT id, name, rule FROM playlist WHERE is_hidden = 0 ORDER BY sort_key, id',
  );
  const one = db.prepare<[number], ListRow>('SELECT id, name, rule FROM playlist WHERE id = ?');
  const count = db.prepare<{ items: string }, Figures>(`
    SELECT coalesce(sum(duration_ms), 0) AS duration_ms, ${shareFiguresSql()},
      (SELECT w.hash FROM json_each(:items) j
         LEFT JOIN track t ON j.value ->> 0 = 'track' AND t.id = j.value ->> 1
         LEFT JOIN video v ON j.value ->> 0 = 'video' AND v.id = j.value ->> 1
         LEFT JOIN album a ON a.id = t.album_id
         JOIN file f ON f.id = coalesce(t.file_id, v.file_id)
         JOIN artwork w ON w.id = coalesce(f.artwork_id, a.artwork_id) LIMIT 1) AS artwork
    FROM (
      SELECT t.duration_ms, t.share, t.is_missing, t.is_hidden FROM json_each(:items) j CROSS JOIN track t ON t.id = j.value ->> 1 WHERE j.value ->> 0 = 'track'
      UNION ALL
      SELECT v.duration_ms, v.share, v.is_missing, v.is_hidden FROM json_each(:items) j CROSS JOIN video v ON v.id = j.value ->> 1 WHERE j.value ->> 0 = 'video')`);

  function withFigures({ id, name, rule }: ListRow, now: Date): Playlist {
    const items = itemsOf(id, now);
    const figures = count.get({
      items: JSON.stringify(items.map(({ kind, item_id: item }) => [kind, item])),
    });
    return {
      id: formatItemId('playlist', id),
      name,
      // Written here, from one that was checked.
      rule: rule === null ? null : (JSON.parse(rule) as PlaylistRule),
      items: items.length,
      durationSeconds: (figures?.duration_ms ?? 0) / 1000,
      artwork: figures?.artwork ?? null,
      shareState: shareStateOf(figures === undefined ? 0 : shareOf(figures)),
    };
  }

  return {
    all: (now: Date): Playlist[] => list.all().map((row) => withFigures(row, now)),
    /** @param id of a list that is there */
    one(id: number, now: Date): Playlist {
      const row = one.get(id);
      if (row === undefined) throw new Error('The caller has found it.');
      return withFigures(row, now);
    },
  };
}
export type PlaylistFigures = ReturnType<typeof makePlaylistFigures>;
