import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';
import { readQbittorrentRows } from '../../../catalog/index.ts';
import { readForeignFile, readForeignFileIfThere } from '../foreign-file.ts';
import { findingOf, ImportError, type Finding } from '../finding.ts';
import { namesByStem } from '../folder-names.ts';
import { maxBytes } from '../limits.ts';
import { readDatabaseRow, readFastresume } from './torrent.ts';

/**
 * What qBittorrent keeps below the folder of its data: a database if the user wants it so (since 4.4), else files.
 * @param workFolder ours, for a copy of the database
 * @throws ImportError when the folder as a whole cannot be read
 */
export async function* readQbittorrent(folder: string, workFolder: string): AsyncGenerator<Finding> {
  // Whoever goes back to files has no database any more: qBittorrent deletes it.
  const database = join(folder, 'torrents.db');
  if (existsSync(database)) yield* readDatabase(database, workFolder);
  else yield* readBackupFolder(join(folder, 'BT_backup'));
}

async function* readBackupFolder(folder: string): AsyncGenerator<Finding> {
  for (const [stem, [name = stem]] of await namesByStem(folder, ['.fastresume'])) {
    yield findingOf(name, async () => {
      const resume = await readForeignFile(join(folder, name), maxBytes.resume);
      return readFastresume(
        resume,
        await readForeignFileIfThere(join(folder, `${stem}.torrent`), maxBytes.torrent),
      );
    });
  }
}

async function* readDatabase(path: string, workFolder: string): AsyncGenerator<Finding> {
  const limits = {
    workFolder,
    maxFileBytes: maxBytes.resumes,
    maxBlobBytes: maxBytes.resume + maxBytes.torrent,
  };
  try {
    for await (const row of readQbittorrentRows(path, limits))
      yield findingOf(row.name ?? row.torrent_id, () => Promise.resolve().then(() => readDatabaseRow(row)));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new ImportError('unreadable', error.message, { cause: error });
  }
}
