import type { ReadableMedia } from '../remux/readable-media.ts';
import type { Cue } from '../subtitles/cue.ts';
import { makeByteWindow } from './byte-window.ts';
import { maxTexts, type InnerSubtitle, type Inside, type RawText, type TextPlace } from './inside.ts';
import { insideMatroska, textsInMatroska } from './matroska.ts';
import { insideMp4, textsInMp4 } from './mp4.ts';
import { cueOfText } from './words.ts';

/** Headers and indices of the longest film, several times over; bytes. */
const maxHeaderBytes = 48 * 1024 * 1024;

/**
 * Subtitles and chapters of an MKV, WebM, MP4 or MOV. Nothing of its pictures is read.
 * @returns undefined where it is none of these
 * @throws ReadProblem, and what reading throws
 */
export async function readInside(media: ReadableMedia, signal: AbortSignal): Promise<Inside | undefined> {
  const window = makeByteWindow(media, { signal, maxBytes: maxHeaderBytes });
  return (await insideMatroska(window)) ?? (await insideMp4(window));
}

/** Which bytes of a file that still arrives were read by a player already. */
export interface Reached {
  has(position: number): boolean;
  /** Resolves when there are more. */
  more(signal: AbortSignal): Promise<void>;
}

interface WordsWish {
  readonly signal: AbortSignal;
  /** Undefined: the whole file is here. */
  readonly reached?: Reached | undefined;
}

/**
 * What is said in one of its tracks, as it is found. Of a file that still arrives only what a player has come to, so that
 * nothing is fetched for it; where no index tells where that is, nothing.
 */
export async function* readInnerCues(
  media: ReadableMedia,
  { track, format }: Pick<InnerSubtitle, 'track' | 'format'>,
  { signal, reached }: WordsWish,
): AsyncGenerator<Cue, void, undefined> {
  // Without an index all of the file is gone through, once.
  const window = makeByteWindow(media, { signal, maxBytes: maxHeaderBytes + 2 * media.sizeBytes });
  const found = (await textsInMatroska(window, track)) ?? (await textsInMp4(window, track));
  if (found === undefined) return;
  if (found.are === 'in-turn' && reached !== undefined) return;
  const texts = found.are === 'in-turn' ? found.texts : textsAt(found.places, { signal, reached });
  let left = maxTexts;
  for await (const text of texts) {
    if (left-- <= 0) return;
    const cue = cueOfText(format, text);
    if (cue !== undefined) yield cue;
  }
}

async function* textsAt(
  places: readonly TextPlace[],
  { signal, reached }: WordsWish,
): AsyncGenerator<RawText, void, undefined> {
  let left = places;
  for (;;) {
    const waiting: TextPlace[] = [];
    for (const place of left) {
      signal.throwIfAborted();
      if (reached?.has(place.at) === false) waiting.push(place);
      else yield* await place.read();
    }
    if (waiting.length === 0 || reached === undefined) return;
    left = waiting;
    await reached.more(signal);
  }
}
