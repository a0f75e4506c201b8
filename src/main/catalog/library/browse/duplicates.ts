import type { Database } from 'better-sqlite3';
import type { Track, Video } from '#shared/contract/library-items.ts';
import type { Page } from './page.ts';

interface ItemOfFile {
  readonly file_id: number;
  readonly id: number;
}

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
  const tracksOf = db.prepare<[string], ItemOfFile>(`
    SELECT t.file_id, t.id FROM json_each(?) j CROSS JOIN track t ON t.file_id = j.value
    WHERE t.part = (SELECT min(part) FROM track WHERE file_id = t.file_id)`);
  const videosOf = db.prepare<[string], ItemOfFile>(
    'SELECT v.file_id, v.id FROM json_each(?) j CROSS JOIN video v ON v.file_id = j.value',
  );

  /** All of a page at once: one question for each of its files would be thousands. */
  function itemsOf(files: readonly number[]): Map<number, Track | Video> {
    const bound = JSON.stringify(files);
    const read = <T>(found: ItemOfFile[], rows: (ids: readonly number[]) => Map<number, T>) => {
      const items = rows(found.map(({ id }) => id));
      return found.flatMap(({ file_id: file, id }): [number, T][] => {
        const item = items.get(id);
        return item === undefined ? [] : [[file, item]];
      });
    };
    return new Map<number, Track | Video>([
      ...read(videosOf.all(bound), videoRows),
      ...read(tracksOf.all(bound), trackRows),
    ]);
  }

  return (offset: number, limit: number): Page<(Track | Video)[]> => {
    // Written by SQLite in this query.
    const groupsOfPage = list.all(limit, offset).map(({ files }) => JSON.parse(files) as number[]);
    const items = itemsOf(groupsOfPage.flat());
    return {
      total: count.get()?.n ?? 0,
      rows: groupsOfPage
        .map((files) => files.flatMap((file) => items.get(file) ?? []))
        .filter((group) => group.length > 1),
    };
  };
}
