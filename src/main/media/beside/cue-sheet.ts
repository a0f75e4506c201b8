import { parse } from 'node:path';
import type { CuePart } from '#shared/domain/library/media-facts.ts';
import { cleanText } from '../reading/clean-text.ts';

/** One `FILE` of a cue sheet. */
export interface CueFile {
  /** As the sheet names it, without folders. */
  readonly name: string;
  readonly parts: readonly CuePart[];
}

interface Line {
  readonly word: string;
  readonly rest: string;
}

/** CDs have 99 tracks; an hour-long mix may be cut finer. */
const maxParts = 999;
/** Of a second, as on a CD. */
const framesPerSecond = 75;

/** The parts of each file that the sheet cuts up; a file of one part is cut into nothing. */
export function parseCueSheet(text: string): CueFile[] {
  const files: { name: string; parts: CuePart[] }[] = [];
  let performer: string | null = null;
  let isInTrack = false;
  /** Started by TRACK, and there once its INDEX 01 says where. */
  let track: { trackNumber: number; title: string | null; artist: string | null } | undefined;
  for (const { word, rest } of text.split(/\r\n|\n|\r/u).map(lineOf)) {
    const file = files.at(-1);
    if (word === 'FILE') {
      files.push({ name: parse(fileNameIn(rest).replaceAll('\\', '/')).base, parts: [] });
      track = undefined;
    } else if (word === 'TRACK') {
      isInTrack = true;
      const trackNumber = Number.parseInt(rest, 10);
      // Data tracks of a CD are nothing to listen to.
      const isAudio = /\bAUDIO\b/iu.test(rest);
      track =
        isAudio && trackNumber > 0 && trackNumber <= maxParts
          ? { trackNumber, title: null, artist: performer }
          : undefined;
    } else if (word === 'PERFORMER' && !isInTrack) {
      performer = cleanText(unquoted(rest));
    } else if (word === 'PERFORMER' && track !== undefined) {
      track.artist = cleanText(unquoted(rest)) ?? performer;
    } else if (word === 'TITLE' && track !== undefined) {
      track.title = cleanText(unquoted(rest));
    } else if (word === 'INDEX' && track !== undefined && file !== undefined) {
      const startSeconds = secondsOfIndex01(rest);
      if (startSeconds === undefined || file.parts.length >= maxParts) continue;
      file.parts.push({ ...track, startSeconds, endSeconds: null });
      track = undefined;
    }
  }
  return files.map(({ name, parts }) => ({ name, parts: parts.length > 1 ? withEnds(parts) : [] }));
}

/** The parts of one file: by its name, with the extension it was ripped to or the one it has now. */
export function partsOf(files: readonly CueFile[], fileName: string): readonly CuePart[] {
  const bare = (name: string) => parse(name).name.normalize('NFC').toLowerCase();
  return files.find(({ name }) => bare(name) === bare(fileName))?.parts ?? [];
}

function lineOf(line: string): Line {
  const [, word = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/u.exec(line.slice(0, 2000)) ?? [];
  return { word: word.replace(/^\ufeff/u, '').toUpperCase(), rest };
}
function unquoted(text: string): string {
  return text.replace(/^"(.*)"$/u, '$1');
}
function fileNameIn(rest: string): string {
  return /^"(.*)"/u.exec(rest)?.[1] ?? rest.replace(/\s+\S+$/u, '');
}
function secondsOfIndex01(rest: string): number | undefined {
  const match = /^0*1\s+(\d{1,4}):(\d{1,2}):(\d{1,2})$/u.exec(rest);
  if (match === null) return undefined;
  const [minutes, seconds, frames] = match.slice(1).map(Number) as [number, number, number]; // three groups of digits
  return minutes * 60 + seconds + frames / framesPerSecond;
}

/** Each ends where the next one begins; a part that does not come after the one before is none. */
function withEnds(parts: readonly CuePart[]): CuePart[] {
  const rising: CuePart[] = [];
  for (const part of parts)
    if (rising.length === 0 || part.startSeconds > (rising.at(-1)?.startSeconds ?? 0)) rising.push(part);
  return rising.map((part, index) => ({ ...part, endSeconds: rising[index + 1]?.startSeconds ?? null }));
}
