import type { Database } from 'better-sqlite3';
import type { ScannedFile } from '#shared/domain/library/scanned-file.ts';
import { packContentKey } from '../content-key.ts';
import { pathHash } from '../path-hash.ts';

export interface FileRow {
  readonly id: number;
  readonly kind: 'audio' | 'video' | null;
  readonly missing_ms: number | null;
  /** share-code.ts */
  readonly share: number;
}

const row = 'id, kind, missing_ms, share';

/** How many tracks or videos are made of it. */
function itemsOf({ facts, cue }: ScannedFile): number {
  if (facts === null) return 0;
  return facts.kind === 'audio' && cue.length > 0 ? cue.length : 1;
}

/** The row of a file that a scan has read: its own, that of a file which was gone and is found again, or a new one. */
export function makeFileRows(db: Database) {
  const byPath = db.prepare<[number, string, number], FileRow>(
    `SELECT ${row} FROM file WHERE path_hash = ? AND path = ? AND folder_id = ?`,
  );
  const byContent = db.prepare<[Buffer, number], FileRow>(
    `SELECT ${row} FROM file WHERE content_key = ? AND size_bytes = ? AND missing_ms IS NOT NULL LIMIT 1`,
  );
  const add = db.prepare(`
    INSERT INTO file (folder_id, path, path_hash, size_bytes, modified_ms, inode, content_key, kind, items, artwork_id, subtitles, problem_code, problem_text)
    VALUES (:folderId, :path, :pathHash, :sizeBytes, :modifiedMs, :inode, :contentKey, :kind, :items,
      (SELECT id FROM artwork WHERE hash = :artwork), :subtitles, :problemCode, :problemText)`);
  // What was read once stays when a file cannot be read any more; only the problem is new.
  const change = db.prepare(`
    UPDATE file SET folder_id = :folderId, path = :path, path_hash = :pathHash, size_bytes = :sizeBytes, modified_ms = :modifiedMs, inode = :inode,
      content_key = :contentKey, kind = coalesce(:kind, kind), items = CASE WHEN :kind IS NULL THEN items ELSE :items END, missing_ms = NULL,
      artwork_id = CASE WHEN :kind IS NULL THEN artwork_id ELSE (SELECT id FROM artwork WHERE hash = :artwork) END,
      subtitles = CASE WHEN :kind IS NULL THEN subtitles ELSE :subtitles END,
      problem_code = :problemCode, problem_text = :problemText
    WHERE id = :id`);

  return {
    /** @returns the row as it was; undefined for a file that is new */
    find(folderId: number, file: ScannedFile): FileRow | undefined {
      const named = byPath.all(pathHash(file.path), file.path, folderId);
      return (
        named.find((other) => other.missing_ms === null) ??
        named[0] ??
        byContent.get(packContentKey(file.contentKey), file.sizeBytes)
      );
    },
    write(folderId: number, file: ScannedFile, known: FileRow | undefined): number {
      const values = {
        folderId,
        path: file.path,
        pathHash: pathHash(file.path),
        sizeBytes: file.sizeBytes,
        modifiedMs: file.modifiedMs,
        inode: file.inode,
        contentKey: packContentKey(file.contentKey),
        kind: file.facts?.kind ?? null,
        items: itemsOf(file),
        artwork: file.artwork,
        subtitles: file.subtitles.length === 0 ? null : JSON.stringify(file.subtitles),
        problemCode: file.problem?.code ?? null,
        problemText: file.problem?.text ?? null,
      };
      if (known === undefined) return Number(add.run(values).lastInsertRowid);
      change.run({ ...values, id: known.id });
      return known.id;
    },
  };
}
