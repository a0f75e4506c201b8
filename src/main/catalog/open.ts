import Sqlite, { type Database } from 'better-sqlite3';
import { chmodSync, closeSync, copyFileSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { chmod, rename } from 'node:fs/promises';
import { AppError } from '#shared/contract/errors.ts';
import { migrate, migrations, refuseNewer, type Migration } from './migrate.ts';

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
 * Opens the catalog, or the library with its own steps, repaired if need be: a damaged file is put aside, never thrown
 * away, and the last backup takes its place.
 * @param now for the name of the file that is put aside
 * @throws AppError `catalog-too-new`, or `catalog-damaged` when it cannot even be put aside
 */
export function openDatabase(
  path: string,
  now: Date,
  steps: readonly Migration[] = migrations,
): OpenedDatabase {
  const isNew = !existsSync(path);
  try {
    return { db: openChecked(path, isNew, steps), setAside: undefined, isRestored: false };
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
    return { db: openChecked(path, !isRestored, steps), setAside, isRestored };
  } catch (error) {
    if (error instanceof AppError || !isDamage(error)) throw error;
    for (const end of companions) rmSync(path + end, { force: true });
    return { db: openChecked(path, true, steps), setAside, isRestored: false };
  }
}

function backupPath(path: string): string {
  return `${path}.backup`;
}

/** A whole copy beside the file, for the day it is damaged; work goes on meanwhile. */
export async function backUpDatabase(db: Database, path: string): Promise<void> {
  // Beside, then renamed over: a backup that was cut short must not take the place of a whole one.
  const draft = `${backupPath(path)}.tmp`;
  await db.backup(draft);
  await chmod(draft, 0o600);
  await rename(draft, backupPath(path));
}

function openChecked(path: string, isNew: boolean, steps: readonly Migration[]): Database {
  // Names of torrents are nobody else's business on a shared computer. The companions take the mode of the file, so it
  // has that before SQLite opens it.
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  const db = new Sqlite(path);
  try {
    refuseNewer(db, steps);
    db.pragma('journal_mode = WAL');
    // A commit survives kill -9 as it is; a power cut may take the last one, never half of it.
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    if (!isNew && db.pragma('quick_check(1)', { simple: true }) !== 'ok')
      throw new Sqlite.SqliteError('quick_check', 'SQLITE_CORRUPT');
    migrate(db, steps);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/u.test(error.code);
}
