import fc from 'fast-check';
import { expect, test } from 'vitest';
import { albumIdentity, movedIdentity } from '../../../../src/shared/domain/library/album-identity.ts';
import { foldName, wordsOf } from '../../../../src/shared/domain/library/fold.ts';
import { albumFolderOf } from '../../../../src/shared/domain/library/folder-names.ts';
import { formatOfAudio, formatOfVideo } from '../../../../src/shared/domain/library/format-words.ts';
import { lastSortKey, makeSortKey } from '../../../../src/shared/domain/library/sort-key.ts';

test.each([
  ['Björk', 'BJO\u0308RK'],
  ['Sigur Rós', 'sigur ros'],
  ["Guns N' Roses", 'Guns n’ Roses'],
  ['Mötley Crüe', 'Motley Crue'],
  ['Weiß', 'WEISS'],
  ['Ｆｕｌｌ', 'full'],
  ['AC/DC', 'ac-dc'],
  ['Łódź', 'lodz'],
])('%s and %s are one name', (one, other) => {
  expect(foldName(one)).toBe(foldName(other));
});

test.each([
  ['!!!', '???'],
  ['AC/DC', 'ACDC'],
  ['東京', '京都'],
  ['', '-'],
])('%s and %s are two names', (one, other) => {
  expect(foldName(one)).not.toBe(foldName(other));
});

test('letters of scripts without spaces are words of their own', () => {
  expect(wordsOf('東京事変 live')).toEqual(['東', '京', '事', '変', 'live']);
});

test('folding what is folded changes nothing, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(foldName(foldName(text))).toBe(foldName(text));
      expect(wordsOf(text).every((word) => /^[\p{L}\p{N}]+$/u.test(word))).toBe(true);
    }),
  );
});

test('names sort as on a shelf: without articles, accents and case, numbers as numbers', () => {
  const sorted = [
    'Part 1',
    'part 2',
    'Part 10',
    'The Quarry',
    'L’Été',
    'Ärger',
    'a',
    'The The',
    '10',
    '9',
    'Die Zeit',
  ];
  expect(sorted.toSorted((one, other) => (makeSortKey(one) < makeSortKey(other) ? -1 : 1))).toEqual([
    '9',
    '10',
    'a',
    'Ärger',
    'L’Été',
    'Part 1',
    'part 2',
    'Part 10',
    'The Quarry',
    'The The',
    'Die Zeit',
  ]);
});

test('a name made for sorting is taken as it is, and what has no name comes last', () => {
  expect(makeSortKey('The Beatles', 'Beatles, The')).toBe('beatles the');
  expect(makeSortKey(null)).toBe(lastSortKey);
  expect(makeSortKey('\u{10FFFD}zzz') < lastSortKey).toBe(true);
});

test('numbers sort by size', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (one, other) => {
      expect(makeSortKey(`x ${one}`) < makeSortKey(`x ${other}`)).toBe(one < other);
    }),
  );
});

test.each([
  ['Album/CD1/01.flac', 'Album'],
  ['Artist/Album/Disc 2 - Live/01.flac', 'Artist/Album'],
  ['Album/1/01.flac', 'Album'],
  ['Album/01.flac', 'Album'],
  ['CD1/01.flac', 'CD1'],
  ['01.flac', ''],
  ['Artist/1999/01.flac', 'Artist/1999'],
  ['Artist/CDs/01.flac', 'Artist/CDs'],
])('the album of %s lies in %s', (path, folder) => {
  expect(albumFolderOf(path)).toBe(folder);
});

test('an album is told by its release, else by its artist, else by its folder', () => {
  const tags = { album: 'Greatest Hits', albumArtist: null, releaseId: null };
  const identity = (more: Partial<Record<keyof typeof tags, string>>, path = 'x/1.mp3') =>
    albumIdentity({ ...tags, ...more }, 1, path);
  expect(identity({ releaseId: 'A' }, 'a/1.mp3')).toBe(identity({ releaseId: 'a' }, 'b/1.mp3'));
  expect(identity({ albumArtist: 'Queen' }, 'a/1.mp3')).toBe(identity({ albumArtist: 'QUEEN' }, 'b/1.mp3'));
  expect(identity({ albumArtist: 'Queen' })).not.toBe(identity({ albumArtist: 'ABBA' }));
  expect(identity({}, 'a/CD1/1.mp3')).toBe(identity({ albumArtist: 'Various Artists' }, 'a/CD2/1.mp3'));
  expect(identity({}, 'a/1.mp3')).not.toBe(identity({}, 'b/1.mp3'));
  expect(albumIdentity({ ...tags, album: ' ' }, 1, 'x')).toBeNull();
  expect(movedIdentity(identity({}, 'a/1.mp3') ?? '', 1, 'b/1.mp3')).toBe(identity({}, 'b/1.mp3'));
});

test.each([
  ['FLAC', 'FLAC', 'FLAC'],
  ['MPEG 1 Layer 3', 'MPEG', 'MP3'],
  ['MPEG-4/AAC', 'M4A/mp42/isom', 'AAC'],
  ['PCM', 'WAVE', 'WAV'],
  [null, 'AIFF', 'AIFF'],
  ['Opus', 'Ogg', 'Opus'],
  [null, null, null],
])('sound in %s and %s is called %s', (codec, container, word) => {
  expect(formatOfAudio({ codec, container })).toBe(word);
});

test('a video is called by its codecs and its container', () => {
  const sound = { codec: 'aac', language: null, title: null, isDefault: true };
  const video = { container: 'Matroska', videoCodec: 'avc', audioTracks: [sound] };
  expect(formatOfVideo(video)).toBe('H.264 · AAC in MKV');
  expect(formatOfVideo({ ...video, audioTracks: [] })).toBe('H.264 in MKV');
  expect(formatOfVideo({ container: 'AVI', videoCodec: null, audioTracks: [] })).toBe('AVI');
});
