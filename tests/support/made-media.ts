import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Two seconds of a moving picture, a low and a high tone; small, and made in a moment. */
const picture = ['-f', 'lavfi', '-i', 'testsrc=size=160x120:rate=25'];
const low = ['-f', 'lavfi', '-i', 'sine=frequency=220:sample_rate=48000'];
const high = ['-f', 'lavfi', '-i', 'sine=frequency=880:sample_rate=48000'];
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '25', '-bf', '2'];
const vp9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-g', '25'];

/** How each is made, by the name of its file. */
const recipes = {
  'song.mp3': [...low, '-c:a', 'libmp3lame'],
  'song.flac': [...low, '-c:a', 'flac'],
  'song.opus': [...low, '-c:a', 'libopus'],
  'song.ogg': [...low, '-c:a', 'libvorbis'],
  'song.wav': [...low, '-c:a', 'pcm_s16le'],
  'song.m4a': [...low, '-c:a', 'aac'],
  'song.mka': [...low, '-c:a', 'flac'],
  'film.mp4': [...picture, ...low, ...h264, '-c:a', 'aac', '-movflags', '+faststart'],
  // What a player needs to begin lies at its end.
  'film-late.mp4': [...picture, ...low, ...h264, '-c:a', 'aac'],
  'film.webm': [...picture, ...low, ...vp9, '-c:a', 'libopus'],
  'film.mkv': [...picture, ...low, ...h264, '-c:a', 'aac'],
  'film-vp8.mkv': [
    ...picture,
    ...low,
    '-c:v',
    'libvpx',
    '-deadline',
    'realtime',
    '-g',
    '25',
    '-c:a',
    'libvorbis',
  ],
  'film-flac.mkv': [...picture, ...low, ...h264, '-c:a', 'flac'],
  'film.mov': [...picture, ...low, ...h264, '-c:a', 'aac'],
  'film.ts': [...picture, ...low, ...h264, '-c:a', 'aac'],
  'two-sounds.mkv': [
    ...[...picture, ...low, ...high, '-map', '0', '-map', '1', '-map', '2', ...h264, '-c:a', 'aac'],
    ...[
      '-metadata:s:a:0',
      'language=eng',
      '-metadata:s:a:1',
      'language=deu',
      '-metadata:s:a:1',
      'title=Commentary',
    ],
  ],
  // Noise cannot be made small: some megabytes a second.
  'heavy.mkv': [
    ...['-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=25,noise=alls=80:allf=t', ...low],
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-qp',
      '8',
      '-pix_fmt',
      'yuv420p',
      '-g',
      '25',
      '-c:a',
      'aac',
    ],
  ],
  'dolby.mkv': [...picture, ...low, ...h264, '-c:a', 'ac3'],
  'old.avi': [...picture, ...low, '-c:v', 'mpeg4', '-c:a', 'libmp3lame'],
} as const;
export type MadeMedia = keyof typeof recipes;

/** @returns where it lies */
export async function makeMedia(folder: string, name: MadeMedia, { seconds = 2 } = {}): Promise<string> {
  const path = join(folder, name);
  await run('ffmpeg', [
    '-hide_banner',
    '-loglevel',
    'error',
    '-y',
    ...recipes[name],
    '-t',
    String(seconds),
    path,
  ]);
  return path;
}
