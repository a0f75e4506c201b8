import type { Database } from 'better-sqlite3';
import type { Track, Video } from '#shared/contract/library-items.ts';
import type { Page } from './page.ts';

/** Files that are there more than once, the largest first; a file that holds an album stands as its first track. */
export function makeDuplicates(
  db: Database,
  trackRows: (ids: readonly number[]) => Map<number, Track>,
  videoRows: (ids: readonly number[]) => Map<number, Video>,
) {
  const groups = `FROM file f JOIN folder d ON d.id = f.folder_id
    WHERE f.missing_ms IS NULL AND f.kind IS NOT NULL AND d.removed_ms IS NULL
      AND f.content_key IN (SELECT content_key FROM file GROUP BY content_key HAVING count(*) > 1)
    GROUP BY f.content_key HAVING count(*) > 1`;
  const count = db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM (SELECT 1 ${groups})`);
  const list = db.prepare<[number, number], { files: string }>(`
    SELECT json_group_array(f.id ORDER BY f.folder_id, f.path) AS files ${groups}
    ORDER BY f.size_bytes DESC, f.content_key LIMIT ? OFFSET ?`);
  const trackOf = db.prepare<[number], { id: number }>(
    'SELECT id FROM track WHERE file_id = ? ORDER BY part LIMIT 1',
  );
  const videoOf = db.prepare<[number], { id: number }>('SELECT id FROM video WHERE file_id = ?');

  function itemOf(file: number): Track | Video | undefined {
    const track = trackOf.get(file)?.id;
    if (track !== undefined) return trackRows([track]).get(track);
    const video = videoOf.get(file)?.id;
    return video === undefined ? undefined : videoRows([video]).get(video);
  }

  return (offset: number, limit: number): Page<(Track | Video)[]> => ({
    total: count.get()?.n ?? 0,
    rows: list
      .all(limit, offset)
      // Written by SQLite in this query.
      .map(({ files }) => (JSON.parse(files) as number[]).flatMap((file) => itemOf(file) ?? []))
      .filter((items) => items.length > 1),
  });
}
