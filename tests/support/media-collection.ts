import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

/** What a file of the collection was told to say of itself. */
export const toldTags = {
  title: 'Größe 大きさ',
  artist: 'Björk',
  album: 'Ålbum № 1',
  albumArtist: 'Various Artists',
  genre: 'Electronic',
  year: 1997,
  track: 3,
  disc: 2,
} as const;

/** Of all sounds and pictures, seconds. */
export const toldSeconds = 2;

const sine = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${toldSeconds}:sample_rate=44100`];
const pictures = ['-f', 'lavfi', '-i', `testsrc=size=64x48:rate=25:duration=${toldSeconds}`];
const tags = Object.entries({
  title: toldTags.title,
  artist: toldTags.artist,
  album: toldTags.album,
  album_artist: toldTags.albumArtist,
  genre: toldTags.genre,
  date: `${toldTags.year}`,
  track: `${toldTags.track}/9`,
  disc: `${toldTags.disc}/2`,
}).flatMap(([key, value]) => ['-metadata', `${key}=${value}`]);

const srt = '1\n00:00:00,000 --> 00:00:01,000\nHallo\n';
const chapters = `;FFMETADATA1
[CHAPTER]
TIMEBASE=1/1000
START=0
END=1000
title=Beginning
[CHAPTER]
TIMEBASE=1/1000
START=1000
END=2000
title=End
`;

/** Name → what ffmpeg is told, without the output. `@` stands for the folder of the parts. */
const audio: Readonly<Record<string, readonly string[]>> = {
  'id3v2.3.mp3': [...sine, ...tags, '-id3v2_version', '3'],
  'id3v2.4.mp3': [...sine, ...tags, '-id3v2_version', '4', '-q:a', '4'],
  'without-xing.mp3': [...sine, ...tags, '-write_xing', '0', '-q:a', '9'],
  'vorbis.flac': [...sine, ...tags],
  'vorbis.ogg': [...sine, ...tags, '-c:a', 'vorbis', '-strict', '-2', '-ac', '2'],
  'vorbis.opus': [...sine, ...tags],
  'itunes.m4a': [...sine, ...tags],
  'info.wav': [...sine, ...tags],
  'text.aiff': [...sine, ...tags],
  'ape.wv': [...sine, ...tags],
  'asf.wma': [...sine, ...tags],
  'none.aac': [...sine, '-c:a', 'aac'],
};
const video: Readonly<Record<string, readonly string[]>> = {
  'h264.mkv': [
    ...pictures,
    ...sine,
    ...[
      '-i',
      '@/de.srt',
      '-i',
      '@/chapters.txt',
      '-map',
      '0',
      '-map',
      '1',
      '-map',
      '2',
      '-map_metadata',
      '3',
    ],
    ...['-c:v', 'libx264', '-c:a', 'aac', '-c:s', 'srt', '-metadata:s:a:0', 'language=ger'],
    ...['-metadata:s:s:0', 'language=eng', '-metadata:s:s:0', 'title=For all', ...tags],
  ],
  'h264.mp4': [
    ...pictures,
    ...sine,
    ...['-i', '@/chapters.txt', '-map_metadata', '2', '-map', '0', '-map', '1'],
    ...['-c:v', 'libx264', '-c:a', 'aac', '-metadata:s:a:0', 'language=ger', ...tags],
  ],
  'vp9.webm': [...pictures, ...sine, '-c:v', 'libvpx-vp9', '-c:a', 'libopus', ...tags],
  'mpeg4.avi': [...pictures, ...sine, '-c:v', 'mpeg4', '-c:a', 'libmp3lame', ...tags],
  'h264.mov': [...pictures, ...sine, '-c:v', 'libx264', '-c:a', 'aac', ...tags],
  'h264.ts': [...pictures, ...sine, '-c:v', 'libx264', '-c:a', 'aac'],
  'theora.ogv': [...pictures, ...sine, '-c:v', 'libtheora', '-c:a', 'libvorbis', ...tags],
  'wmv2.wmv': [...pictures, ...sine, '-c:v', 'wmv2', '-c:a', 'wmav2', ...tags],
  'mpeg2.mpg': [...pictures, ...sine, '-c:v', 'mpeg2video', '-c:a', 'mp2'],
  'flv1.flv': [...pictures, ...sine, '-c:v', 'flv1', '-c:a', 'libmp3lame'],
};

export const audioNames = Object.keys(audio);
export const videoNames = Object.keys(video);

/** Sounds and videos of every kind, made by ffmpeg: once on a computer, for they never change. */
export async function makeMediaCollection(): Promise<string> {
  const told = createHash('sha256')
    .update(JSON.stringify([audio, video, chapters, srt]))
    .digest('hex');
  const folder = join(tmpdir(), `warren-media-collection-${told.slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  const next = mkdtempSync(join(tmpdir(), 'warren-media-next-'));
  const parts = mkdtempSync(join(tmpdir(), 'warren-media-parts-'));
  writeFileSync(join(parts, 'de.srt'), srt);
  writeFileSync(join(parts, 'chapters.txt'), chapters);
  for (const [name, args] of Object.entries({ ...audio, ...video }))
    execFileSync('ffmpeg', [
      ...['-v', 'error', '-nostdin', '-y', '-bitexact'],
      ...args.map((arg) => arg.replace('@', parts)),
      join(next, name),
    ]);
  await addCover(next);
  rmSync(parts, { recursive: true });
  try {
    renameSync(next, folder);
  } catch {
    // Another suite was faster.
    rmSync(next, { recursive: true });
  }
  return folder;
}

/** The same cover in files of three kinds. */
async function addCover(folder: string): Promise<void> {
  const path = join(folder, 'cover.png');
  await sharp({ create: { width: 600, height: 600, channels: 3, background: '#a03' } })
    .png()
    .toFile(path);
  mkdirSync(join(folder, 'covered'));
  for (const [from, to] of [
    ['id3v2.3.mp3', 'covered/a.mp3'],
    ['vorbis.flac', 'covered/b.flac'],
    ['itunes.m4a', 'covered/c.m4a'],
  ] as const)
    execFileSync('ffmpeg', [
      ...['-v', 'error', '-nostdin', '-y', '-i', join(folder, from), '-i', path],
      ...['-map', '0:a', '-map', '1:v', '-c', 'copy', '-disposition:v:0', 'attached_pic', join(folder, to)],
    ]);
  rmSync(path);
}

export function readMedia(folder: string, name: string): Buffer {
  return readFileSync(join(folder, name));
}
