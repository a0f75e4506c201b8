import { cueOf, type Cue } from '../subtitles/cue.ts';
import { wordsOfAss } from '../subtitles/parse-ass.ts';
import { withoutPlacing } from '../subtitles/parse-srt.ts';
import type { RawText, SubtitleFormat } from './inside.ts';

/** @returns undefined where it shows nothing */
export function cueOfText(format: SubtitleFormat, { startMs, endMs, bytes }: RawText): Cue | undefined {
  const words = wordsOf(format, bytes);
  return words === undefined ? undefined : cueOf(startMs, endMs, words);
}

/** With `<i>`, `<b>` and `<u>` where the format writes them so. */
export function wordsOf(format: SubtitleFormat, bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (format) {
    case 'srt':
      return buffer
        .toString('utf8')
        .split(/\r\n|\r|\n/u)
        .map(withoutPlacing)
        .join('\n');
    case 'webvtt':
      return buffer.toString('utf8');
    case 'webm':
      // A line for the name of the cue and one for where it stands.
      return buffer.toString('utf8').split('\n').slice(2).join('\n');
    case 'ass':
      // Read order, layer, style, name, three margins and an effect; then the text, which may hold commas.
      return wordsOfAss(buffer.toString('utf8').split(',').slice(8).join(','));
    case 'tx3g':
      return timedText(buffer);
    case 'wvtt':
      return webVttText(buffer);
    default:
      return format satisfies never;
  }
}

/** A length and as many bytes; what follows is how it looks. UTF-16 has a mark in front (3GPP TS 26.245, 5.17). */
function timedText(bytes: Buffer): string | undefined {
  if (bytes.length < 2) return undefined;
  const text = bytes.subarray(2, 2 + bytes.readUInt16BE(0));
  const mark = text.length >= 2 ? text.readUInt16BE(0) : 0;
  if (mark === 0xfeff) return new TextDecoder('utf-16be').decode(text);
  if (mark === 0xfffe) return new TextDecoder('utf-16le').decode(text);
  return text.toString('utf8');
}

/** Boxes of cues that are said at once, each with its words in `payl`. */
function webVttText(bytes: Buffer): string | undefined {
  const lines: string[] = [];
  for (const cue of boxesOf(bytes)) {
    if (cue.type !== 'vttc') continue;
    for (const { type, data } of boxesOf(cue.data)) if (type === 'payl') lines.push(data.toString('utf8'));
  }
  return lines.length === 0 ? undefined : lines.join('\n');
}

function* boxesOf(bytes: Buffer): Generator<{ readonly type: string; readonly data: Buffer }> {
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32BE(at);
    if (size < 8) return;
    yield { type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, at + size) };
    at += size;
  }
}
