import type { Database } from 'better-sqlite3';
import type * as z from 'zod';
import type { genreSchema, LibraryStats } from '#shared/contract/library-items.ts';
import { isSharedSql } from '../share-code.ts';
import type { Problems } from '../problems.ts';

type Genre = z.infer<typeof genreSchema>;

/** The library in figures, and the words by which it can be narrowed. */
export function makeBrowseFigures(db: Database, problems: Problems) {
  const stats = db.prepare<[], Omit<LibraryStats, 'problems'> & { durationMs: number }>(`
    SELECT (SELECT count(*) FROM album WHERE is_hidden = 0) AS albums,
      (SELECT count(*) FROM artist WHERE is_hidden = 0) AS artists,
      (SELECT count(*) FROM track WHERE is_hidden = 0) AS tracks,
      (SELECT count(*) FROM video WHERE is_hidden = 0) AS videos,
      (SELECT count(*) FROM show WHERE is_hidden = 0) AS shows,
      (SELECT count(*) FROM playlist WHERE is_hidden = 0) AS playlists,
      (SELECT coalesce(sum(duration_ms), 0) FROM track WHERE is_hidden = 0)
        + (SELECT coalesce(sum(duration_ms), 0) FROM video WHERE is_hidden = 0) AS durationMs,
      coalesce(sum(f.size_bytes) FILTER (WHERE f.kind IS NOT NULL AND f.missing_ms IS NULL), 0) AS sizeBytes,
      coalesce(sum(f.missing_ms IS NOT NULL AND f.kind IS NOT NULL), 0) AS missing,
      (SELECT count(*) FROM file WHERE torrent_id IS NOT NULL AND missing_ms IS NULL
        AND ${isSharedSql('share')}) AS sharedFiles
    FROM folder d JOIN file f ON f.folder_id = d.id WHERE d.removed_ms IS NULL`);
  // Hidden tracks are few or none: taken off again, they cost less than a look at each track.
  const genres = db.prepare<[], Genre>(`
    WITH hidden AS (SELECT x.genre_id, count(*) AS n FROM track t JOIN track_genre x ON x.track_id = t.id
      WHERE t.is_hidden = 1 GROUP BY x.genre_id)
    SELECT name, albums, tracks FROM (
      SELECT g.name, g.name_key,
        (SELECT count(*) FROM album_genre x JOIN album a ON a.id = x.album_id WHERE x.genre_id = g.id AND a.is_hidden = 0) AS albums,
        (SELECT count(*) FROM track_genre WHERE genre_id = g.id) - coalesce(h.n, 0) AS tracks
      FROM genre g LEFT JOIN hidden h ON h.genre_id = g.id)
    WHERE tracks > 0 OR albums > 0 ORDER BY name_key`);
  const labels = db.prepare<[], { name: string }>('SELECT name FROM label ORDER BY name_key');

  return {
    stats(): LibraryStats {
      const row = stats.get();
      if (row === undefined) throw new Error('An aggregate has always a row.');
      const { durationMs, ...counts } = row;
      return { ...counts, durationSeconds: durationMs / 1000, problems: problems.count() };
    },
    genres: (): Genre[] => genres.all(),
    labels: (): string[] => labels.all().map(({ name }) => name),
  };
}
