import Sqlite from 'better-sqlite3';
import { AppError } from '#shared/contract/errors.ts';

/**
 * Lets one process at a time use a data directory. A lock of the operating system, held through SQLite on an empty
 * database of its own: it goes when the process goes, however that happens, and no file with a pid can lie.
 * @throws AppError `already-running`
 */
export function takeInstanceLock(path: string): Disposable {
  const db = new Sqlite(path, { timeout: 0 });
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!(error instanceof Sqlite.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
    throw new AppError('already-running', 'Warren is already running with this data directory.', {
      cause: error,
    });
  }
  return { [Symbol.dispose]: () => void db.close() };
}
