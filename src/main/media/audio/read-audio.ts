import { basename, extname } from 'node:path';
import {
  CouldNotDetermineFileTypeError,
  parseFromTokenizer,
  selectCover,
  UnsupportedFileTypeError,
  type IAudioMetadata,
  type IOptions,
} from 'music-metadata';
import type { AudioFacts, Chapter } from '#shared/domain/library/media-facts.ts';
import { problemOf, type Problem } from '../read-problem.ts';
import { cleanText } from '../reading/clean-text.ts';
import type { BoundedFile } from '../reading/bounded-file.ts';
import { readAiffTexts } from './aiff-texts.ts';
import { audioFactsOf } from './audio-facts.ts';
import { maxCopiedBytes, makeTokenizer, TooMuchMemory, type Readable } from './tokenizer.ts';
import { trimId3 } from './trim-id3.ts';
import { trimMp4 } from './trim-mp4.ts';

export interface AudioReading {
  readonly facts: AudioFacts | null;
  readonly problem: Problem | null;
  /** The picture that is embedded, as it is. */
  readonly cover: Uint8Array | null;
  /** The text of an embedded cue sheet. */
  readonly cueSheet: string | null;
}

/** Formats of which only a walk through all frames tells how long they are. */
const mayHaveToBeCounted = new Set(['.mp3', '.mp2', '.aac']);

/**
 * What an audio file says about itself, with music-metadata. A file that is damaged gives what could be read of it, and
 * the problem.
 * @throws the signal's reason
 */
export async function readAudio(
  file: BoundedFile,
  path: string,
  options: { readonly withCover: boolean; readonly signal: AbortSignal },
): Promise<AudioReading> {
  const reading = await readWithLibrary(file, path, options);
  const { facts } = reading;
  if (facts?.container !== 'AIFF' || (facts.title === null && facts.artists.length === 0)) return reading;
  const { title, artist } = await readAiffTexts(file);
  // Where there is an ID3 tag as well, it has said more.
  if (facts.album !== null) return reading;
  const artists = artist === null ? facts.artists : [artist];
  return { ...reading, facts: { ...facts, title: title ?? facts.title, artists } };
}

async function readWithLibrary(
  file: BoundedFile,
  path: string,
  { withCover, signal }: { readonly withCover: boolean; readonly signal: AbortSignal },
): Promise<AudioReading> {
  const readable = { ...file, sizeBytes: file.stat.sizeBytes };
  const named = await attempt(readable, basename(path), { skipCovers: !withCover }, signal);
  // A name can lie about what is in the file: then its content is asked.
  const first = hasSound(named.metadata)
    ? named
    : await attempt(readable, '', { skipCovers: !withCover }, signal);
  if (first.error instanceof TooMuchMemory && withCover) {
    const without = await attempt(readable, basename(path), { skipCovers: true }, signal);
    return readingOf(without.metadata, without.error ?? first.error, true);
  }
  const needsCount =
    first.error === undefined &&
    first.metadata?.format.duration === undefined &&
    mayHaveToBeCounted.has(extname(path).toLowerCase());
  if (!needsCount) return readingOf(first.metadata, first.error, first.isCoverTooLarge);
  const counted = await attempt(readable, basename(path), { skipCovers: !withCover, duration: true }, signal);
  return readingOf(counted.metadata ?? first.metadata, counted.error, first.isCoverTooLarge);
}

/** Of a video container, what the reader of videos does not tell: every track, and chapters. */
export async function readTracks(
  file: BoundedFile,
  path: string,
  signal: AbortSignal,
): Promise<IAudioMetadata | undefined> {
  const readable = { ...file, sizeBytes: file.stat.sizeBytes };
  const options = { skipCovers: true, includeChapters: true, mkvUseIndex: true };
  const { metadata } = await attempt(readable, basename(path), options, signal);
  return metadata;
}

interface Attempt {
  readonly metadata: IAudioMetadata | undefined;
  readonly error: unknown;
  readonly isCoverTooLarge: boolean;
}

async function attempt(
  file: Readable,
  name: string,
  options: IOptions,
  signal: AbortSignal,
): Promise<Attempt> {
  /** What was understood before it broke. */
  let soFar: IAudioMetadata | undefined;
  let isCoverTooLarge = false;
  try {
    const withoutTag = await trimId3(file, { withCover: options.skipCovers === false });
    const trimmed = await trimMp4(withoutTag.file);
    isCoverTooLarge = withoutTag.isCoverTooLarge || (trimmed.isCoverTooLarge && options.skipCovers === false);
    const limits = { maxCopiedBytes: options.duration === true ? Infinity : maxCopiedBytes };
    const metadata = await parseFromTokenizer(makeTokenizer(trimmed.file, name, limits), {
      ...options,
      observer: ({ metadata }) => (soFar = metadata),
    });
    return { metadata, error: undefined, isCoverTooLarge };
  } catch (error) {
    signal.throwIfAborted();
    return { metadata: soFar, error, isCoverTooLarge };
  }
}

function readingOf(
  metadata: IAudioMetadata | undefined,
  error: unknown,
  isCoverTooLarge: boolean,
): AudioReading {
  const problem =
    error === undefined ? (isCoverTooLarge ? problemOf(new TooMuchMemory()) : null) : why(error);
  if (metadata === undefined || !hasSound(metadata))
    return { facts: null, problem: problem ?? notAudio, cover: null, cueSheet: null };
  const cue = Object.values(metadata.native)
    .flat()
    .find(({ id, value }) => /^(TXXX:)?cuesheet$/iu.test(id) && typeof value === 'string');
  return {
    facts: audioFactsOf(metadata),
    problem,
    cover: selectCover(metadata.common.picture)?.data ?? null,
    cueSheet: cue === undefined ? null : String(cue.value),
  };
}

/** A header that says nothing of sound is none, whatever the name of the file. */
function hasSound(metadata: IAudioMetadata | undefined): boolean {
  return metadata?.format.codec !== undefined || metadata?.format.duration !== undefined;
}

function why(error: unknown): Problem {
  const isUnknown =
    error instanceof CouldNotDetermineFileTypeError || error instanceof UnsupportedFileTypeError;
  return isUnknown ? notAudio : problemOf(error);
}

const notAudio: Problem = { code: 'not-media', text: 'There is no sound in it that Warren knows.' };

export function chaptersOf(metadata: IAudioMetadata | undefined): Chapter[] {
  const chapters = (metadata?.format.chapters ?? []).slice(0, 1000).map(({ title, start, timeScale }) => ({
    startSeconds: start / (timeScale ?? 1),
    title: cleanText(title) ?? '',
  }));
  return chapters.filter(({ startSeconds }) => Number.isFinite(startSeconds) && startSeconds >= 0);
}
