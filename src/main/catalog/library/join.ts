import Sqlite, { type Database } from 'better-sqlite3';
import { versionOf } from '../migrate.ts';
import { libraryMigrations } from './migrations.ts';

/** How long one connection waits for the other to end its writing, ms; each writes for far less than that. */
export const busyTimeoutMs = 10_000;

/** Pages of 4 KiB. */
const checkpointPages = 8000;

/**
 * Bringing over into the file what both have written is left to the thread that scans: a small write of the core came upon all
 * that the other had written, and stood still until it was brought over. Only where nobody scans does the core come so far.
 */
export const coreCheckpointPages = checkpointPages + 2000;

/** Opens a library that another connection has opened, checked and brought to its form. */
export function joinDatabase(path: string): Database {
  const db = new Sqlite(path, { fileMustExist: true, timeout: busyTimeoutMs });
  try {
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    db.pragma('temp_store = MEMORY');
    // The same pages are written by batch after batch: brought over into the file seldom, each is written once.
    db.pragma(`wal_autocheckpoint = ${checkpointPages}`);
    db.pragma(`journal_size_limit = ${checkpointPages * 4096}`);
    if (versionOf(db) !== libraryMigrations.at(-1)?.version)
      throw new Error('The library is of another form; it is to be opened before it is joined.');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
