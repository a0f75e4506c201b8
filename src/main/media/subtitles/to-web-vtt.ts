import { decodeText } from '../reading/decode-text.ts';
import type { Cue } from './cue.ts';
import { parseAss } from './parse-ass.ts';
import { parseSrt } from './parse-srt.ts';

/** The longest film has a few hundred kilobytes of words. */
export const maxSubtitleBytes = 8 * 1024 * 1024;

/** What a page shows, whatever the file was. A file without one cue gives a WebVTT file without one. */
export function toWebVtt(name: string, bytes: Uint8Array): string {
  const text = decodeText(bytes);
  const isAss = /\.(ass|ssa)$/iu.test(name);
  const cues = isAss ? parseAss(text) : parseSrt(text);
  return [beginning, ...cues.map(format)].join('');
}

/** The same of cues that come one after the other; never longer than a file beside may be. */
export async function* asWebVtt(cues: AsyncIterable<Cue>): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from(beginning);
  let left = maxSubtitleBytes;
  for await (const cue of cues) {
    const text = Buffer.from(format(cue));
    left -= text.length;
    if (left < 0) return;
    yield text;
  }
}

const beginning = 'WEBVTT\n';

function format({ startMs, endMs, text }: Cue): string {
  return `\n${time(startMs)} --> ${time(endMs)}\n${text}\n`;
}

function time(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}
