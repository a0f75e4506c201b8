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
  return ['WEBVTT', ...cues.map(format)].join('\n\n') + '\n';
}

function format({ startMs, endMs, text }: Cue): string {
  return `${time(startMs)} --> ${time(endMs)}\n${text}`;
}

function time(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}
