import type { Api } from '../../src/shared/contract/api.ts';
import type { Handlers } from '../../src/shared/contract/define.ts';
import { AppError } from '../../src/shared/contract/errors.ts';
import type { Playlist, Track, Video } from '../../src/shared/contract/library-items.ts';
import { formatItemId, type ItemId } from '../../src/shared/domain/library/item-id.ts';
import { examplePlaylist } from './in-memory-core-library-items.ts';
import { libraryLists } from './in-memory-core-library-lists.ts';
import { idleScan } from './in-memory-core-library-world.ts';
import { whenChanged } from './in-memory-core-streams.ts';
import type { World } from './in-memory-core-world.ts';

type LibraryName = Extract<keyof Api, `library.${string}`>;

/** The library of the contract, answered from memory. */
export function libraryHandlers(world: World): Pick<Handlers<Api>, LibraryName> {
  const { library } = world;

  function find<Row extends { readonly id: ItemId }>(rows: readonly Row[], id: ItemId): Row {
    const found = rows.find((row) => row.id === id);
    if (found === undefined) throw new AppError('not-found', `There is no ${id} in the library.`);
    return found;
  }

  /** What a playlist, an album, an artist or a show stands for. */
  function filesOf(id: ItemId): (Track | Video)[] {
    const [kind] = id.split('-');
    if (kind === 'album') return library.tracks.filter(({ albumId }) => albumId === id);
    if (kind === 'artist') return library.tracks.filter(({ artistId }) => artistId === id);
    if (kind === 'show') return library.videos.filter(({ showId }) => showId === id);
    if (kind === 'playlist') return (library.entries.get(id) ?? []).flatMap(filesOf);
    return [kind === 'track' ? find(library.tracks, id) : find(library.videos, id)];
  }

  function entriesOf({ id, rule }: Playlist): (Track | Video)[] {
    return rule === null ? filesOf(id) : library.tracks.filter(({ isFavourite }) => isFavourite).slice(0, 20);
  }

  function putPlaylist(next: Playlist): Playlist {
    const files = entriesOf(next);
    const counted = {
      ...next,
      items: files.length,
      durationSeconds: files.reduce((sum, { durationSeconds }) => sum + (durationSeconds ?? 0), 0),
    };
    library.playlists = [...library.playlists.filter(({ id }) => id !== next.id), counted];
    library.changed();
    return counted;
  }

  function changeAll(ids: readonly ItemId[], part: (item: { labels: string[] }) => object): void {
    const wanted = new Set<string>(ids);
    const changed = <Row extends { id: ItemId; labels: string[] }>(rows: Row[]): Row[] =>
      rows.map((row) => (wanted.has(row.id) ? { ...row, ...part(row) } : row));
    library.albums = changed(library.albums);
    library.tracks = changed(library.tracks);
    library.videos = changed(library.videos);
    library.changed();
  }

  return {
    ...libraryLists(world),
    'library.folders': async () => {
      await world.enter('library.folders', undefined);
      return library.folders;
    },
    'library.addFolder': async (input) => {
      await world.enter('library.addFolder', input);
      const folder = {
        id: library.folders.length + 1,
        path: input.path,
        isThere: true,
        tracks: 0,
        videos: 0,
        missing: 0,
        broken: 0,
        lastScanAt: null,
      };
      library.folders = [...library.folders, folder];
      library.changed();
      return folder;
    },
    'library.offeredFolders': async () => {
      await world.enter('library.offeredFolders', undefined);
      const kept = library.folders.map(({ path }) => path);
      return library.offered.filter(({ path }) => !kept.includes(path));
    },
    'library.removeFolder': async (input) => {
      await world.enter('library.removeFolder', input);
      library.folders = library.folders.filter(({ id }) => id !== input.id);
      library.changed();
    },
    'library.scan': async (input) => {
      await world.enter('library.scan', input);
      library.scan = {
        ...idleScan,
        state: 'reading',
        folder: library.folders[0]?.path ?? null,
        found: 400,
        done: 120,
        etaSeconds: 34,
      };
      return library.scan;
    },
    'library.cancelScan': async () => {
      await world.enter('library.cancelScan', undefined);
      library.scan = { ...library.scan, state: 'idle', wasCancelled: true };
      return library.scan;
    },
    'library.watchScan': (_input, { signal }) => whenChanged(signal, () => library.scan),
    'library.report': async ({ offset, limit }) => {
      await world.enter('library.report', { offset, limit });
      return { total: library.problems.length, rows: library.problems.slice(offset, offset + limit) };
    },
    'library.stats': async () => {
      await world.enter('library.stats', undefined);
      return {
        albums: library.albums.length,
        artists: library.artists.length,
        tracks: library.tracks.length,
        videos: library.videos.length,
        shows: library.shows.length,
        playlists: library.playlists.length,
        durationSeconds: library.tracks.length * 214,
        sizeBytes: library.tracks.length * 21_000_000,
        missing: library.folders.reduce((sum, { missing }) => sum + missing, 0),
        problems: library.problems.length,
        sharedFiles: library.tracks.filter(({ shareState }) => ['sharing', 'at-risk'].includes(shareState))
          .length,
      };
    },
    'library.forgetMissing': async (input) => {
      await world.enter('library.forgetMissing', input);
      const forgotten = library.tracks.filter(({ isMissing }) => isMissing).length;
      library.tracks = library.tracks.filter(({ isMissing }) => !isMissing);
      library.albums = library.albums.filter(({ isMissing }) => !isMissing);
      library.folders = library.folders.map((folder) => ({ ...folder, missing: 0 }));
      library.changed();
      return { forgotten };
    },
    'library.changes': (_input, { signal }) => whenChanged(signal, () => ({ revision: library.revision })),
    'library.album': async ({ id }) => {
      await world.enter('library.album', { id });
      const tracks = library.tracks.filter(({ albumId }) => albumId === id);
      return { album: find(library.albums, id), tracks };
    },
    'library.artist': async ({ id }) => {
      await world.enter('library.artist', { id });
      const albums = library.albums.filter(({ artistId }) => artistId === id);
      return { artist: find(library.artists, id), albums };
    },
    'library.track': async ({ id }) => {
      await world.enter('library.track', { id });
      return find(library.tracks, id);
    },
    'library.video': async ({ id }) => {
      await world.enter('library.video', { id });
      return find(library.videos, id);
    },
    'library.show': async ({ id }) => {
      await world.enter('library.show', { id });
      const episodes = library.videos.filter(({ showId }) => showId === id);
      return { show: find(library.shows, id), episodes };
    },
    'library.duplicates': async (input) => {
      await world.enter('library.duplicates', input);
      return { total: 0, rows: [] };
    },
    'library.artworkSource': async () => {
      await world.enter('library.artworkSource', undefined);
      // The double serves pictures itself; a host does so from another door of this computer.
      return { url: '/artwork/' };
    },
    'library.setFavourite': async ({ ids, isFavourite }) => {
      await world.enter('library.setFavourite', { ids, isFavourite });
      changeAll(ids, () => ({ isFavourite }));
    },
    'library.setLabels': async ({ ids, add, remove }) => {
      await world.enter('library.setLabels', { ids, add, remove });
      changeAll(ids, ({ labels }) => ({
        labels: [...new Set([...labels.filter((label) => !remove.includes(label)), ...add])].sort(),
      }));
    },
    'library.setNote': async ({ id, text }) => {
      await world.enter('library.setNote', { id, text });
      changeAll([id], () => ({ note: text === '' ? null : text }));
    },
    'library.setPosition': async (input) => {
      await world.enter('library.setPosition', input);
      changeAll([input.id], () => ({ positionSeconds: input.seconds }));
    },
    'library.playlists': async () => {
      await world.enter('library.playlists', undefined);
      return library.playlists.toSorted((a, b) => a.name.localeCompare(b.name));
    },
    'library.playlist': async ({ id }) => {
      await world.enter('library.playlist', { id });
      const playlist = find(library.playlists, id);
      return { playlist, entries: entriesOf(playlist).map((item, position) => ({ position, item })) };
    },
    'library.createPlaylist': async (input) => {
      await world.enter('library.createPlaylist', input);
      const id = formatItemId('playlist', library.playlists.length + 1);
      library.entries.set(
        id,
        input.items.flatMap(filesOf).map((file) => file.id),
      );
      return putPlaylist({ ...examplePlaylist(0), id, name: input.name, rule: input.rule ?? null });
    },
    'library.changePlaylist': async (input) => {
      await world.enter('library.changePlaylist', input);
      const known = find(library.playlists, input.id);
      return putPlaylist({ ...known, name: input.name ?? known.name, rule: input.rule ?? known.rule });
    },
    'library.removePlaylist': async ({ id }) => {
      await world.enter('library.removePlaylist', { id });
      library.playlists = library.playlists.filter((playlist) => playlist.id !== id);
      library.changed();
    },
    'library.addToPlaylist': async ({ id, items }) => {
      await world.enter('library.addToPlaylist', { id, items });
      const known = library.entries.get(id) ?? [];
      library.entries.set(id, [...known, ...items.flatMap(filesOf).map((file) => file.id)]);
      return putPlaylist(find(library.playlists, id));
    },
    'library.setPlaylistOrder': async ({ id, positions }) => {
      await world.enter('library.setPlaylistOrder', { id, positions });
      const known = library.entries.get(id) ?? [];
      library.entries.set(
        id,
        positions.flatMap((position) => known[position] ?? []),
      );
      return putPlaylist(find(library.playlists, id));
    },
    'library.shareSource': async ({ ids }) => {
      await world.enter('library.shareSource', { ids });
      const files = ids.flatMap(filesOf);
      const [first] = files;
      if (first === undefined) throw new AppError('not-found', 'There is nothing to share in it.');
      const folder = first.path.split('/').slice(0, -1).join('/');
      return {
        name: folder.split('/').at(-1) ?? folder,
        folder,
        files: files.map(({ path }) => path.split('/').at(-1) ?? path),
        sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
        labels: [...library.albums, ...library.tracks, ...library.videos]
          .filter(({ id }) => ids.includes(id))
          .flatMap(({ labels }) => labels),
      };
    },
  };
}
