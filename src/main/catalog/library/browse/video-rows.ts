import type { Database } from 'better-sqlite3';
import type { Video } from '#shared/contract/library-items.ts';
import { formatItemId } from '#shared/domain/library/item-id.ts';
import { absolutePath } from '../absolute-path.ts';
import { itemFields, labelsColumn, toIso, toSeconds, type PlayableRow } from './item-fields.ts';

interface VideoRow extends PlayableRow {
  readonly kind: Video['kind'];
  readonly show_id: number | null;
  readonly show: string | null;
  readonly season: number | null;
  readonly episode: number | null;
  readonly year: number | null;
  readonly recorded_ms: number | null;
  readonly width: number | null;
  readonly height: number | null;
}

/** Whole videos for their ids. */
export function makeVideoRows(db: Database): (ids: readonly number[]) => Map<number, Video> {
  const read = db.prepare<[string], VideoRow>(`
    SELECT v.id, v.title, w.hash AS artwork, v.is_favourite, ${labelsColumn('video', 'v.id')}, v.added_ms, v.share,
      d.path AS folder, f.path, f.size_bytes, v.duration_ms, v.format, v.is_missing, v.plays, v.last_played_ms,
      v.position_ms, f.torrent_id, v.note, v.kind, v.show_id, s.title AS show, v.season, v.episode, v.year, v.recorded_ms,
      v.width, v.height
    FROM json_each(?) j CROSS JOIN video v ON v.id = j.value JOIN file f ON f.id = v.file_id JOIN folder d ON d.id = f.folder_id
      LEFT JOIN show s ON s.id = v.show_id LEFT JOIN artwork w ON w.id = f.artwork_id`);
  return (ids) =>
    new Map(ids.length === 0 ? [] : read.all(JSON.stringify(ids)).map((row) => [row.id, videoFromRow(row)]));
}

function videoFromRow(row: VideoRow): Video {
  return {
    id: formatItemId('video', row.id),
    ...itemFields(row),
    path: absolutePath(row.folder, row.path),
    sizeBytes: row.size_bytes,
    durationSeconds: toSeconds(row.duration_ms),
    format: row.format,
    isMissing: row.is_missing === 1,
    plays: row.plays,
    lastPlayedAt: toIso(row.last_played_ms),
    positionSeconds: toSeconds(row.position_ms),
    torrentId: row.torrent_id,
    note: row.note,
    kind: row.kind,
    showId: row.show_id === null ? null : formatItemId('show', row.show_id),
    show: row.show,
    season: row.season,
    episode: row.episode,
    year: row.year,
    recordedAt: toIso(row.recorded_ms),
    width: row.width,
    height: row.height,
  };
}
