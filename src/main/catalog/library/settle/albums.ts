import type { Database } from 'better-sqlite3';
import type { Touched } from '../scan/touched.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { lastSortKey } from '#shared/domain/library/sort-key.ts';
import { shareFiguresSql, shareOf, type ShareFigures } from '../share-code.ts';

interface Figures extends ShareFigures {
  /** Tracks of any kind; then those in a folder of the library. */
  readonly known: number;
  readonly visible: number;
  readonly discs: number;
  readonly presentMs: number;
  readonly visibleMs: number;
  /** Alike where all are by one. */
  readonly leastArtist: number | null;
  readonly greatestArtist: number | null;
}

interface AlbumRow {
  readonly tag_artist_id: number | null;
  readonly artist_id: number | null;
  readonly is_marked: 0 | 1;
}

/** Counts an album anew from its tracks; one that has none vanishes, unless somebody marked it. */
export function makeSettleAlbum(db: Database, index: SearchIndex): (album: number, touched: Touched) => void {
  const read = db.prepare<[number], AlbumRow>(`
    SELECT tag_artist_id, artist_id, is_favourite OR EXISTS (SELECT 1 FROM item_label WHERE kind = 'album' AND item_id = id) AS is_marked
    FROM album WHERE id = ?`);
  const count = db.prepare<[number], Figures>(`
    SELECT count(*) AS known, coalesce(sum(NOT is_hidden), 0) AS visible,
      ${shareFiguresSql()},
      count(DISTINCT CASE WHEN NOT is_hidden THEN coalesce(disc_number, 1) END) AS discs,
      coalesce(sum(duration_ms) FILTER (WHERE NOT is_hidden AND NOT is_missing), 0) AS presentMs,
      coalesce(sum(duration_ms) FILTER (WHERE NOT is_hidden), 0) AS visibleMs,
      min(coalesce(artist_id, 0)) AS leastArtist, max(coalesce(artist_id, 0)) AS greatestArtist
    FROM track WHERE album_id = ?`);
  const drop = db.prepare('DELETE FROM album WHERE id = ?');
  const dropGenres = db.prepare('DELETE FROM album_genre WHERE album_id = ?');
  const addGenres = db.prepare(`
    INSERT INTO album_genre (genre_id, album_id)
    SELECT DISTINCT g.genre_id, t.album_id FROM track t JOIN track_genre g ON g.track_id = t.id WHERE t.album_id = ?`);
  // The year that most of its tracks bear; of an album that was published twice the later one.
  const write = db.prepare(`
    UPDATE album SET artist_id = :artistId,
      artist_sort = coalesce((SELECT sort_key FROM artist WHERE id = :artistId), '${lastSortKey}'),
      year = (SELECT year FROM track WHERE album_id = :id AND year IS NOT NULL
              GROUP BY year ORDER BY count(*) DESC, year DESC LIMIT 1),
      artwork_id = (SELECT f.artwork_id FROM track t JOIN file f ON f.id = t.file_id
                    WHERE t.album_id = :id AND f.artwork_id IS NOT NULL
                    ORDER BY t.disc_number, t.track_number LIMIT 1),
      is_compilation = is_tagged_compilation OR :isByMany, tracks = :tracks, discs = :discs, duration_ms = :durationMs,
      is_hidden = :isHidden, is_missing = :isMissing, share = :share
    WHERE id = :id`);

  return (id, touched) => {
    const album = read.get(id);
    const figures = count.get(id);
    if (album === undefined || figures === undefined) return;
    for (const artist of [album.tag_artist_id, album.artist_id])
      if (artist !== null) touched.artists.add(artist);
    if (figures.known === 0 && album.is_marked === 0) {
      index.drop('album', id);
      drop.run(id);
      return;
    }
    const { visible, present, leastArtist, greatestArtist } = figures;
    const isByOne = leastArtist === greatestArtist;
    // Of one that is only a memory, marked by somebody, the artist stays.
    const ofTracks =
      figures.known === 0 ? album.artist_id : isByOne && leastArtist !== 0 ? leastArtist : null;
    const isHidden = visible === 0 && figures.known > 0;
    write.run({
      id,
      artistId: album.tag_artist_id ?? ofTracks,
      isByMany: Number(album.tag_artist_id === null && !isByOne),
      tracks: present > 0 ? present : visible,
      discs: figures.discs,
      durationMs: present > 0 ? figures.presentMs : figures.visibleMs,
      isHidden: Number(isHidden),
      isMissing: Number(present === 0),
      share: shareOf(figures),
    });
    dropGenres.run(id);
    addGenres.run(id);
    if (isHidden) index.drop('album', id);
    else index.put('album', id);
  };
}
