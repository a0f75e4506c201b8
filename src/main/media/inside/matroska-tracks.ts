import { inflateSync } from 'node:zlib';
import { cleanText } from '../reading/clean-text.ts';
import { elementsIn, findIn, textOf, uintOf } from './ebml.ts';
import { maxInnerSubtitles, maxTextBytes, type InnerSubtitle, type SubtitleFormat } from './inside.ts';
import { languageOf } from './language.ts';
import { ids } from './matroska-ids.ts';

export interface MatroskaText extends InnerSubtitle {
  /** As the words were before they were packed; undefined: they cannot be unpacked. */
  unpack(bytes: Buffer): Buffer | undefined;
}

/** Codec ids of Matroska and WebM for words; pictures of words (VobSub, PGS) are none. */
const formats: Readonly<Record<string, SubtitleFormat>> = {
  'S_TEXT/UTF8': 'srt',
  'S_TEXT/ASCII': 'srt',
  'S_TEXT/ASS': 'ass',
  'S_TEXT/SSA': 'ass',
  S_ASS: 'ass',
  S_SSA: 'ass',
  'S_TEXT/WEBVTT': 'webvtt',
  'D_WEBVTT/SUBTITLES': 'webm',
  'D_WEBVTT/CAPTIONS': 'webm',
};
/** Track types (RFC 9559, 5.1.4.1.3): 17 are subtitles; 33, metadata, is what WebM's may be. */
const subtitleTypes: readonly (number | undefined)[] = [17, 33];

export function textTracksIn(tracks: Buffer): readonly MatroskaText[] {
  const found: MatroskaText[] = [];
  for (const { id, data } of elementsIn(tracks)) {
    if (id !== ids.trackEntry || found.length >= maxInnerSubtitles) continue;
    const text = textTrackOf(data);
    if (text !== undefined) found.push(text);
  }
  return found;
}

function textTrackOf(entry: Buffer): MatroskaText | undefined {
  const track = uintOf(findIn(entry, ids.trackNumber));
  const codec = textOf(findIn(entry, ids.codecId)) ?? '';
  const format = Object.hasOwn(formats, codec) ? formats[codec] : undefined;
  const isSubtitle = subtitleTypes.includes(uintOf(findIn(entry, ids.trackType)));
  const unpack = unpackerOf(findIn(entry, ids.contentEncodings));
  if (track === undefined || format === undefined || !isSubtitle || unpack === undefined) return undefined;
  const language = findIn(entry, ids.languageBcp47) ?? findIn(entry, ids.language);
  return {
    track,
    format,
    // Where nothing is said, the specification says English; files say nothing where nobody asked.
    language: languageOf(textOf(language)),
    title: cleanText(textOf(findIn(entry, ids.name))),
    isForced: uintOf(findIn(entry, ids.flagForced)) === 1,
    unpack,
  };
}

/** @returns undefined for what is encrypted, or packed twice or in a way that nobody uses for words */
function unpackerOf(encodings: Buffer | undefined): MatroskaText['unpack'] | undefined {
  if (encodings === undefined) return (bytes) => bytes;
  const all = [...elementsIn(encodings)].filter(({ id }) => id === ids.contentEncoding);
  const [only] = all;
  if (only === undefined) return (bytes) => bytes;
  if (all.length > 1 || findIn(only.data, ids.contentEncryption) !== undefined) return undefined;
  const compression = findIn(only.data, ids.contentCompression) ?? Buffer.alloc(0);
  const algorithm = uintOf(findIn(compression, ids.contentCompAlgo)) ?? 0;
  if (algorithm === 0) return inflate;
  if (algorithm !== 3) return undefined;
  // The same beginning of all, written once.
  const beginning = (findIn(compression, ids.contentCompSettings) ?? Buffer.alloc(0)).subarray(
    0,
    maxTextBytes,
  );
  return (bytes) => Buffer.concat([beginning, bytes]);
}

function inflate(bytes: Buffer): Buffer | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: maxTextBytes });
  } catch {
    return undefined;
  }
}
