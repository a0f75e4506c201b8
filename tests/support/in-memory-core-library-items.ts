import type { Album, Playlist, Show, Track, Video } from '../../src/shared/contract/library-items.ts';
import { formatItemId } from '../../src/shared/domain/library/item-id.ts';
import type { ShareState } from '../../src/shared/domain/library/share-state.ts';

/*
 * Items of a made-up library. Everything is made from a number, so that two runs see the same. Names are invented.
 */

const startedAt = Date.UTC(2026, 10, 20, 9, 0, 0);
const daysMs = 86_400_000;

export const genres = ['Ambient', 'Folk', 'Jazz', 'Classical', 'Electronic', 'Field recordings', 'Rock'];
const firsts = [
  'Harbour',
  'Slow',
  'Paper',
  'Northern',
  'Glass',
  'Low',
  'Amber',
  'Quiet',
  'Salt',
  'Early',
  'Copper',
];
const seconds = [
  'Tapes',
  'Rivers',
  'Lanterns',
  'Window',
  'Orchard',
  'Tide',
  'Signal',
  'Gardens',
  'Letters',
  'Field',
];
const bands = [
  'Mara Holm',
  'The Long Jetty',
  'Ilse & Tomás',
  'Orchestra of the Weir',
  'Kestrel Choir',
  'Old Ferry',
];
const songs = ['Morning Water', 'Between Stations', 'A Room Facing East', 'The Ropewalk', 'Snow on the Quay'];

const pick = <T>(from: readonly T[], number: number): T => {
  const found = from[number % from.length];
  if (found === undefined) throw new Error('Nothing to pick from.');
  return found;
};

export function exampleArtwork(number: number): string {
  return (Math.imul(number + 7, 0x9e3779b1) >>> 0).toString(16).padStart(16, '0');
}

export const artistName = (number: number) =>
  number < bands.length
    ? pick(bands, number)
    : `${pick(firsts, number * 3)} ${pick(bands, number)} ${number}`;

function shareStateOf(number: number): ShareState {
  if (number % 11 === 3) return 'sharing';
  if (number % 17 === 5) return 'at-risk';
  return number % 23 === 7 ? 'partly' : 'none';
}

/** A track every `tracks` numbers; each album has as many. */
export function exampleAlbum(number: number, tracks: number): Album {
  const artist = Math.floor(number / 4);
  return {
    id: formatItemId('album', number + 1),
    title: number < 60 ? albumTitle(number) : `${albumTitle(number)} ${number}`,
    artist: artistName(artist),
    artistId: formatItemId('artist', artist + 1),
    artwork: number % 9 === 4 ? null : exampleArtwork(number),
    isFavourite: number % 13 === 2,
    labels: number % 10 === 1 ? ['Live'] : [],
    addedAt: new Date(startedAt - number * 3 * daysMs).toISOString(),
    shareState: shareStateOf(number),
    year: number % 8 === 6 ? null : 1968 + ((number * 7) % 57),
    genres: [pick(genres, number)],
    tracks,
    discs: number % 6 === 0 ? 2 : 1,
    durationSeconds: tracks * 214,
    isCompilation: false,
    isMissing: number % 29 === 11,
  };
}

function albumTitle(number: number): string {
  return `${pick(firsts, number * 7)} ${pick(seconds, number * 3)}`;
}

export function exampleTrack(album: Album, albumNumber: number, index: number): Track {
  const row = albumNumber * album.tracks + index;
  return {
    ...playable(row, `/home/mara/Music/${album.artist ?? ''}/${album.title}/${index + 1}.flac`),
    id: formatItemId('track', row + 1),
    title: `${pick(songs, row)}${index >= songs.length ? ` ${index}` : ''}`,
    artwork: album.artwork,
    isFavourite: row % 19 === 4,
    labels: [],
    addedAt: album.addedAt,
    shareState: album.shareState === 'partly' ? (index === 0 ? 'sharing' : 'none') : album.shareState,
    isMissing: album.isMissing,
    durationSeconds: 120 + ((row * 37) % 300),
    format: 'FLAC',
    artist: album.artist,
    artistId: album.artistId,
    album: album.title,
    albumId: album.id,
    composer: null,
    discNumber: album.discs === 1 ? 1 : index < album.tracks / 2 ? 1 : 2,
    trackNumber: index + 1,
    year: album.year,
    genre: album.genres[0] ?? null,
    bitrateBps: 912_000,
    sampleRateHz: 44_100,
    bitsPerSample: 16,
    channels: 2,
  };
}

function playable(row: number, path: string) {
  return {
    path,
    sizeBytes: 21_000_000 + row * 1009,
    plays: (row * 7) % 23,
    lastPlayedAt: row % 3 === 0 ? new Date(startedAt - row * 60_000).toISOString() : null,
    positionSeconds: null,
    torrentId: null,
    note: null,
  };
}

export function exampleVideo(number: number, part: Partial<Video> = {}): Video {
  return {
    ...playable(number, `/home/mara/Videos/${number}.mkv`),
    id: formatItemId('video', number + 1),
    title: `${pick(firsts, number * 5)} ${pick(seconds, number)}`,
    artwork: number % 7 === 3 ? null : exampleArtwork(50_000 + number),
    isFavourite: false,
    labels: [],
    addedAt: new Date(startedAt - number * daysMs).toISOString(),
    shareState: shareStateOf(number),
    isMissing: false,
    durationSeconds: 5400 + number * 61,
    format: 'H.264 · AAC in MKV',
    kind: 'movie',
    showId: null,
    show: null,
    season: null,
    episode: null,
    year: 1950 + (number % 70),
    recordedAt: null,
    width: 1920,
    height: 1080,
    ...part,
  };
}

export function exampleShow(number: number, part: Partial<Show> = {}): Show {
  return {
    id: formatItemId('show', number + 1),
    title: `The ${pick(seconds, number * 3)} Hour`,
    seasons: 2,
    episodes: 12,
    artwork: exampleArtwork(90_000 + number),
    ...part,
  };
}

export function examplePlaylist(number: number, part: Partial<Playlist> = {}): Playlist {
  return {
    id: formatItemId('playlist', number + 1),
    name: `List ${number + 1}`,
    rule: null,
    items: 0,
    durationSeconds: 0,
    artwork: null,
    shareState: 'none',
    ...part,
  };
}
