/*
 * The catalog room talks to SQLite and is the only one that does: what must survive a crash. SQL is prepared once, in
 * repositories; rows do not leave the room.
 *
 * Begin at open.ts (how a file becomes a catalog, also a damaged one) and migrations/ (its form). The library, with a file of
 * its own: library/store.ts.
 */
import { backUpDatabase, openDatabase } from './open.ts';
import { makeContentRepository, type ContentRepository } from './content-repository.ts';
import { makeTorrentRepository, type TorrentRepository } from './torrent-repository.ts';

export { takeInstanceLock } from './instance-lock.ts';
export { refuseNewerFiles } from './refuse-newer-files.ts';
export { forgetCopies, readQbittorrentRows, type QbittorrentRow } from './foreign/qbittorrent-rows.ts';
export { openExposureStore, type ExposureStore } from './exposure/store.ts';
export { joinLibrary, openLibrary, type Library } from './library/store.ts';
export type { RecordedContact } from './exposure/stored-party.ts';
export type { StoredContent, StoredProgress, StoredTorrent } from './stored-torrent.ts';
export type { SharedFile } from './library/shares.ts';

export interface Catalog extends AsyncDisposable {
  readonly torrents: TorrentRepository;
  readonly contents: ContentRepository;
  /** Everything inside happens or nothing does. */
  transaction<T>(work: () => T): T;
  /** A whole copy beside the catalog, for the day it is damaged; work goes on meanwhile. */
  backUp(): Promise<void>;
  readonly setAside: string | undefined;
  readonly isRestored: boolean;
}

/** @throws AppError `catalog-too-new`, `catalog-damaged` */
export function openCatalog(path: string, now: Date): Catalog {
  const { db, setAside, isRestored } = openDatabase(path, now);
  return {
    torrents: makeTorrentRepository(db),
    contents: makeContentRepository(db),
    transaction: (work) => db.transaction(work)(),
    backUp: () => backUpDatabase(db, path),
    setAside,
    isRestored,
    [Symbol.asyncDispose]: () => {
      db.close();
      return Promise.resolve();
    },
  };
}
