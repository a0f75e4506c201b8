import type { Database } from 'better-sqlite3';
import type { SearchIndex } from '../search/search-index.ts';
import { shareFiguresSql, shareOf, type ShareFigures } from '../share-code.ts';

interface Figures extends ShareFigures {
  readonly known: number;
  readonly tracks: number;
  readonly albums: number;
}

interface ArtistRow {
  readonly is_hidden: 0 | 1;
  readonly is_marked: 0 | 1;
  readonly has_albums: 0 | 1;
}

/** Counts an artist anew; one of whom nothing is left vanishes, unless somebody marked them. */
export function makeSettleArtist(db: Database, index: SearchIndex): (artist: number) => void {
  const read = db.prepare<[number], ArtistRow>(`
    SELECT is_hidden,
      is_favourite OR EXISTS (SELECT 1 FROM item_label WHERE kind = 'artist' AND item_id = a.id) AS is_marked,
      EXISTS (SELECT 1 FROM album WHERE artist_id = a.id) OR EXISTS (SELECT 1 FROM album WHERE tag_artist_id = a.id) AS has_albums
    FROM artist a WHERE id = ?`);
  const count = db.prepare<[number], Figures>(`
    SELECT count(*) AS known, coalesce(sum(NOT t.is_hidden), 0) AS tracks,
      count(DISTINCT CASE WHEN NOT t.is_hidden THEN t.album_id END) AS albums,
      ${shareFiguresSql('t.')}
    FROM track_artist a JOIN track t ON t.id = a.track_id WHERE a.artist_id = ?`);
  const drop = db.prepare('DELETE FROM artist WHERE id = ?');
  const write = db.prepare(
    'UPDATE artist SET tracks = :tracks, albums = :albums, share = :share, is_hidden = :isHidden WHERE id = :id',
  );

  return (id) => {
    const artist = read.get(id);
    const figures = count.get(id);
    if (artist === undefined || figures === undefined) return;
    const { known, tracks, albums } = figures;
    if (known === 0 && artist.is_marked === 0 && artist.has_albums === 0) {
      index.drop('artist', id);
      drop.run(id);
      return;
    }
    const isHidden = Number(tracks === 0 && (known > 0 || artist.is_marked === 0));
    write.run({ id, tracks, albums, share: shareOf(figures), isHidden });
    if (isHidden === artist.is_hidden) return;
    if (isHidden === 1) index.drop('artist', id);
    else index.put('artist', id);
  };
}
