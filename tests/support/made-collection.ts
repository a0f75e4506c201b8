import { createHash } from 'node:crypto';
import type { ScannedFile } from '../../src/shared/domain/library/scanned-file.ts';
import { makeAudioFile } from './scanned-files.ts';

/*
 * A collection of any size, the same every time: twelve tracks an album, two albums an artist, and words that are as uneven as
 * those of a language, some on every shelf and most on one.
 */

const syllables =
  'ba be bi bo bu da de di do du fa fe ga ge go ha he hi ka ke ki ko la le li lo lu ma me mi mo mu na ne ni no pa pe ra re ri ro ru sa se si so su ta te ti to va ve vi wa ze'.split(
    ' ',
  );
const common = 'love night the of you me blues time day in my heart live man and dance no a to world'.split(
  ' ',
);
const genres = [
  'Rock',
  'Pop',
  'Jazz',
  'Classical',
  'Electronic',
  'Folk',
  'Metal',
  'Hip-Hop',
  'Soul',
  'Blues',
];

const tracksPerAlbum = 12;
const albumsPerArtist = 2;

/** A number below `below` that looks like chance. */
function mixed(seed: number, below: number): number {
  let bits = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) % below;
}

/** The nth word of the language; small numbers are used most. */
function wordAt(rank: number): string {
  const usual = common[rank];
  if (usual !== undefined) return usual;
  let word = '';
  for (let rest = rank; rest > 0; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length] ?? '';
  return word + (syllables[mixed(rank, syllables.length)] ?? '');
}

function name(seed: number, words: number): string {
  return Array.from({ length: words }, (_, at) => {
    // Zipf: the rank is spread evenly over the powers.
    const rank = Math.floor(Math.exp((mixed(seed * 31 + at, 1_000_000) / 1_000_000) * Math.log(60_000))) - 1;
    const word = wordAt(rank);
    return word.charAt(0).toUpperCase() + word.slice(1);
  }).join(' ');
}

/** The track that stands at this place of the collection. */
export function makeCollectionTrack(at: number): ScannedFile {
  const albumAt = Math.floor(at / tracksPerAlbum);
  const artistAt = Math.floor(albumAt / albumsPerArtist);
  const number = (at % tracksPerAlbum) + 1;
  const artist = name(artistAt + 1_000_000, 1 + mixed(artistAt, 2));
  const album = name(albumAt + 2_000_000, 1 + mixed(albumAt, 3));
  const title = name(at + 3_000_000, 1 + mixed(at, 4));
  const year = 1960 + mixed(albumAt, 66);
  return makeAudioFile(
    `${artist} ${artistAt}/${year} - ${album}/${String(number).padStart(2, '0')} - ${title}.flac`,
    {
      title,
      artists: mixed(at, 15) === 0 ? [artist, name(mixed(at, 4000) + 1_000_000, 2)] : [artist],
      albumArtist: artist,
      album,
      genres: [genres[mixed(artistAt, genres.length)] ?? 'Rock'],
      year,
      trackNumber: number,
      discNumber: 1,
      durationSeconds: 120 + mixed(at, 300_000) / 1000,
      bitrateBps: 700_000 + mixed(at, 300_000),
      replayGain: { trackDb: -mixed(at, 1200) / 100, trackPeak: 0.98, albumDb: -7.5, albumPeak: 1 },
    },
    {
      sizeBytes: 20_000_000 + mixed(at, 20_000_000),
      modifiedMs: 1_700_000_000_000 + at * 1000.5,
      inode: `64768:${10_000_000 + at}`,
      contentKey: createHash('sha256').update(String(at)).digest('hex'),
    },
  );
}

export function* collectionBatches(tracks: number, batch: number): Generator<ScannedFile[]> {
  for (let at = 0; at < tracks; at += batch)
    yield Array.from({ length: Math.min(batch, tracks - at) }, (_, more) => makeCollectionTrack(at + more));
}
