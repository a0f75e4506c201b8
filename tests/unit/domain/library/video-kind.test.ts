import { expect, test } from 'vitest';
import type { VideoFacts } from '../../../../src/shared/domain/library/media-facts.ts';
import { whatVideoIs } from '../../../../src/shared/domain/library/video-kind.ts';

const silent: VideoFacts = {
  kind: 'video',
  title: null,
  year: null,
  recordedAt: null,
  durationSeconds: 60,
  container: 'Matroska',
  videoCodec: 'avc',
  width: 1280,
  height: 720,
  audioTracks: [],
  subtitleTracks: [],
  chapters: [],
};

test.each([
  ['Show.Name.S01E02.The.Title.1080p.WEB-DL.x264.mkv', 'Show Name', 1, 2, 'The Title'],
  ['Show Name - s3e14 - Pie.mkv', 'Show Name', 3, 14, 'Pie'],
  ['Shows/Show Name/Season 02/S02E05.mkv', 'Show Name', 2, 5, 'Episode 5'],
  ['Show Name (2005)/Season 2/Show Name (2005) - S02E01E02 - Both.mkv', 'Show Name', 2, 1, 'Both'],
  ['show_name_1x02_a_title.avi', 'show name', 1, 2, 'a title'],
  ['Show 10x102.mkv', 'Show', 10, 102, 'Episode 102'],
  ['Mr. Show - 1x03 - Who. What.mkv', 'Mr. Show', 1, 3, 'Who. What'],
  ['Show Name/Staffel 1/03 - Der Anfang.mp4', 'Show Name', 1, 3, 'Der Anfang'],
  ['Show Name/Specials/01 Making of.mp4', 'Show Name', 0, 1, 'Making of'],
  ['Show Season 4 Episode 7.mp4', 'Show', 4, 7, 'Episode 7'],
  ['[Group] Show - S2024E31 [720p].mkv', 'Show', 2024, 31, 'Episode 31'],
  ['24/Season 1/24 - S01E01.mkv', '24', 1, 1, 'Episode 1'],
])('%s is an episode', (path, show, season, episode, title) => {
  expect(whatVideoIs(path, silent)).toMatchObject({ kind: 'episode', show, season, episode, title });
});

test.each([
  ['Title (1999).mkv', 'Title', 1999],
  ['The.Long.Title.1999.1080p.BluRay.x264.mkv', 'The Long Title', 1999],
  ['Title [2010].mp4', 'Title', 2010],
  ['2001 A Space Odyssey (1968).mkv', '2001 A Space Odyssey', 1968],
  ['1917.mkv', '1917', null],
  ['1984.1984.mkv', '1984', 1984],
  ['Title (1999)/movie.mkv', 'Title', 1999],
  ['Movies/20190714_101010.mp4', '20190714 101010', null],
  ['Nosferatu.mkv', 'Nosferatu', null],
  ['A Film with 1280x720 in it.mkv', 'A Film with 1280x720 in it', null],
  ['Some (Strange) Film.mkv', 'Some (Strange) Film', null],
  ['Title.1999.2160p.mkv', 'Title', 1999],
  ['Blade Runner 2049 (2017).mkv', 'Blade Runner 2049', 2017],
])('%s is a film', (path, title, year) => {
  expect(whatVideoIs(path, silent)).toEqual({ kind: 'movie', title, year });
});

test.each([
  ['IMG_1234.MOV', null],
  ['VID_20190714_101010.mp4', '2019-07-14T00:00:00.000Z'],
  ['PXL_20240102_101112345.mp4', '2024-01-02T00:00:00.000Z'],
  ['MVI_0042.AVI', null],
  ['DSCN0001.MOV', null],
  ['GX010123.MP4', null],
  ['DCIM/100CANON/anything.mp4', null],
  ['00012.MTS', null],
  ['20190714_101010.mp4', '2019-07-14T00:00:00.000Z'],
  ['2019-07-14 At the beach.mp4', '2019-07-14T00:00:00.000Z'],
  ['WhatsApp Video 2020-05-01 at 10.11.12.mp4', '2020-05-01T00:00:00.000Z'],
  ['Home Videos/Birthday.mp4', null],
])('%s was taken by somebody', (path, recordedAt) => {
  expect(whatVideoIs(path, silent)).toMatchObject({ kind: 'home', recordedAt });
});

test('a day of recording makes a nameless video a home video, but no film', () => {
  const recordedAt = '2018-01-02T03:04:05.000Z';
  expect(whatVideoIs('Birthday.mp4', { ...silent, recordedAt })).toEqual({
    kind: 'home',
    title: 'Birthday',
    year: 2018,
    recordedAt,
  });
  expect(whatVideoIs('Title (1999).mp4', { ...silent, recordedAt })).toMatchObject({
    kind: 'movie',
    year: 1999,
  });
});

test('the title inside goes before the name of the file, unless it is that of a release', () => {
  expect(whatVideoIs('x.mkv', { ...silent, title: 'Metropolis', year: 1927 })).toEqual({
    kind: 'movie',
    title: 'Metropolis',
    year: 1927,
  });
  const title = 'Metropolis.1927.1080p.BluRay.x264';
  expect(whatVideoIs('Metropolis (1927).mkv', { ...silent, title })).toMatchObject({ title: 'Metropolis' });
});
