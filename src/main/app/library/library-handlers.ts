import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import type { Handlers } from '#shared/contract/define.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { LibraryFolder } from '#shared/contract/library-items.ts';
import type { libraryApi } from '#shared/contract/library.ts';
import { parseItemId, type ItemId } from '#shared/domain/library/item-id.ts';
import type { Library } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FindMediaFolders } from '../../ports/media-folders.ts';
import { goesWith } from './goes-with.ts';
import { offeredFolders } from './offered-folders.ts';
import type { Scanner } from './scanner.ts';
import { shareSourceOf } from './share-source.ts';
import type { FolderWatch } from './watch-folders.ts';
import { watchRevision } from './watch-revision.ts';

type StoredFolder = ReturnType<Library['folders']['all']>[number];

export interface LibraryHandlerParts {
  readonly library: Library;
  readonly scanner: Scanner;
  readonly watch: Pick<FolderWatch, 'refresh'>;
  readonly clock: Clock;
  readonly mediaFolders: FindMediaFolders;
  /** Deletes thumbnails that nothing shows any more. */
  sweepArtwork(): void;
  /** Where thumbnails can be read. */
  artworkUrl(): Promise<string>;
}

/** The library's use cases, one for each name of the contract. */
export function makeLibraryHandlers({
  library,
  scanner,
  watch,
  clock,
  mediaFolders,
  sweepArtwork,
  artworkUrl,
}: LibraryHandlerParts): Handlers<typeof libraryApi> {
  const { folders, browse, marks, playlists } = library;
  /** What SQLite answers is here at once; the contract is not. */
  const now = <T>(work: () => T): Promise<T> => Promise.resolve().then(work);

  /** Of one thing its own title; several are named by the folder that holds them. */
  function titleOf([only, ...others]: readonly ItemId[]): string | null {
    const kind = only === undefined || others.length > 0 ? undefined : parseItemId(only)?.kind;
    if (only === undefined || kind === undefined) return null;
    switch (kind) {
      case 'album':
        return browse.album(only).album.title;
      case 'artist':
        return browse.artist(only).artist.name;
      case 'track':
        return browse.track(only).title;
      case 'video':
        return browse.video(only).title;
      case 'show':
        return browse.show(only).show.title;
      case 'playlist':
        return playlists.get(only, clock.now()).playlist.name;
      default:
        return kind satisfies never;
    }
  }

  function labelsOf(id: ItemId): readonly string[] {
    const kind = parseItemId(id)?.kind;
    if (kind === 'album') return browse.album(id).album.labels;
    if (kind === 'track') return browse.track(id).labels;
    return kind === 'video' ? browse.video(id).labels : [];
  }

  return {
    'library.folders': () => now(() => folders.all().map(withPresence)),
    'library.addFolder': async ({ path }) => {
      const folder = folders.add(await checkFolder(path), clock.now());
      // Watched first: what changes while it is scanned is not missed.
      await watch.refresh();
      scanner.scan(folder.id);
      return withPresence(folder);
    },
    'library.offeredFolders': () =>
      offeredFolders({ found: mediaFolders(), kept: folders.all().map(({ path }) => path) }),
    'library.removeFolder': async ({ id, isForgotten }) => {
      await scanner.leave(id);
      await folders.remove(id, { isForgotten, now: clock.now() });
      sweepArtwork();
      await watch.refresh();
    },
    'library.scan': ({ folderId }) => now(() => scanner.scan(folderId)),
    'library.cancelScan': () => now(() => scanner.cancel()),
    'library.watchScan': (_, { signal }) => scanner.watch(signal),
    'library.report': ({ offset, limit }) => now(() => browse.problems(offset, limit)),
    'library.stats': () => now(() => browse.stats()),
    'library.forgetMissing': async ({ folderId }) => {
      const forgotten = await folders.forgetMissing(folderId);
      sweepArtwork();
      return { forgotten };
    },
    'library.changes': (_, { signal }) => watchRevision(() => library.revision(), signal),

    'library.search': (wish) => now(() => library.search(wish)),
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

    'library.playlists': () => now(() => playlists.all(clock.now())),
    'library.playlist': ({ id }) => now(() => playlists.get(id, clock.now())),
    'library.createPlaylist': (wish) => now(() => playlists.create(wish, clock.now())),
    'library.changePlaylist': ({ id, ...changes }) => now(() => playlists.change(id, changes, clock.now())),
    'library.removePlaylist': ({ id }) => now(() => playlists.remove(id)),
    'library.addToPlaylist': ({ id, items }) => now(() => playlists.add(id, items, clock.now())),
    'library.setPlaylistOrder': ({ id, positions }) =>
      now(() => playlists.setOrder(id, positions, clock.now())),

    'library.shareSource': async ({ ids }) => {
      const files = library.files.filesOf(ids, clock.now());
      const source = shareSourceOf([...files, ...(await goesWith(files))], titleOf(ids));
      return { ...source, labels: [...new Set(ids.flatMap(labelsOf))] };
    },
  };
}

function withPresence(folder: StoredFolder): LibraryFolder {
  return { ...folder, isThere: existsSync(folder.path) };
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
