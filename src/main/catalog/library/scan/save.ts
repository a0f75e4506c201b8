import type { Database } from 'better-sqlite3';
import type { ScannedFile } from '#shared/domain/library/scanned-file.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Settle } from '../settle/settle.ts';
import { makeAlbumOf } from './album-of.ts';
import { makeFileRows, type FileRow } from './file-rows.ts';
import type { Forget } from './forget.ts';
import { makeNames } from './names.ts';
import type { Presence } from './presence.ts';
import { makeSaveTracks } from './save-tracks.ts';
import { makeSaveVideo } from './save-video.ts';
import { makeTouched, type Touched } from './touched.ts';

/** Takes in a batch of files that a scan has read: all of it, or nothing where the disk is full. */
export function makeSave({
  db,
  index,
  settle,
  forget,
  presence,
}: {
  readonly db: Database;
  readonly index: SearchIndex;
  readonly settle: Settle;
  readonly forget: Forget;
  readonly presence: Presence;
}) {
  const files = makeFileRows(db);
  const names = makeNames(db, index);
  const saveTracks = makeSaveTracks({ db, index, names, albumOf: makeAlbumOf(db, names), forget });
  const saveVideo = makeSaveVideo(db, index, names);
  const tracksOf = db.prepare<[number], { id: number }>('SELECT id FROM track WHERE file_id = ?');
  const videosOf = db.prepare<[number], { id: number }>('SELECT id FROM video WHERE file_id = ?');

  function saveOne(
    folderId: number,
    file: ScannedFile,
    nowMs: number,
    touched: Touched,
  ): FileRow | undefined {
    const known = files.find(folderId, file);
    const fileId = files.write(folderId, file, known);
    const share = known?.share ?? 0;
    const { facts } = file;
    if (facts === null) {
      if (known?.missing_ms != null) presence.show(fileId, touched);
      return known;
    }
    if (facts.kind === 'audio') {
      for (const { id } of known?.kind === 'video' ? videosOf.all(fileId) : []) forget.video(id, touched);
      saveTracks({ file, facts, fileId, folderId, share, nowMs, touched });
    } else {
      for (const { id } of known?.kind === 'audio' ? tracksOf.all(fileId) : []) forget.track(id, touched);
      saveVideo({ path: file.path, facts, fileId, share, nowMs, touched });
    }
    return known;
  }

  // IMMEDIATE: it writes for certain, and one that began by reading could not wait for the other connection.
  const saveAll = db.transaction((folderId: number, batch: readonly ScannedFile[], now: Date) => {
    const touched = makeTouched();
    let changed = 0;
    for (const file of batch) if (saveOne(folderId, file, now.getTime(), touched) !== undefined) changed++;
    settle(touched);
    return { added: batch.length - changed, changed };
  }).immediate;

  return (folderId: number, batch: readonly ScannedFile[], now: Date): { added: number; changed: number } =>
    saveAll(folderId, batch, now);
}
