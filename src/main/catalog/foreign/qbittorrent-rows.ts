import Sqlite, { type Database } from 'better-sqlite3';
import { copyFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';

/** A torrent as qBittorrent keeps it in a database of its own (dbresumedatastorage.cpp, since 4.4). */
export interface QbittorrentRow {
  readonly torrent_id: string;
  readonly name: string | null;
  readonly category: string | null;
  readonly tags: string | null;
  readonly stopped: number;
  readonly has_seed_status: number;
  /** In thousandths. */
  readonly ratio_limit: number | null;
  /** Minutes. */
  readonly seeding_time_limit: number | null;
  readonly libtorrent_resume_data: Uint8Array;
  readonly metadata: Uint8Array | null;
}

interface Options {
  /** Ours: a copy of the database lies there while it is read. */
  readonly workFolder: string;
  readonly maxFileBytes: number;
  /** Rows whose data is larger are left out. */
  readonly maxBlobBytes: number;
}

/** Beside the database while qBittorrent runs: what is not in it yet. `-shm` is made anew from it. */
const companions = ['', '-wal'];
const copyPrefix = 'import-';

/**
 * Row by row. SQLite would write beside a database that it only reads (`-shm`, a rollback), so a copy is read and the
 * original is opened for copying only. A row that was left out for its size comes as its number alone.
 * @throws AppError `not-readable` when it is no such database, is damaged or too large
 */
export async function* readQbittorrentRows(
  path: string,
  { workFolder, maxFileBytes, maxBlobBytes }: Options,
): AsyncGenerator<QbittorrentRow> {
  const folder = await mkdtemp(join(workFolder, copyPrefix));
  try {
    const copy = join(folder, 'copy.db');
    for (const end of companions) await copyIfThere(path + end, copy + end, maxFileBytes);
    using db = openCopy(copy);
    const ids = db.prepare<[], { id: number }>('SELECT id FROM torrents ORDER BY id').all();
    const byId = db.prepare<[number, number], QbittorrentRow>(
      `SELECT CAST(torrent_id AS TEXT) AS torrent_id, CAST(name AS TEXT) AS name, CAST(category AS TEXT) AS category,
              CAST(tags AS TEXT) AS tags, CAST(stopped AS INTEGER) AS stopped,
              CAST(has_seed_status AS INTEGER) AS has_seed_status,
              CAST(ratio_limit AS INTEGER) AS ratio_limit, CAST(seeding_time_limit AS INTEGER) AS seeding_time_limit,
              CAST(libtorrent_resume_data AS BLOB) AS libtorrent_resume_data, CAST(metadata AS BLOB) AS metadata
       FROM torrents WHERE id = ? AND coalesce(length(libtorrent_resume_data), 0) + coalesce(length(metadata), 0) < ?`,
    );
    for (const { id } of ids) {
      const row = byId.get(id, maxBlobBytes);
      if (row !== undefined) yield row;
      await new Promise(setImmediate);
    }
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error;
    throw new AppError('not-readable', `${path} is damaged, or no list of torrents.`, { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Copies of a Warren that was killed while it read them. */
export async function forgetCopies(workFolder: string): Promise<void> {
  const names = await readdir(workFolder).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(copyPrefix)))
    await rm(join(workFolder, name), { recursive: true, force: true }).catch(() => undefined);
}

async function copyIfThere(from: string, to: string, maxFileBytes: number): Promise<void> {
  const found = await stat(from).catch(() => undefined);
  if (found === undefined) return;
  if (!found.isFile() || found.size > maxFileBytes)
    throw new AppError('not-readable', `${from} is too large for a list of torrents.`);
  await copyFile(from, to).catch((error: unknown) => {
    throw new AppError('not-readable', `${from} cannot be read.`, { cause: error });
  });
}

function openCopy(path: string): Database & Disposable {
  const db = new Sqlite(path);
  return Object.assign(db, { [Symbol.dispose]: () => void db.close() });
}
