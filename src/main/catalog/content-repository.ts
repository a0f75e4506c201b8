import type { Database } from 'better-sqlite3';
import type { PlacedFile } from '#shared/contract/engine.ts';
import type { FilePriority, WantedPriority } from '#shared/domain/file-priority.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { FileStamps, StoredContent, StoredProgress } from './stored-torrent.ts';

interface FileRow {
  readonly path: string;
  readonly size_bytes: number;
  readonly start: number;
  readonly kind: PlacedFile['kind'];
  readonly is_wanted: 0 | 1;
  readonly priority: WantedPriority;
  readonly stamp_size_bytes: number | null;
  readonly stamp_modified_ms: number | null;
}

interface ProgressRow {
  readonly bitfield: Uint8Array;
  readonly ended_cleanly: 0 | 1;
  readonly boot_id: string;
  readonly saved_at: number;
}

/** Files and pieces of torrents. */
export function makeContentRepository(db: Database) {
  const setInfo = db.prepare(`
    UPDATE torrent SET info = ?, name = ?, size_bytes = ?, piece_size_bytes = ?, is_private = ?, pending_select = NULL
    WHERE info_hash = ?`);
  const insertFile = db.prepare(`
    INSERT INTO torrent_file (info_hash, position, path, size_bytes, start, kind, is_wanted, priority, stamp_size_bytes, stamp_modified_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const selectInfo = db.prepare<[InfoHash], { info: Uint8Array | null; piece_size_bytes: number | null }>(
    'SELECT info, piece_size_bytes FROM torrent WHERE info_hash = ?',
  );
  const selectFiles = db.prepare<[InfoHash], FileRow>(`
    SELECT path, size_bytes, start, kind, is_wanted, priority, stamp_size_bytes, stamp_modified_ms
    FROM torrent_file WHERE info_hash = ? ORDER BY position`);
  const selectProgress = db.prepare<[InfoHash], ProgressRow>(
    'SELECT bitfield, ended_cleanly, boot_id, saved_at FROM torrent_progress WHERE info_hash = ?',
  );
  const upsertProgress = db.prepare(`
    INSERT INTO torrent_progress (info_hash, bitfield, ended_cleanly, boot_id, saved_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (info_hash) DO UPDATE SET bitfield = excluded.bitfield, ended_cleanly = excluded.ended_cleanly,
      boot_id = excluded.boot_id, saved_at = excluded.saved_at`);
  const setStamp = db.prepare(`
    UPDATE torrent_file SET stamp_size_bytes = @size, stamp_modified_ms = @modified
    WHERE info_hash = @infoHash AND position = @position
      AND (stamp_size_bytes IS NOT @size OR stamp_modified_ms IS NOT @modified)`);
  const setPriority = db.prepare(`
    UPDATE torrent_file SET is_wanted = @isWanted, priority = coalesce(@priority, priority)
    WHERE info_hash = @infoHash AND position = @position`);
  const setUnclean = db.prepare('UPDATE torrent_progress SET ended_cleanly = 0 WHERE info_hash = ?');
  const pathsInUse = db.prepare<[string, InfoHash, string], { path: string }>(`
    SELECT f.path FROM torrent_file f JOIN torrent t ON t.info_hash = f.info_hash
    WHERE f.kind = 'content' AND f.size_bytes > 0 AND t.save_path = ? AND t.info_hash <> ? AND f.path IN (SELECT value FROM json_each(?))`);

  return {
    setContent(
      infoHash: InfoHash,
      name: string,
      isPrivate: boolean,
      { infoBytes, pieceSizeBytes, files }: StoredContent,
    ): void {
      const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
      setInfo.run(infoBytes, name, sizeBytes, pieceSizeBytes, Number(isPrivate), infoHash);
      for (const [position, file] of files.entries()) {
        const { path, offset, kind, isWanted, priority = 'normal', stamp } = file;
        const stamped = [stamp?.sizeBytes ?? null, stamp?.modifiedMs ?? null];
        insertFile.run(
          infoHash,
          position,
          path.join('/'),
          file.sizeBytes,
          offset,
          kind,
          Number(isWanted),
          priority,
          ...stamped,
        );
      }
    },
    /** `undefined` while the metadata of a magnet link is not here. */
    content(infoHash: InfoHash): StoredContent | undefined {
      const row = selectInfo.get(infoHash);
      if (row?.info == null || row.piece_size_bytes === null) return undefined;
      const files = selectFiles.all(infoHash).map(fileFromRow);
      return { infoBytes: row.info, pieceSizeBytes: row.piece_size_bytes, files };
    },
    progress(infoHash: InfoHash): StoredProgress | undefined {
      const row = selectProgress.get(infoHash);
      if (row === undefined) return undefined;
      const { bitfield, ended_cleanly, boot_id, saved_at } = row;
      return { bitfield, endedCleanly: ended_cleanly === 1, bootId: boot_id, savedAt: new Date(saved_at) };
    },
    saveProgress(infoHash: InfoHash, progress: StoredProgress, stamps: FileStamps): void {
      const { bitfield, endedCleanly, bootId, savedAt } = progress;
      upsertProgress.run(infoHash, bitfield, Number(endedCleanly), bootId, savedAt.getTime());
      for (const [position, stamp] of stamps.entries()) {
        setStamp.run({
          infoHash,
          position,
          size: stamp?.sizeBytes ?? null,
          modified: stamp?.modifiedMs ?? null,
        });
      }
    },
    /** From now on files may change without the catalog knowing. */
    markUnclean: (infoHash: InfoHash): void => void setUnclean.run(infoHash),
    /** By file index. A file that is skipped keeps the priority it had, for the day it is wanted again. */
    setPriorities(infoHash: InfoHash, priorities: readonly FilePriority[]): void {
      for (const [position, priority] of priorities.entries()) {
        const isWanted = priority !== 'skip';
        setPriority.run({
          infoHash,
          position,
          isWanted: Number(isWanted),
          priority: isWanted ? priority : null,
        });
      }
    },
    /** Which of these paths below a folder another torrent uses too. */
    pathsUsedByOthers(infoHash: InfoHash, savePath: string, paths: readonly string[]): string[] {
      return pathsInUse.all(savePath, infoHash, JSON.stringify(paths)).map(({ path }) => path);
    },
  };
}
export type ContentRepository = ReturnType<typeof makeContentRepository>;

function fileFromRow(row: FileRow): PlacedFile {
  const { stamp_size_bytes: sizeBytes, stamp_modified_ms: modifiedMs } = row;
  return {
    path: row.path.split('/'),
    sizeBytes: row.size_bytes,
    offset: row.start,
    kind: row.kind,
    isWanted: row.is_wanted === 1,
    priority: row.priority,
    stamp: sizeBytes === null || modifiedMs === null ? null : { sizeBytes, modifiedMs },
  };
}
