import type { Database } from 'better-sqlite3';
import { foldName } from '#shared/domain/library/fold.ts';
import { formatOfVideo } from '#shared/domain/library/format-words.ts';
import type { VideoFacts } from '#shared/domain/library/media-facts.ts';
import { lastSortKey, makeSortKey } from '#shared/domain/library/sort-key.ts';
import { whatVideoIs } from '#shared/domain/library/video-kind.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Names } from './names.ts';
import type { Touched } from './touched.ts';
import { toMs, whole } from './track-values.ts';

const columns = {
  kind: 'kind',
  title: 'title',
  title_key: 'titleKey',
  sort_key: 'sortKey',
  show_id: 'showId',
  show_sort: 'showSort',
  season: 'season',
  episode: 'episode',
  year: 'year',
  recorded_ms: 'recordedMs',
  duration_ms: 'durationMs',
  width: 'width',
  height: 'height',
  format: 'format',
  inside: 'inside',
};

/** Makes the video of one file from its name and what it says of itself; one that is there keeps its id. */
export function makeSaveVideo(db: Database, index: SearchIndex, names: Names) {
  const find = db.prepare<[number], { id: number; show_id: number | null }>(
    'SELECT id, show_id FROM video WHERE file_id = ?',
  );
  const add = db.prepare(`
    INSERT INTO video (file_id, added_ms, share, ${Object.keys(columns).join(', ')})
    VALUES (:fileId, :addedMs, :share, ${Object.values(columns)
      .map((name) => `:${name}`)
      .join(', ')})`);
  const change = db.prepare(`
    UPDATE video SET ${Object.entries(columns)
      .map(([column, name]) => `${column} = :${name}`)
      .join(', ')},
      is_hidden = 0, is_missing = 0 WHERE id = :id`);

  return ({
    path,
    facts,
    fileId,
    share,
    nowMs,
    touched,
  }: {
    readonly path: string;
    readonly facts: VideoFacts;
    readonly fileId: number;
    readonly share: number;
    readonly nowMs: number;
    readonly touched: Touched;
  }): void => {
    const video = whatVideoIs(path, facts);
    const show = video.kind === 'episode' ? names.show(video.show) : null;
    const recordedMs = Date.parse((video.kind === 'home' ? video.recordedAt : facts.recordedAt) ?? '');
    const values = {
      kind: video.kind,
      title: video.title,
      titleKey: foldName(video.title),
      sortKey: makeSortKey(video.title),
      showId: show?.id ?? null,
      showSort: show?.sortKey ?? lastSortKey,
      season: video.kind === 'episode' ? video.season : null,
      episode: video.kind === 'episode' ? video.episode : null,
      year: whole(video.year),
      recordedMs: Number.isNaN(recordedMs) ? null : recordedMs,
      durationMs: toMs(facts.durationSeconds),
      width: whole(facts.width),
      height: whole(facts.height),
      format: formatOfVideo(facts),
      inside: JSON.stringify({
        container: facts.container,
        videoCodec: facts.videoCodec,
        audioTracks: facts.audioTracks,
        subtitleTracks: facts.subtitleTracks,
        chapters: facts.chapters,
      } satisfies Partial<VideoFacts>),
    };
    const known = find.get(fileId);
    if (known !== undefined) change.run({ ...values, id: known.id });
    const id = known?.id ?? Number(add.run({ ...values, fileId, share, addedMs: nowMs }).lastInsertRowid);
    if (known?.show_id != null) touched.shows.add(known.show_id);
    if (show !== null) touched.shows.add(show.id);
    if (known === undefined)
      index.write('video', id, {
        title: video.title,
        others: video.kind === 'episode' ? video.show : null,
        path,
      });
    else index.put('video', id);
  };
}
