import { join } from 'node:path';

/** Where Warren keeps what is its own; everything lies below one folder that can be copied as a whole. */
export interface Paths {
  readonly dataDir: string;
  readonly catalog: string;
  /** Who learned what about us. Never copied, never backed up: what is forgotten is gone. */
  readonly exposure: string;
  /** The library: what was read of its files, and what people made of it (playlists, counts, favourites). */
  readonly library: string;
  readonly instanceLock: string;
  readonly settings: string;
  /** How a client on this computer finds the running instance. Holds the token: mode 0600. */
  readonly instance: string;
  /** One file for each torrent that is on its way: which pieces are written. */
  readonly progress: string;
  /** A .torrent file for each torrent, for the user to take. */
  readonly torrentFiles: string;
  /** Thumbnails of covers and posters; they can be made again. */
  readonly artwork: string;
  readonly log: string;
  /** Where downloads go unless the settings say otherwise. */
  readonly downloads: string;
}

export function pathsIn({
  dataDir,
  downloads,
}: {
  readonly dataDir: string;
  readonly downloads: string;
}): Paths {
  return {
    dataDir,
    catalog: join(dataDir, 'catalog.sqlite'),
    exposure: join(dataDir, 'exposure.db'),
    library: join(dataDir, 'library.sqlite'),
    instanceLock: join(dataDir, 'instance.lock'),
    settings: join(dataDir, 'settings.json'),
    instance: join(dataDir, 'instance.json'),
    progress: join(dataDir, 'progress'),
    torrentFiles: join(dataDir, 'torrents'),
    artwork: join(dataDir, 'artwork'),
    log: join(dataDir, 'warren.log'),
    downloads,
  };
}
