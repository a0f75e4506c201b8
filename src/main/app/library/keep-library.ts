import type { Handlers } from '#shared/contract/define.ts';
import type { libraryApi } from '#shared/contract/library.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { openLibrary, type Catalog, type Library } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { FindMediaFolders } from '../../ports/media-folders.ts';
import type { Paths } from '../../ports/paths.ts';
import { keepBackups } from '../keep-backups.ts';
import type { Notices } from '../notices.ts';
import { serveArtwork } from '../player/artwork.ts';
import type { Served } from '../served/served.ts';
import type { Registry } from '../torrents/registry.ts';
import { makeArrivals } from './arrivals.ts';
import { keepShares } from './keep-shares.ts';
import { makeLibraryHandlers } from './library-handlers.ts';
import { artworkFiles } from './scan/keep-artwork.ts';
import { makeScanner } from './scanner.ts';
import { makeArtworkSweeper } from './sweep-artwork.ts';
import { watchFolders, type WhyNotWatched } from './watch-folders.ts';

interface LibraryParts {
  readonly paths: Paths;
  /** The bundle of the thread that scans. */
  readonly scanThread: URL;
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly served: Served;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly mediaFolders: FindMediaFolders;
  settings(): Settings;
}

export interface KeptLibrary extends AsyncDisposable {
  readonly handlers: Handlers<typeof libraryApi>;
  readonly files: Library['files'];
}

/**
 * Opens the library and keeps it up to date: what changes in its folders is scanned, what was cut off goes on, what
 * torrents share is noted, downloads that are whole come in.
 * @throws AppError `catalog-too-new`, `catalog-damaged`
 */
export function keepLibrary(parts: LibraryParts): KeptLibrary {
  const { paths, scanThread, registry, catalog, served, notices, clock, logger, mediaFolders, settings } =
    parts;
  const stack = new AsyncDisposableStack();
  const library = stack.use(openLibrary(paths.library, clock.now()));
  stack.use(keepBackups({ source: library, logger }));
  const scanner = stack.use(
    makeScanner({
      threadFile: scanThread,
      threadData: { library: paths.library, artwork: paths.artwork },
      folders: () => library.folders.all(),
      skipped: () => arrivals.unfinished(),
      clock,
      logger,
      onFolderDone: () => shares.filesChanged(),
      onTrouble(text, path) {
        notices.tell({ severity: 'warning', code: 'scan-failed', text, values: { path } });
      },
    }),
  );
  const watch = stack.use(
    watchFolders({
      folders: () => library.folders.all(),
      onChange: (folderId) => void scanner.scan(folderId),
      onNotWatched: (path, why) => tellOfWatching(notices, path, why),
      logger,
    }),
  );
  const arrivals = makeArrivals({
    ...{ registry, catalog, library, scanner, watch, clock, settings },
    downloadFolder: () => settings().downloadFolder ?? paths.downloads,
  });
  const shares = stack.use(
    keepShares({ registry, catalog, library, logger, onFinished: (torrent) => arrivals.finished(torrent) }),
  );
  tellOfRepairs(library, notices);
  // What changed while Warren was not there, and what the last scan did not come to; an unchanged folder costs little.
  const sweepArtwork = makeArtworkSweeper({ library, scanner, folder: paths.artwork });
  void library.folders
    .finishForgetting()
    .catch((error: unknown) => logger.error('library.forgetting-failed', { error: errorLabel(error) }))
    .then(sweepArtwork);
  void watch.refresh().then(() => scanner.scan());

  const handlers = makeLibraryHandlers({
    ...{ library, scanner, watch, clock, mediaFolders, sweepArtwork },
    artworkUrl: () =>
      serveArtwork({
        served,
        folder: paths.artwork,
        pathOf: (id) => artworkFiles(paths.artwork, id).large,
      }),
  });
  return { handlers, files: library.files, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** A drive that is not there is shown with its folder, and no news. */
function tellOfWatching(notices: Notices, path: string, why: WhyNotWatched | undefined): void {
  if (why === undefined || why === 'not-there') return;
  const cause =
    why === 'too-many' ? 'It has more folders than can be watched' : 'Its drive does not tell of changes';
  notices.tell({
    severity: 'info',
    code: 'folder-not-watched',
    text: `${path} is looked through every ten minutes. ${cause}.`,
    values: { path, why },
  });
}

function tellOfRepairs({ setAside, isRestored }: Library, notices: Notices): void {
  if (setAside === undefined) return;
  const then = isRestored
    ? 'the last backup has taken its place'
    : 'Warren starts with an empty one: add your folders again; the files themselves are as they were';
  notices.tell({
    severity: 'error',
    code: isRestored ? 'library-restored' : 'library-set-aside',
    text: `The library was damaged and was put aside as ${setAside}; ${then}.`,
    values: { file: setAside },
  });
}
