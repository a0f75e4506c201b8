import Sqlite, { type Database } from 'better-sqlite3';
import { chmodSync, closeSync, openSync, rmSync } from 'node:fs';
import { AppError } from '#shared/contract/errors.ts';
import { migrate, refuseNewer } from '../migrate.ts';
import { exposureMigrations } from './migrations.ts';

/**
 * Opens the file of the exposure ledger. A damaged one is deleted and not put aside: a copy would keep what the user
 * may want forgotten, and nothing but this list is lost.
 * @throws AppError `catalog-too-new`
 */
export function openExposureDatabase(path: string): Database {
  try {
    return openChecked(path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
    return openChecked(path);
  }
}

function openChecked(path: string): Database {
  // Its companions take the mode of the file, so it has that before SQLite opens it.
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  const db = new Sqlite(path);
  try {
    refuseNewer(db, exposureMigrations);
    // What is deleted is overwritten; nothing of it waits in temporary files.
    db.pragma('secure_delete = ON');
    db.pragma('temp_store = MEMORY');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    // KiB. The usual 16 MB are for databases that are asked all the time; behind this is the system's own cache.
    db.pragma('cache_size = -2048');
    // Pages of 4 KiB. The usual thousand take twice as long, and nothing else has its turn meanwhile.
    db.pragma('wal_autocheckpoint = 500');
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new Error('The file is damaged.');
    migrate(db, exposureMigrations);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
