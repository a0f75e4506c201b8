import type { Database } from 'better-sqlite3';
import type { SearchIndex } from '../search/search-index.ts';
import type { Touched } from './touched.ts';

/** Takes single tracks and videos out for good, with their marks and places in playlists. */
export function makeForget(db: Database, index: SearchIndex) {
  const albumOf = db.prepare<[number], { album_id: number | null }>(
    'SELECT album_id FROM track WHERE id = ?',
  );
  const artistsOf = db.prepare<[number], { artist_id: number }>(
    'SELECT artist_id FROM track_artist WHERE track_id = ?',
  );
  const showOf = db.prepare<[number], { show_id: number | null }>('SELECT show_id FROM video WHERE id = ?');
  const dropTrack = db.prepare('DELETE FROM track WHERE id = ?');
  const dropVideo = db.prepare('DELETE FROM video WHERE id = ?');
  const dropLabels = db.prepare('DELETE FROM item_label WHERE kind = ? AND item_id = ?');
  const places = db.prepare<[string, number], { playlist_id: number }>(
    'SELECT DISTINCT playlist_id FROM playlist_entry WHERE kind = ? AND item_id = ?',
  );
  const leave = db.prepare('DELETE FROM playlist_entry WHERE playlist_id = ? AND kind = ? AND item_id = ?');

  function forgetMarks(kind: 'track' | 'video', id: number, touched: Touched): void {
    index.drop(kind, id);
    dropLabels.run(kind, id);
    for (const { playlist_id: playlist } of places.all(kind, id)) {
      leave.run(playlist, kind, id);
      touched.playlists.add(playlist);
    }
  }

  return {
    track(id: number, touched: Touched): void {
      const album = albumOf.get(id)?.album_id ?? null;
      if (album !== null) touched.albums.add(album);
      for (const { artist_id: artist } of artistsOf.all(id)) touched.artists.add(artist);
      forgetMarks('track', id, touched);
      dropTrack.run(id);
    },
    video(id: number, touched: Touched): void {
      const show = showOf.get(id)?.show_id ?? null;
      if (show !== null) touched.shows.add(show);
      forgetMarks('video', id, touched);
      dropVideo.run(id);
    },
  };
}
export type Forget = ReturnType<typeof makeForget>;
