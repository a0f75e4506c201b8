import { isAbsolute, resolve } from 'node:path';
import { stat } from 'node:fs/promises';
import type { Handlers } from '#shared/contract/define.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { libraryApi } from '#shared/contract/library.ts';
import type { ItemId } from '#shared/domain/library/item-id.ts';
import type { LibraryStore } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Scanner } from './scanner.ts';
import { shareSourceOf } from './share-source.ts';
import { watchRevision } from './watch-revision.ts';

export interface LibraryHandlerParts {
  readonly library: LibraryStore;
  readonly scanner: Scanner;
  readonly clock: Clock;
  /** Where thumbnails can be read. */
  artworkUrl(): Promise<string>;
}

/** The library's use cases, one for each name of the contract. */
export function makeLibraryHandlers({
  library,
  scanner,
  clock,
  artworkUrl,
}: LibraryHandlerParts): Handlers<typeof libraryApi> {
  const { folders, browse, marks, playlists } = library;
  /** What SQLite answers is here at once; the contract is not. */
  const now = <T>(work: () => T): Promise<T> => Promise.resolve().then(work);

  return {
    'library.folders': () => now(() => folders.all()),
    'library.addFolder': async ({ path }) => {
      const folder = folders.add(await checkFolder(path), clock.now());
      scanner.foldersChanged();
      scanner.scan(folder.id);
      return folder;
    },
    'library.removeFolder': async ({ id, isForgotten }) => {
      await scanner.leave(id);
      folders.remove(id, { isForgotten });
      scanner.foldersChanged();
    },
    'library.scan': ({ folderId }) =>
      now(() => {
        scanner.scan(folderId);
        return scanner.progress();
      }),
    'library.cancelScan': async () => {
      await scanner.cancel();
      return scanner.progress();
    },
    'library.watchScan': (_, { signal }) => scanner.watch(signal),
    'library.report': ({ offset, limit }) => now(() => library.scan.problems(offset, limit)),
    'library.stats': () => now(() => browse.stats()),
    'library.forgetMissing': ({ folderId }) => now(() => ({ forgotten: folders.forgetMissing(folderId) })),
    'library.changes': (_, { signal }) => watchRevision(() => library.revision(), signal),

    'library.search': ({ text, kinds, limit }) => now(() => library.search(text, kinds, limit)),
    'library.albums': (query) => now(() => browse.albums(query)),
    'library.artists': (query) => now(() => browse.artists(query)),
    'library.tracks': (query) => now(() => browse.tracks(query)),
    'library.videos': (query) => now(() => browse.videos(query)),
    'library.shows': (query) => now(() => browse.shows(query)),
    'library.genres': () => now(() => browse.genres()),
    'library.labels': () => now(() => browse.labels()),
    'library.album': ({ id }) => now(() => browse.album(id)),
    'library.artist': ({ id }) => now(() => browse.artist(id)),
    'library.track': ({ id }) => now(() => browse.track(id)),
    'library.video': ({ id }) => now(() => browse.video(id)),
    'library.show': ({ id }) => now(() => browse.show(id)),
    'library.duplicates': ({ offset, limit }) => now(() => browse.duplicates(offset, limit)),
    'library.artworkSource': async () => ({ url: await artworkUrl() }),

    'library.setFavourite': ({ ids, isFavourite }) => now(() => marks.setFavourite(ids, isFavourite)),
    'library.setLabels': ({ ids, add, remove }) => now(() => marks.setLabels(ids, { add, remove })),
    'library.setNote': ({ id, text }) => now(() => marks.setNote(id, text)),
    'library.setPosition': ({ id, seconds }) => now(() => marks.setPosition(id, seconds, clock.now())),

    'library.playlists': () => now(() => playlists.all()),
    'library.playlist': ({ id }) => now(() => playlists.get(id)),
    'library.createPlaylist': (wish) => now(() => playlists.create(wish, clock.now())),
    'library.changePlaylist': ({ id, ...changes }) => now(() => playlists.change(id, changes)),
    'library.removePlaylist': ({ id }) => now(() => playlists.remove(id)),
    'library.addToPlaylist': ({ id, items }) => now(() => playlists.add(id, items)),
    'library.setPlaylistOrder': ({ id, positions }) => now(() => playlists.setOrder(id, positions)),

    'library.shareSource': ({ ids }) =>
      now(() => shareSourceOf(library.files.filesOf(ids), titleOf(library, ids))),
  };
}

/** Of one album, playlist, track or video its own; several things are named by the folder that holds them. */
function titleOf(library: LibraryStore, ids: readonly ItemId[]): string | null {
  const [only] = ids;
  return only !== undefined && ids.length === 1 ? library.files.titleOf(only) : null;
}

/** @throws AppError `invalid-input`, `path-missing` */
async function checkFolder(given: string): Promise<string> {
  if (!isAbsolute(given)) throw new AppError('invalid-input', 'A folder is given from the root on.');
  const path = resolve(given);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new AppError('path-missing', `There is nothing at ${path}.`);
  if (!found.isDirectory()) throw new AppError('invalid-input', `${path} is no folder.`);
  return path;
}
