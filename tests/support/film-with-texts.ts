import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const srt = (words: string) =>
  [
    `1\n00:00:00,500 --> 00:00:01,250\n<i>${words}</i> at dawn.`,
    `2\n00:00:02,000 --> 00:00:03,000\n${words}, again\nin two lines.`,
    `3\n00:00:07,500 --> 00:00:08,000\nThe last of ${words}.`,
  ].join('\n\n');

const chapters = [
  ';FFMETADATA1',
  ...['[CHAPTER]', 'TIMEBASE=1/1000', 'START=0', 'END=4000', 'title=The quay'],
  ...['[CHAPTER]', 'TIMEBASE=1/1000', 'START=4000', 'END=10000', 'title=Öffnes Wasser'],
].join('\n');

/** How the words are written in each, and what else. */
const ways = {
  'words.mkv': ['-c:s:0', 'subrip', '-c:s:1', 'ass'],
  'words-vtt.mkv': ['-c:s', 'webvtt'],
  'words.webm': ['-c:s', 'webvtt'],
  'words.mp4': ['-c:s', 'mov_text', '-movflags', '+faststart'],
  'words-late.mp4': ['-c:s', 'mov_text'],
  'words.mov': ['-c:s', 'mov_text'],
} as const;
export type FilmWithTexts = keyof typeof ways;

/**
 * Ten seconds with two chapters and two subtitles: English of the ferry, and German of the boat, which is named and forced.
 * @returns where it lies
 */
export async function makeFilmWithTexts(
  folder: string,
  name: FilmWithTexts,
  { seconds = 10 } = {},
): Promise<string> {
  const at = (file: string) => join(folder, file);
  await writeFile(at('en.srt'), srt('The ferry'));
  await writeFile(at('de.srt'), srt('Die Fähre'));
  await writeFile(at('chapters.txt'), chapters);
  const isWebm = name.endsWith('.webm');
  const pictures = isWebm
    ? ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus']
    : ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
  await run('ffmpeg', [
    ...['-hide_banner', '-loglevel', 'error', '-y'],
    ...['-f', 'lavfi', '-i', `testsrc=size=160x120:rate=25:duration=${seconds}`],
    ...['-f', 'lavfi', '-i', `sine=frequency=220:sample_rate=48000:duration=${seconds}`],
    ...['-i', at('en.srt'), '-i', at('de.srt'), '-i', at('chapters.txt')],
    ...['-map', '0', '-map', '1', '-map', '2', '-map', '3', '-map_chapters', '4'],
    ...[...pictures, '-g', '25', ...ways[name]],
    ...['-metadata:s:s:0', 'language=eng', '-metadata:s:s:1', 'language=ger'],
    ...['-metadata:s:s:1', 'title=Only signs', '-disposition:s:1', 'forced'],
    at(name),
  ]);
  return at(name);
}
