import type { StoppedShareState } from '../../src/shared/domain/library/share-state.ts';
import { exampleTorrent } from './in-memory-core-examples.ts';
import { fillLibrary } from './in-memory-core-library-world.ts';
import type { World } from './in-memory-core-world.ts';

/** A library whose first album, and the first list, were shared: one file of them is not any more what was shared, or away. */
export function breakFirstAlbum(world: World, state: StoppedShareState = 'broken'): void {
  const { library } = world;
  const torrent = exampleTorrent(4_711, {
    name: 'Harbour Tapes',
    origin: 'shared',
    ...(state === 'away'
      ? {
          state: 'missing',
          reasonCode: 'files-missing',
          reason: 'The files are not in /home/mara/Music any more.',
        }
      : {
          state: 'error',
          reasonCode: 'files-changed',
          reason: 'Another program changed Harbour Tapes/1.flac.',
        }),
  });
  fillLibrary(library, { albums: 50 });
  world.torrents.put(torrent);
  library.albums = library.albums.map((album, at) =>
    at === 0 ? { ...album, shareState: state, isMissing: false } : album,
  );
  let isFirst = true;
  library.tracks = library.tracks.map((track) => {
    if (track.albumId !== library.albums[0]?.id) return track;
    const shareState = isFirst || state === 'away' ? state : 'stopped';
    isFirst = false;
    return { ...track, torrentId: torrent.id, shareState };
  });
  library.playlists = library.playlists.map((list, at) => (at === 0 ? { ...list, shareState: state } : list));
}
