import Sqlite, { type Database } from 'better-sqlite3';
import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { AppError } from '#shared/contract/errors.ts';
import { migrate } from './migrate.ts';

export interface OpenedDatabase {
  readonly db: Database;
  /** Set when the file that was there could not be used; it was kept under this name. */
  readonly setAside: string | undefined;
  /** Whether the last backup took its place; else the catalog began anew. */
  readonly isRestored: boolean;
}

/** SQLite keeps these beside the file while it is open, and after a crash. */
const companions = ['', '-wal', '-shm'];

/**
 * Opens the catalog, repaired if need be: a damaged file is put aside, never thrown away, and the last backup takes
 * its place.
 * @param now for the name of the file that is put aside
 * @throws AppError `catalog-too-new`, or `catalog-damaged` when it cannot even be put aside
 */
export function openDatabase(path: string, now: Date): OpenedDatabase {
  const isNew = !existsSync(path);
  try {
    return { db: openChecked(path, isNew), setAside: undefined, isRestored: false };
  } catch (error) {
    if (error instanceof AppError || !isDamage(error)) throw error;
  }
  const setAside = `${path}.damaged-${now.toISOString().replaceAll(':', '-')}`;
  const backup = backupPath(path);
  try {
    for (const end of companions) if (existsSync(path + end)) renameSync(path + end, setAside + end);
    if (existsSync(backup)) copyFileSync(backup, path);
  } catch (error) {
    throw new AppError('catalog-damaged', `The catalog ${path} is damaged and could not be put aside.`, {
      cause: error,
    });
  }
  try {
    const isRestored = existsSync(path);
    return { db: openChecked(path, !isRestored), setAside, isRestored };
  } catch (error) {
    if (error instanceof AppError || !isDamage(error)) throw error;
    for (const end of companions) rmSync(path + end, { force: true });
    return { db: openChecked(path, true), setAside, isRestored: false };
  }
}

export function backupPath(path: string): string {
  return `${path}.backup`;
}

function openChecked(path: string, isNew: boolean): Database {
  const db = new Sqlite(path);
  try {
    db.pragma('journal_mode = WAL');
    // A commit survives kill -9 as it is; a power cut may take the last one, never half of it.
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    if (!isNew && db.pragma('quick_check(1)', { simple: true }) !== 'ok')
      throw new Sqlite.SqliteError('quick_check', 'SQLITE_CORRUPT');
    migrate(db);
    // Names of torrents are nobody else's business on a shared computer.
    chmodSync(path, 0o600);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/u.test(error.code);
}
