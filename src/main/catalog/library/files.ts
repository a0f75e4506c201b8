import type { Database } from 'better-sqlite3';
import { parseItemId, type ItemId } from '#shared/domain/library/item-id.ts';
import type { Chapter, ReplayGain, TrackInVideo, VideoFacts } from '#shared/domain/library/media-facts.ts';
import type { ScannedFile } from '#shared/domain/library/scanned-file.ts';
import { absolutePath } from './absolute-path.ts';
import { toSeconds } from './browse/item-fields.ts';
import type { Expand } from './expand.ts';

/** What a player needs of an item. */
export interface PlayableItem {
  /** Absolute; `folder` is the library folder that it lies in. */
  readonly path: string;
  readonly folder: string;
  readonly title: string;
  readonly isMissing: boolean;
  readonly durationSeconds: number | null;
  readonly positionSeconds: number | null;
  /** As the reader of files calls them. */
  readonly container: string | null;
  readonly codec: string | null;
  readonly audioTracks: readonly TrackInVideo[];
  readonly subtitleTracks: readonly TrackInVideo[];
  readonly chapters: readonly Chapter[];
  /** Files beside it, absolute. */
  readonly subtitles: readonly { readonly path: string; readonly language: string | null }[];
  /** Of a file that holds a whole album. */
  readonly part: { readonly startSeconds: number; readonly endSeconds: number | null } | null;
  readonly replayGain: ReplayGain | null;
  /** The torrent that its file belongs to. */
  readonly torrentId: string | null;
}

interface CommonRow {
  readonly folder: string;
  readonly path: string;
  readonly title: string;
  readonly is_missing: 0 | 1;
  readonly duration_ms: number | null;
  readonly position_ms: number | null;
  readonly subtitles: string | null;
  readonly torrent_id: string | null;
}

interface TrackRow extends CommonRow {
  readonly container: string | null;
  readonly codec: string | null;
  readonly start_ms: number | null;
  readonly end_ms: number | null;
  readonly gain_track: number | null;
  readonly peak_track: number | null;
  readonly gain_album: number | null;
  readonly peak_album: number | null;
}

type Inside = Pick<VideoFacts, 'container' | 'videoCodec' | 'audioTracks' | 'subtitleTracks' | 'chapters'>;

const common = `d.path AS folder, f.path, i.title, i.is_missing, i.duration_ms, i.position_ms, f.subtitles, f.torrent_id`;
const joins = 'JOIN file f ON f.id = i.file_id JOIN folder d ON d.id = f.folder_id';

/** From items to the files that they are. */
export function makeFiles(db: Database, expand: Expand) {
  const track = db.prepare<[number], TrackRow>(`
    SELECT ${common}, nullif(e.container, '') AS container, nullif(e.codec, '') AS codec, i.start_ms, i.end_ms,
      i.gain_track, i.peak_track, i.gain_album, i.peak_album
    FROM track i ${joins} LEFT JOIN encoding e ON e.id = i.encoding_id WHERE i.id = ?`);
  const video = db.prepare<[number], CommonRow & { readonly inside: string }>(
    `SELECT ${common}, i.inside FROM video i ${joins} WHERE i.id = ?`,
  );
  const fileOf = (kind: 'track' | 'video') =>
    db.prepare<[number], { file: number; folder: string; path: string; size_bytes: number }>(`
      SELECT f.id AS file, d.path AS folder, f.path, f.size_bytes FROM ${kind} i ${joins}
      WHERE i.id = ? AND f.missing_ms IS NULL`);
  const files = { track: fileOf('track'), video: fileOf('video') };

  return {
    /** Of what is there, in the order of the items; a file of many tracks once. */
    filesOf(ids: readonly ItemId[], now: Date): { path: string; sizeBytes: number }[] {
      const found = new Map<number, { path: string; sizeBytes: number }>();
      for (const { kind, item_id: item } of expand(ids, now)) {
        const row = files[kind].get(item);
        if (row !== undefined && !found.has(row.file))
          found.set(row.file, { path: absolutePath(row.folder, row.path), sizeBytes: row.size_bytes });
      }
      return [...found.values()];
    },
    /** `undefined`: no track or video of this id. */
    playable(id: ItemId): PlayableItem | undefined {
      const parts = parseItemId(id);
      if (parts?.kind === 'track') {
        const row = track.get(parts.row);
        return row && playableTrack(row);
      }
      const row = parts?.kind === 'video' ? video.get(parts.row) : undefined;
      return row && playableVideo(row);
    },
  };
}

function commonFields(row: CommonRow) {
  // Written here, from what a scan gave.
  const beside = JSON.parse(row.subtitles ?? '[]') as ScannedFile['subtitles'];
  return {
    path: absolutePath(row.folder, row.path),
    folder: row.folder,
    title: row.title,
    isMissing: row.is_missing === 1,
    durationSeconds: toSeconds(row.duration_ms),
    positionSeconds: toSeconds(row.position_ms),
    subtitles: beside.map(({ path, language }) => ({ path: absolutePath(row.folder, path), language })),
    torrentId: row.torrent_id,
  };
}

function playableTrack(row: TrackRow): PlayableItem {
  const unscaled = (value: number | null, by: number) => (value === null ? null : value / by);
  const gains = [row.gain_track, row.peak_track, row.gain_album, row.peak_album];
  return {
    ...commonFields(row),
    container: row.container,
    codec: row.codec,
    audioTracks: [],
    subtitleTracks: [],
    chapters: [],
    part:
      row.start_ms === null ? null : { startSeconds: row.start_ms / 1000, endSeconds: toSeconds(row.end_ms) },
    replayGain: gains.every((gain) => gain === null)
      ? null
      : {
          trackDb: unscaled(row.gain_track, 100),
          trackPeak: unscaled(row.peak_track, 1e6),
          albumDb: unscaled(row.gain_album, 100),
          albumPeak: unscaled(row.peak_album, 1e6),
        },
  };
}

function playableVideo(row: CommonRow & { readonly inside: string }): PlayableItem {
  // Written by save-video.ts.
  const { videoCodec, ...inside } = JSON.parse(row.inside) as Inside;
  return { ...commonFields(row), ...inside, codec: videoCodec, part: null, replayGain: null };
}
