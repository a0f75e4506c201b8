import type { Database } from 'better-sqlite3';
import type { KnownFile } from '#shared/domain/library/scanned-file.ts';
import { unpackContentKey } from '../content-key.ts';

interface KnownRow {
  readonly id: number;
  readonly path: string;
  readonly size_bytes: number;
  readonly modified_ms: number;
  readonly inode: string;
  readonly content_key: Uint8Array;
  readonly missing_ms: number | null;
}

/** Files of a folder as the last scan left them, also those that are gone. */
export function makeKnown(db: Database): (folderId: number) => KnownFile[] {
  const list = db.prepare<[number], KnownRow>(`
    SELECT id, path, size_bytes, modified_ms, inode, content_key, missing_ms FROM file WHERE folder_id = ?`);
  return (folderId) =>
    list.all(folderId).map((row) => ({
      fileId: row.id,
      path: row.path,
      sizeBytes: row.size_bytes,
      modifiedMs: row.modified_ms,
      inode: row.inode,
      contentKey: unpackContentKey(row.content_key),
      isMissing: row.missing_ms !== null,
    }));
}
