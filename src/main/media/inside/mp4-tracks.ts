import { cleanText } from '../reading/clean-text.ts';
import type { ByteWindow } from './byte-window.ts';
import type { SubtitleFormat } from './inside.ts';
import { languageOf } from './language.ts';
import { boxesIn, boxIn, contentOf, rowsOf, type Box } from './mp4-boxes.ts';

/** A track of words, of subtitles or of the names of chapters. */
export interface Mp4Text {
  readonly track: number;
  readonly format: SubtitleFormat;
  readonly language: string | null;
  readonly title: string | null;
  readonly isForced: boolean;
  /** Ticks in a second. */
  readonly timescale: number;
  /** Where its first tick is on the time line of the film; seconds, below 0 where its beginning is cut off. */
  readonly startSeconds: number;
  /** Its tables. */
  readonly samples: Box;
}

export interface Mp4Texts {
  readonly texts: readonly Mp4Text[];
  /** Tracks that name chapters. */
  readonly chapterTracks: ReadonlySet<number>;
}

/** Sample entries of words: 3GPP timed text, WebVTT (ISO/IEC 14496-30), QuickTime's text. */
const formats: Readonly<Record<string, SubtitleFormat>> = { tx3g: 'tx3g', wvtt: 'wvtt', text: 'tx3g' };
/** Handlers of tracks of words; QuickTime's chapters and some subtitles are `text`. */
const handlers: readonly string[] = ['sbtl', 'text', 'subt'];
const maxTracks = 200;

export async function textTracks(window: ByteWindow, moov: Box): Promise<Mp4Texts> {
  const movieTimescale = await timescaleOf(window, await boxIn(window, moov, 'mvhd'));
  const texts: Mp4Text[] = [];
  const chapterTracks = new Set<number>();
  let left = maxTracks;
  for await (const trak of boxesIn(window, moov)) {
    if (trak.type !== 'trak' || left-- <= 0) continue;
    const chapters = await contentOf(window, await boxIn(window, trak, 'tref', 'chap'));
    for (let at = 0; chapters !== undefined && at + 4 <= chapters.length; at += 4)
      chapterTracks.add(chapters.readUInt32BE(at));
    const text = await textOf(window, trak, movieTimescale);
    if (text !== undefined) texts.push(text);
  }
  return { texts, chapterTracks };
}

async function textOf(window: ByteWindow, trak: Box, movieTimescale: number): Promise<Mp4Text | undefined> {
  const handler = await contentOf(window, await boxIn(window, trak, 'mdia', 'hdlr'));
  if (handler === undefined || !handlers.includes(handler.toString('latin1', 8, 12))) return undefined;
  const samples = await boxIn(window, trak, 'mdia', 'minf', 'stbl');
  const header = await contentOf(window, await boxIn(window, trak, 'tkhd'));
  if (samples === undefined || header === undefined || header.length < 24) return undefined;
  const entries = await contentOf(window, await boxIn(window, samples, 'stsd'));
  const entry = entries?.toString('latin1', 12, 16) ?? '';
  const format = Object.hasOwn(formats, entry) ? formats[entry] : undefined;
  if (format === undefined) return undefined;
  const mediaHeader = await boxIn(window, trak, 'mdia', 'mdhd');
  const timescale = await timescaleOf(window, mediaHeader);
  const edits = await contentOf(window, await boxIn(window, trak, 'edts', 'elst'));
  // 3GPP TS 26.245: every sample is forced, bit 31.
  const displayFlags = entries !== undefined && entries.length >= 28 ? entries.readUInt32BE(24) : 0;
  return {
    track: header.readUInt32BE(header[0] === 1 ? 20 : 12),
    format,
    language: languageIn(await contentOf(window, mediaHeader)),
    // ffmpeg and HandBrake put the name of a track here.
    title: cleanText((await contentOf(window, await boxIn(window, trak, 'udta', 'name')))?.toString('utf8')),
    isForced: format === 'tx3g' && (displayFlags & 0x80000000) !== 0,
    timescale,
    startSeconds: startOf(edits, { timescale, movieTimescale }),
    samples,
  };
}

/** `mvhd` and `mdhd` have it behind two times, of 8 bytes in version 1. */
async function timescaleOf(window: ByteWindow, box: Box | undefined): Promise<number> {
  const bytes = await contentOf(window, box);
  const at = bytes?.[0] === 1 ? 20 : 12;
  const value = bytes !== undefined && bytes.length >= at + 4 ? bytes.readUInt32BE(at) : 0;
  return value === 0 ? 1000 : value;
}

/** What QuickTime wrote before there were letters, from 0 on (QuickTime File Format, "Language code values"). */
const macLanguages = 'eng fra deu ita nld swe spa dan por nor heb jpn ara fin'.split(' ');

/** Three letters of five bits, behind timescale and duration. */
function languageIn(mediaHeader: Buffer | undefined): string | null {
  const at = mediaHeader?.[0] === 1 ? 32 : 20;
  if (mediaHeader === undefined || mediaHeader.length < at + 2) return null;
  const packed = mediaHeader.readUInt16BE(at);
  if (packed < 0x400) return macLanguages[packed] ?? null;
  const letters = [packed >> 10, packed >> 5, packed].map((five) =>
    String.fromCharCode(0x60 + (five & 0x1f)),
  );
  return languageOf(letters.join(''));
}

/** An empty edit in front delays a track; the first that is not empty may cut off its beginning. */
function startOf(
  edits: Buffer | undefined,
  { timescale, movieTimescale }: { timescale: number; movieTimescale: number },
): number {
  const isLong = edits?.[0] === 1;
  let delayed = 0;
  for (const row of rowsOf(edits, isLong ? 20 : 12)) {
    const duration = isLong ? Number(row.readBigUInt64BE(0)) : row.readUInt32BE(0);
    const mediaTime = isLong ? Number(row.readBigInt64BE(8)) : row.readInt32BE(4);
    if (mediaTime >= 0) return delayed / movieTimescale - mediaTime / timescale;
    delayed += duration;
  }
  return 0;
}
