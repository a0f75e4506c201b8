import type {
  Album,
  Artist,
  LibraryFolder,
  OfferedFolder,
  Playlist,
  ScanProgress,
  Show,
  Track,
  Video,
} from '../../src/shared/contract/library-items.ts';
import { formatItemId, type ItemId } from '../../src/shared/domain/library/item-id.ts';
import {
  artistName,
  exampleAlbum,
  exampleArtwork,
  examplePlaylist,
  exampleShow,
  exampleTrack,
  exampleVideo,
} from './in-memory-core-library-items.ts';

export const idleScan: ScanProgress = {
  state: 'idle',
  folder: null,
  found: 0,
  done: 0,
  added: 0,
  changed: 0,
  moved: 0,
  missing: 0,
  failed: 0,
  etaSeconds: null,
  wasCancelled: false,
};

/** What the double knows of a library; tests turn its knobs, then `changed()` tells the page. */
export interface LibraryWorld {
  albums: Album[];
  artists: Artist[];
  tracks: Track[];
  videos: Video[];
  shows: Show[];
  playlists: Playlist[];
  /** Of the playlists made by hand. */
  readonly entries: Map<ItemId, ItemId[]>;
  folders: LibraryFolder[];
  /** The system's own. */
  offered: OfferedFolder[];
  problems: { path: string; code: 'damaged'; text: string }[];
  scan: ScanProgress;
  revision: number;
  changed(): void;
}

export function makeLibraryWorld(): LibraryWorld {
  const world: LibraryWorld = {
    albums: [],
    artists: [],
    tracks: [],
    videos: [],
    shows: [],
    playlists: [],
    entries: new Map(),
    folders: [],
    offered: [],
    problems: [],
    scan: idleScan,
    revision: 1,
    changed: () => {
      world.revision++;
    },
  };
  return world;
}

interface Size {
  readonly albums: number;
  readonly tracksAnAlbum?: number;
  readonly videos?: number;
}

/** Fills a library, as large as it is asked for. */
export function fillLibrary(world: LibraryWorld, { albums, tracksAnAlbum = 10, videos = 24 }: Size): void {
  world.albums = Array.from({ length: albums }, (_, number) => exampleAlbum(number, tracksAnAlbum));
  world.tracks = world.albums.flatMap((album, number) =>
    Array.from({ length: album.tracks }, (_, index) => exampleTrack(album, number, index)),
  );
  world.artists = Array.from({ length: Math.ceil(albums / 4) }, (_, number) => ({
    id: formatItemId('artist', number + 1),
    name: artistName(number),
    albums: Math.min(4, albums - number * 4),
    tracks: Math.min(4, albums - number * 4) * tracksAnAlbum,
    artwork: number % 3 === 1 ? null : exampleArtwork(number * 4),
  }));
  fillVideos(world, videos);
  fillPlaylists(world);
  world.folders = [
    {
      id: 1,
      path: '/home/mara/Music',
      isThere: true,
      tracks: world.tracks.length,
      videos: 0,
      missing: world.tracks.filter(({ isMissing }) => isMissing).length,
      broken: world.tracks.filter(({ shareState }) => shareState === 'broken').length,
      lastScanAt: '2026-11-20T09:00:00.000Z',
    },
    {
      id: 2,
      path: '/media/mara/Archive/Videos',
      isThere: false,
      tracks: 0,
      videos: world.videos.length,
      missing: 0,
      broken: 0,
      lastScanAt: '2026-11-12T18:30:00.000Z',
    },
  ];
  world.problems = [
    { path: '/home/mara/Music/Old Ferry/broken.mp3', code: 'damaged', text: 'The file ends too early.' },
    { path: '/home/mara/Music/Old Ferry/noise.flac', code: 'damaged', text: 'The header makes no sense.' },
  ];
}

function fillVideos(world: LibraryWorld, count: number): void {
  const movies = Array.from({ length: count }, (_, number) =>
    exampleVideo(
      number,
      number === 1 ? { positionSeconds: 1325, note: 'The print with the long ending.' } : {},
    ),
  );
  const home = Array.from({ length: count }, (_, number) =>
    exampleVideo(1000 + number, {
      kind: 'home',
      title: `${2014 + (number % 9)}-0${1 + (number % 9)} Garden`,
      recordedAt: new Date(Date.UTC(2014 + (number % 9), number % 12, 3)).toISOString(),
      durationSeconds: 60 + number * 11,
    }),
  );
  world.shows = count === 0 ? [] : [exampleShow(0), exampleShow(1, { artwork: null })];
  const episodes = world.shows.flatMap((show, at) =>
    Array.from({ length: show.episodes }, (_, index) =>
      exampleVideo(2000 + at * 100 + index, {
        kind: 'episode',
        title: `Part ${index + 1}`,
        showId: show.id,
        show: show.title,
        season: index < 6 ? 1 : 2,
        episode: (index % 6) + 1,
        durationSeconds: 1500,
      }),
    ),
  );
  world.videos = [...movies, ...home, ...episodes];
}

function fillPlaylists(world: LibraryWorld): void {
  const [first] = world.albums;
  const some = world.tracks.filter((_, index) => index % 7 === 0).slice(0, 12);
  if (first === undefined) return;
  world.playlists = [
    examplePlaylist(0, {
      name: 'Evening',
      items: some.length,
      durationSeconds: 2800,
      artwork: first.artwork,
    }),
    examplePlaylist(1, { name: 'For the road' }),
    examplePlaylist(2, {
      name: 'Favourites of the seventies',
      rule: {
        match: 'all',
        conditions: [
          { field: 'year', is: 'at-most', value: 1979 },
          { field: 'favourite', is: 'equals', value: true },
        ],
        sort: 'album',
        isDescending: false,
        limit: null,
      },
      items: 6,
      durationSeconds: 1400,
    }),
  ];
  world.entries.set(
    examplePlaylist(0).id,
    some.map(({ id }) => id),
  );
  world.entries.set(examplePlaylist(1).id, []);
}
