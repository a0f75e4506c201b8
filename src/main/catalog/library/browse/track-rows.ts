import type { Database } from 'better-sqlite3';
import type { Track } from '#shared/contract/library-items.ts';
import { formatItemId } from '#shared/domain/library/item-id.ts';
import { absolutePath } from '../absolute-path.ts';
import { itemFields, labelsColumn, toIso, toSeconds, type PlayableRow } from './item-fields.ts';

interface TrackRow extends PlayableRow {
  readonly artist: string | null;
  readonly artist_id: number | null;
  readonly album: string | null;
  readonly album_id: number | null;
  readonly composer: string | null;
  readonly disc_number: number | null;
  readonly track_number: number | null;
  readonly year: number | null;
  readonly genre: string | null;
  readonly bitrate_bps: number | null;
  readonly sample_rate_hz: number | null;
  readonly bits_per_sample: number | null;
  readonly channels: number | null;
}

/** Whole tracks for their ids: which ones, and in which order, was found out before by an index. */
export function makeTrackRows(db: Database): (ids: readonly number[]) => Map<number, Track> {
  const read = db.prepare<[string], TrackRow>(`
    SELECT t.id, t.title, coalesce(w.hash, aw.hash) AS artwork, t.is_favourite, ${labelsColumn('track', 't.id')}, t.added_ms, t.share,
      d.path AS folder, f.path, f.size_bytes, t.duration_ms, e.format, t.is_missing, t.plays, t.last_played_ms,
      t.position_ms, f.torrent_id, t.note, coalesce(t.credit, ar.name) AS artist, t.artist_id, al.title AS album, t.album_id,
      t.composer, t.disc_number, t.track_number, t.year, g.name AS genre, t.bitrate_bps, t.sample_rate_hz,
      t.bits_per_sample, t.channels
    FROM json_each(?) j CROSS JOIN track t ON t.id = j.value JOIN file f ON f.id = t.file_id JOIN folder d ON d.id = f.folder_id
      LEFT JOIN artist ar ON ar.id = t.artist_id LEFT JOIN album al ON al.id = t.album_id
      LEFT JOIN genre g ON g.id = t.genre_id LEFT JOIN encoding e ON e.id = t.encoding_id
      LEFT JOIN artwork w ON w.id = f.artwork_id LEFT JOIN artwork aw ON aw.id = al.artwork_id`);
  return (ids) =>
    new Map(ids.length === 0 ? [] : read.all(JSON.stringify(ids)).map((row) => [row.id, trackFromRow(row)]));
}

function trackFromRow(row: TrackRow): Track {
  return {
    id: formatItemId('track', row.id),
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
    artist: row.artist,
    artistId: row.artist_id === null ? null : formatItemId('artist', row.artist_id),
    album: row.album,
    albumId: row.album_id === null ? null : formatItemId('album', row.album_id),
    composer: row.composer,
    discNumber: row.disc_number,
    trackNumber: row.track_number,
    year: row.year,
    genre: row.genre,
    bitrateBps: row.bitrate_bps,
    sampleRateHz: row.sample_rate_hz,
    bitsPerSample: row.bits_per_sample,
    channels: row.channels,
  };
}
