import type { Database } from 'better-sqlite3';
import type { SearchIndex } from '../search/search-index.ts';
import { shareFiguresSql, shareOf, type ShareFigures } from '../share-code.ts';

interface Figures extends ShareFigures {
  readonly known: number;
  readonly episodes: number;
  readonly seasons: number;
}

/** Counts a show anew; one without episodes vanishes, unless somebody marked it. */
export function makeSettleShow(db: Database, index: SearchIndex): (show: number) => void {
  const read = db.prepare<[number], { readonly is_marked: 0 | 1 }>(`
    SELECT is_favourite OR EXISTS (SELECT 1 FROM item_label WHERE kind = 'show' AND item_id = id) AS is_marked
    FROM show WHERE id = ?`);
  const count = db.prepare<[number], Figures>(`
    SELECT count(*) AS known, coalesce(sum(NOT is_hidden), 0) AS episodes,
      count(DISTINCT CASE WHEN NOT is_hidden THEN season END) AS seasons,
      ${shareFiguresSql()}
    FROM video WHERE show_id = ?`);
  const drop = db.prepare('DELETE FROM show WHERE id = ?');
  const write = db.prepare(`
    UPDATE show SET episodes = :episodes, seasons = :seasons, share = :share, is_hidden = :isHidden,
      artwork_id = (SELECT f.artwork_id FROM video v JOIN file f ON f.id = v.file_id
                    WHERE v.show_id = :id AND f.artwork_id IS NOT NULL ORDER BY v.season, v.episode LIMIT 1)
    WHERE id = :id`);

  return (id) => {
    const show = read.get(id);
    const figures = count.get(id);
    if (show === undefined || figures === undefined) return;
    const { known, episodes, seasons } = figures;
    if (known === 0 && show.is_marked === 0) {
      index.drop('show', id);
      drop.run(id);
      return;
    }
    const isHidden = episodes === 0 && known > 0;
    write.run({ id, episodes, seasons, share: shareOf(figures), isHidden: Number(isHidden) });
    if (isHidden) index.drop('show', id);
    else index.put('show', id);
  };
}
