import type { Database } from 'better-sqlite3';
import type { Touched } from '../scan/touched.ts';
import type { SearchIndex } from '../search/search-index.ts';

interface Pair {
  readonly identity: string;
  readonly title: string;
}

/**
 * An album whose title or folder was changed arrives as a new one, track by track. When its last track has left, the old
 * one takes over what the new one is, so that its id, its favourite mark and its labels stay.
 */
export function makeFoldAlbums(db: Database, index: SearchIndex): (touched: Touched) => void {
  const isEmpty = db.prepare<[number], Pair>(
    'SELECT identity, title FROM album WHERE id = ? AND NOT EXISTS (SELECT 1 FROM track WHERE album_id = album.id)',
  );
  const isUnmarked = db.prepare<[number], Pair>(`
    SELECT identity, title FROM album WHERE id = ? AND NOT is_favourite
      AND NOT EXISTS (SELECT 1 FROM item_label WHERE kind = 'album' AND item_id = album.id)`);
  const setAside = db.prepare("UPDATE album SET identity = 'folded' || char(10) || id WHERE id = ?");
  const takeOver = db.prepare(`
    UPDATE album SET (identity, title, title_key, sort_key, tag_artist_id, is_tagged_compilation) =
      (SELECT :identity, n.title, n.title_key, n.sort_key, n.tag_artist_id, n.is_tagged_compilation FROM album n WHERE n.id = :to)
    WHERE id = :from`);
  const bring = db.prepare('UPDATE track SET album_id = :from WHERE album_id = :to');
  const drop = db.prepare('DELETE FROM album WHERE id = ?');

  return (touched) => {
    for (const [from, to] of touched.moves) {
      const target = isUnmarked.get(to);
      // Only what came later can be the same under another name; what was there before is another album.
      if (to < from || target === undefined || isEmpty.get(from) === undefined) continue;
      setAside.run(to);
      takeOver.run({ identity: target.identity, from, to });
      bring.run({ from, to });
      index.drop('album', to);
      drop.run(to);
      touched.albums.delete(to);
      touched.albums.add(from);
    }
  };
}
