import { execFile } from 'node:child_process';
import { Buffer } from 'node:buffer';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Ten to an album, in turn. */
const kinds = [
  ['mp3', ['-c:a', 'libmp3lame', '-b:a', '64k', '-id3v2_version', '3']],
  ['flac', ['-c:a', 'flac']],
  ['m4a', ['-c:a', 'aac', '-b:a', '64k']],
] as const;
const tracksOfAlbum = 10;
/** What stands in the templates where each track has words of its own; as long as those. */
const places = { title: 'Song 0000000', album: 'Album 0000000', artist: 'Artist 0000000' };
/** Writes under way at one time. */
const atOnce = 16;

/**
 * A collection of short tracks, mp3, flac and m4a in turn, each with tags of its own, every third with a picture in it, and
 * a cover beside each album. Made of a few templates, for encoding 100,000 would take a day.
 *
 * @param folder empty
 */
export async function makeCollectionOnDisk(folder: string, tracks: number): Promise<void> {
  const templates = await makeTemplates();
  const albums = Math.ceil(tracks / tracksOfAlbum);
  let next = 0;
  const work = async () => {
    for (let album = next++; album < albums; album = next++) {
      const path = join(folder, `Artist ${padded(artistOf(album))}`, `Album ${padded(album)}`);
      await mkdir(path, { recursive: true });
      await writeFile(join(path, 'cover.jpg'), templates.cover);
      for (let at = 0; at < tracksOfAlbum && album * tracksOfAlbum + at < tracks; at++) {
        const track = album * tracksOfAlbum + at;
        const { kind, bytes } = templates.tracks[track % templates.tracks.length] ?? never();
        const number = String(at + 1).padStart(2, '0');
        await writeFile(
          join(path, `${number} Song ${padded(track)}.${kind}`),
          withWords(bytes, track, album),
        );
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

const padded = (number: number) => String(number).padStart(7, '0');
const artistOf = (album: number) => Math.floor(album / 4);

function never(): never {
  throw new Error('There is a template for each number');
}

interface Template {
  readonly kind: string;
  readonly bytes: Buffer;
}

/** By the number of the track within its album and its kind: a multiple of both repeats. */
async function makeTemplates(): Promise<{ readonly tracks: Template[]; readonly cover: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), 'warren-templates-'));
  try {
    const cover = join(folder, 'cover.jpg');
    await ffmpeg('-f', 'lavfi', '-i', 'mandelbrot=size=500x500', '-frames:v', '1', '-q:v', '5', cover);
    const tracks: Template[] = [];
    for (let index = 0; index < kinds.length * tracksOfAlbum; index++) {
      const [kind, codec] = kinds[index % kinds.length] ?? never();
      const path = join(folder, `${index}.${kind}`);
      const tags = Object.entries({
        ...places,
        album_artist: places.artist,
        genre: ['Jazz', 'Rock', 'Folk', 'Ambient'][index % 4],
        date: String(1960 + index),
        track: `${1 + (index % tracksOfAlbum)}/${tracksOfAlbum}`,
      }).flatMap(([key, value]) => ['-metadata', `${key}=${value}`]);
      const picture = index % 9 < 3 ? ['-i', cover, '-map', '0', '-map', '1', '-c:v', 'copy'] : [];
      const attached = picture.length > 0 ? ['-disposition:v', 'attached_pic'] : [];
      await ffmpeg(
        ...['-f', 'lavfi', '-i', `sine=frequency=${220 + 20 * index}:duration=1`],
        ...[...picture, ...codec, ...attached, ...tags, path],
      );
      tracks.push({ kind, bytes: await readFile(path) });
    }
    return { tracks, cover: await readFile(cover) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const ffmpeg = (...args: string[]) => run('ffmpeg', ['-y', '-loglevel', 'error', ...args]);

function withWords(template: Buffer, track: number, album: number): Buffer {
  const bytes = Buffer.from(template);
  const words = {
    title: `Song ${padded(track)}`,
    album: `Album ${padded(album)}`,
    artist: `Artist ${padded(artistOf(album))}`,
  };
  for (const key of ['title', 'album', 'artist'] as const)
    for (const encoding of ['utf8', 'utf16le'] as const) replaceAll(bytes, places[key], words[key], encoding);
  return bytes;
}

function replaceAll(bytes: Buffer, place: string, words: string, encoding: 'utf8' | 'utf16le'): void {
  const sought = Buffer.from(place, encoding);
  for (let at = bytes.indexOf(sought); at >= 0; at = bytes.indexOf(sought, at + sought.length))
    bytes.write(words, at, encoding);
}
