import type { Api } from '../../src/shared/contract/api.ts';
import type { AlbumQuery, TrackQuery, VideoQuery } from '../../src/shared/contract/library.ts';
import type { Handlers } from '../../src/shared/contract/define.ts';
import { AppError } from '../../src/shared/contract/errors.ts';
import type { World } from './in-memory-core-world.ts';

type Names = 'albums' | 'artists' | 'tracks' | 'videos' | 'shows' | 'genres' | 'labels' | 'search';

interface Filtered {
  readonly title: string;
  readonly isFavourite: boolean;
  readonly labels: readonly string[];
  readonly shareState: string;
  readonly year: number | null;
}

const collator = new Intl.Collator('en', { numeric: true });

function matches(
  item: Filtered,
  query: Omit<Partial<AlbumQuery>, 'sort'>,
  names: readonly (string | null)[],
): boolean {
  const { text, fromYear, toYear, label, isFavourite, shareState } = query;
  if (text !== undefined && !names.some((name) => name?.toLowerCase().includes(text.toLowerCase())))
    return false;
  if (fromYear !== undefined && (item.year ?? 0) < fromYear) return false;
  if (toYear !== undefined && (item.year ?? 9999) > toYear) return false;
  if (label !== undefined && !item.labels.includes(label)) return false;
  if (isFavourite !== undefined && item.isFavourite !== isFavourite) return false;
  return shareState === undefined || item.shareState === shareState;
}

function windowOf<Row>(
  rows: readonly Row[],
  by: (row: Row) => string | number | null,
  { offset, limit, isDescending }: { offset: number; limit: number; isDescending: boolean },
) {
  const sign = isDescending ? -1 : 1;
  const sorted = rows
    .map((row, index) => ({ row, index, key: by(row) }))
    .sort((a, b) => sign * compare(a.key, b.key) || a.index - b.index);
  return { total: sorted.length, rows: sorted.slice(offset, offset + limit).map(({ row }) => row) };
}

function compare(a: string | number | null, b: string | number | null): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a ?? ''), String(b ?? ''));
}

/** Answers the lists of the library from memory. */
export function libraryLists(world: World): Pick<Handlers<Api>, `library.${Names}`> {
  const { library } = world;
  const albums = (query: AlbumQuery) =>
    library.albums.filter(
      (album) =>
        matches(album, query, [album.title, album.artist]) &&
        (query.genre === undefined || album.genres.includes(query.genre)) &&
        (query.artistId === undefined || album.artistId === query.artistId),
    );
  const tracks = (query: TrackQuery) =>
    library.tracks.filter(
      (track) =>
        matches(track, query, [track.title, track.artist, track.album]) &&
        (query.genre === undefined || track.genre === query.genre) &&
        (query.artistId === undefined || track.artistId === query.artistId) &&
        (query.albumId === undefined || track.albumId === query.albumId),
    );
  const videos = (query: VideoQuery) =>
    library.videos.filter(
      (video) =>
        matches(video, query, [video.title]) &&
        (query.kind === undefined || video.kind === query.kind) &&
        (query.showId === undefined || video.showId === query.showId),
    );

  return {
    'library.albums': async (query) => {
      await world.enter('library.albums', query);
      return windowOf(albums(query), (album) => album[query.sort], query);
    },
    'library.artists': async (query) => {
      await world.enter('library.artists', query);
      const text = query.text?.toLowerCase() ?? '';
      const found = library.artists.filter(({ name }) => name.toLowerCase().includes(text));
      return windowOf(found, ({ name }) => name, query);
    },
    'library.tracks': async (query) => {
      await world.enter('library.tracks', query);
      return windowOf(tracks(query), (track) => track[query.sort], query);
    },
    'library.videos': async (query) => {
      await world.enter('library.videos', query);
      return windowOf(videos(query), (video) => video[query.sort], query);
    },
    'library.shows': async (query) => {
      await world.enter('library.shows', query);
      const text = query.text?.toLowerCase() ?? '';
      return windowOf(
        library.shows.filter((show) => show.title.toLowerCase().includes(text)),
        ({ title }) => title,
        query,
      );
    },
    'library.genres': async () => {
      await world.enter('library.genres', undefined);
      const counts = new Map<string, number>();
      for (const genre of library.albums.flatMap((album) => album.genres))
        counts.set(genre, (counts.get(genre) ?? 0) + 1);
      return [...counts].map(([name, count]) => ({ name, albums: count, tracks: count * 10 }));
    },
    'library.labels': async () => {
      await world.enter('library.labels', undefined);
      return [...new Set([...library.albums, ...library.tracks].flatMap(({ labels }) => labels))].sort();
    },
    'library.search': async ({ text, limit }) => {
      await world.enter('library.search', { text, limit });
      if (text === '') throw new AppError('invalid-input', 'Nothing to look for.');
      const none = { artist: null, album: null, year: null, durationSeconds: null, path: null };
      const has = (name: string) => name.toLowerCase().includes(text.toLowerCase());
      return [
        ...library.artists
          .filter(({ name }) => has(name))
          .map(({ id, name, artwork }) => ({
            ...none,
            kind: 'artist' as const,
            id,
            title: name,
            artwork,
            shareState: 'none' as const,
          })),
        ...library.albums
          .filter(({ title }) => has(title))
          .map((album) => ({ ...none, ...album, kind: 'album' as const, album: null })),
        ...library.tracks
          .filter(({ title }) => has(title))
          .map((track) => ({ ...track, kind: 'track' as const })),
        ...library.videos
          .filter(({ title }) => has(title))
          .map((video) => ({ ...none, ...video, kind: 'video' as const })),
        ...library.playlists
          .filter(({ name }) => has(name))
          .map(({ id, name, artwork }) => ({
            ...none,
            kind: 'playlist' as const,
            id,
            title: name,
            artwork,
            shareState: 'none' as const,
          })),
      ].slice(0, limit);
    },
  };
}
