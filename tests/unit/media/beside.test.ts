import { expect, test } from 'vitest';
import {
  albumArtworkAmong,
  isDiscFolder,
  isSubtitleOf,
  languageInName,
  makeFilesBelow,
  parseCueSheet,
  parseNfo,
  parsePlaylist,
  partsOf,
  posterAmong,
  resolveEntry,
} from '../../../src/main/media/index.ts';

const sheet = `REM GENRE Rock
PERFORMER "The Band"
TITLE "The Album"
FILE "C:\\rips\\Album.wav" WAVE
  TRACK 01 AUDIO
    TITLE "One"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Two"
    PERFORMER "A Guest"
    INDEX 00 03:58:10
    INDEX 01 04:00:37
  TRACK 03 AUDIO
    TITLE Three
    INDEX 01 10:30:00
`;

test('a cue sheet cuts a file into its parts, each to the beginning of the next', () => {
  expect(parseCueSheet(sheet)).toEqual([
    {
      name: 'Album.wav',
      parts: [
        { trackNumber: 1, title: 'One', artist: 'The Band', startSeconds: 0, endSeconds: 240 + 37 / 75 },
        { trackNumber: 2, title: 'Two', artist: 'A Guest', startSeconds: 240 + 37 / 75, endSeconds: 630 },
        { trackNumber: 3, title: 'Three', artist: 'The Band', startSeconds: 630, endSeconds: null },
      ],
    },
  ]);
});

test('a sheet belongs to the file it names, also when that was packed since, and to no other', () => {
  const files = parseCueSheet(sheet);
  expect(partsOf(files, 'album.flac')).toHaveLength(3);
  expect(partsOf(files, 'Bonus.flac')).toEqual([]);
});

test('a sheet that names a file for each track cuts none of them', () => {
  const text = [1, 2]
    .map((n) => `FILE "0${n}.wav" WAVE\n TRACK 0${n} AUDIO\n  INDEX 01 00:00:00`)
    .join('\r\n');
  expect(parseCueSheet(text).map(({ parts }) => parts)).toEqual([[], []]);
});

test('what makes no sense in a sheet is stepped over', () => {
  const text = `\u0000\nINDEX 01 00:00:00\nFILE\nTRACK XX AUDIO\nINDEX 01 aa:bb:cc\nFILE "a.wav" WAVE
 TRACK 01 AUDIO\n INDEX 01 05:00:00\n TRACK 02 AUDIO\n INDEX 01 01:00:00\n TRACK 03 MODE1/2352\n INDEX 01 06:00:00
 TRACK 04 AUDIO\n INDEX 01 07:00:00`;
  expect(parseCueSheet(text).flatMap(({ parts }) => parts.map(({ trackNumber }) => trackNumber))).toEqual([
    1, 4,
  ]);
});

const files = makeFilesBelow('/music', [
  'loose.mp3',
  'Band/01 Größe.mp3',
  'Band/02.mp3',
  'Other/03.mp3',
  'mix/04.mp3',
]);
test.each([
  ['beside it', '04.mp3', 'mix/04.mp3'],
  ['through the folder above', '../Band/02.mp3', 'Band/02.mp3'],
  ['with the strokes of Windows', '..\\Band\\02.mp3', 'Band/02.mp3'],
  ['with letters large for small', '../BAND/01 größe.MP3', 'Band/01 Größe.mp3'],
  ['with an accent in two signs', '../Band/01 Gro\u0308ße.mp3', 'Band/01 Größe.mp3'],
  ['by its whole path', '/music/Other/03.mp3', 'Other/03.mp3'],
  ['by a path of another computer', 'D:\\My Music\\Band\\02.mp3', 'Band/02.mp3'],
  [
    'by the last name of a path of another computer alone, which may be any',
    'D:\\Elsewhere\\loose.mp3',
    undefined,
  ],
  ['by a URL', 'file:///music/Other/03.mp3', 'Other/03.mp3'],
  ['outside of the library', '../../../etc/passwd', undefined],
  ['on the internet', 'https://example.org/03.mp3', undefined],
])('an entry of a playlist is found %s', (_, entry, expected) => {
  expect(resolveEntry(entry, 'mix', files)).toBe(expected);
});

test('playlists of both kinds are read, in the charset they happen to be in', () => {
  const m3u = Buffer.from('#EXTM3U\r\n#PLAYLIST:Évening\r\n#EXTINF:1,x\r\nGröße.mp3\r\n\r\n', 'latin1');
  expect(parsePlaylist(m3u)).toEqual({ name: 'Évening', entries: ['Größe.mp3'] });
  const pls = Buffer.from('[playlist]\nNumberOfEntries=2\nFile1=a.mp3\nTitle1=A\nFile2=b.mp3\n');
  expect(parsePlaylist(pls)).toEqual({ name: null, entries: ['a.mp3', 'b.mp3'] });
  expect(parsePlaylist(Buffer.from([0x4d, 0x5a, 0, 0, 3]))).toBeUndefined();
});

test('a description by Kodi gives title and year; art in letters gives nothing', () => {
  const nfo = `<?xml version="1.0"?><movie><actor><name>X</name><title>No</title></actor>
    <title>Tom &amp; J&#233;r&#xf4;me</title><premiered>1997-05-01</premiered></movie>`;
  expect(parseNfo(nfo)).toEqual({ title: 'Tom & Jérôme', year: 1997 });
  expect(parseNfo('<movie><title><![CDATA[A < B]]></title><year>2001</year></movie>')).toEqual({
    title: 'A < B',
    year: 2001,
  });
  expect(parseNfo('░▒▓ RELEASE ▓▒░')).toBeUndefined();
});

test.each([
  ['film.srt', true, null],
  ['film.en.srt', true, 'en'],
  ['Film.pt-BR.forced.vtt', true, 'pt-BR'],
  ['film.German.ass', true, 'de'],
  ['film 2.en.srt', false, 'en'],
  ['film.txt', false, null],
])('%s is recognised as subtitles of film.mkv: %s, language %s', (name, isOne, language) => {
  expect(isSubtitleOf('film.mkv', name)).toBe(isOne);
  expect(isOne ? languageInName(name, 'film.mkv') : language).toBe(language);
});

test('subtitles with a number and a language for a name tell the language', () => {
  expect(languageInName('2_English.srt')).toBe('en');
});

test('the cover of a folder is the one with the best name, whatever its letters', () => {
  expect(albumArtworkAmong(['back.jpg', 'Folder.JPG', 'COVER.png', 'cover.txt'])).toBe('COVER.png');
  expect(albumArtworkAmong(['back.jpg', 'scan01.jpg'])).toBeUndefined();
});

test('a video has its own poster; that of the folder only where it is alone in it', () => {
  const names = ['a.mkv', 'a-poster.jpg', 'poster.jpg'];
  expect(posterAmong(names, 'a.mkv', false)).toBe('a-poster.jpg');
  expect(posterAmong(names, 'b.mkv', false)).toBeUndefined();
  expect(posterAmong(['b.mkv', 'poster.jpg'], 'b.mkv', true)).toBe('poster.jpg');
});

test('folders of discs are told from albums', () => {
  expect(['CD1', 'cd 2', 'Disc 03', 'disk_1', 'DVD 1'].every(isDiscFolder)).toBe(true);
  expect(['Discovery', 'CDs', 'Disco', 'Cdb'].some(isDiscFolder)).toBe(false);
});
