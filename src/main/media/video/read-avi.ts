import type { TrackInVideo, VideoFacts } from '#shared/domain/library/media-facts.ts';
import type { BoundedFile } from '../reading/bounded-file.ts';
import { cleanInt, cleanNumber, cleanText } from '../reading/clean-text.ts';
import { decodeText } from '../reading/decode-text.ts';
import { codecName } from './codec-names.ts';

/*
 * The headers of an AVI file (Microsoft, "AVI RIFF File Reference"): `hdrl` comes first, `INFO` before or after the
 * pictures in `movi`, which are stepped over.
 */

const chunkHeaderBytes = 8;
/** Of a header or a text in it, bytes. */
const maxChunkBytes = 64 * 1024;
const maxChunks = 2_000;

/** Registered numbers of sound formats (mmreg.h). */
const soundFormats: Readonly<Record<number, string>> = {
  0x1: 'PCM',
  0x50: 'MP2',
  0x55: 'MP3',
  0xff: 'AAC',
  0x161: 'WMA',
  0x2000: 'AC-3',
  0x2001: 'DTS',
};

interface Found {
  microsecondsPerFrame: number;
  frames: number;
  width: number;
  height: number;
  videoCodec: string | null;
  /** What the next `strf` describes. */
  stream: string;
  readonly audio: TrackInVideo[];
  readonly texts: Map<string, string>;
}

/** @returns undefined where the file is no AVI */
export async function readAvi(file: BoundedFile): Promise<VideoFacts | undefined> {
  const start = await bytesAt(file, 0, 12);
  if (start.toString('latin1', 0, 4) !== 'RIFF' || start.toString('latin1', 8, 12) !== 'AVI ')
    return undefined;
  const found: Found = {
    ...{ microsecondsPerFrame: 0, frames: 0, width: 0, height: 0, videoCodec: null, stream: '' },
    audio: [],
    texts: new Map(),
  };
  const { sizeBytes } = file.stat;
  let at = 12;
  for (let chunks = 0; chunks < maxChunks && at + chunkHeaderBytes <= sizeBytes; chunks += 1) {
    const head = await bytesAt(file, at, chunkHeaderBytes + 4);
    const id = head.toString('latin1', 0, 4);
    const length = head.length >= chunkHeaderBytes ? head.readUInt32LE(4) : 0;
    // Lists of headers and texts are entered, all else is stepped over.
    const isEntered = id === 'LIST' && ['hdrl', 'strl', 'INFO'].includes(head.toString('latin1', 8, 12));
    if (isEntered) {
      at += chunkHeaderBytes + 4;
      continue;
    }
    if (/^(avih|str[hf]|I[A-Z]{3}|IDIT)$/u.test(id) && length <= maxChunkBytes)
      take(found, id, await bytesAt(file, at + chunkHeaderBytes, length));
    at += chunkHeaderBytes + length + (length % 2);
  }
  return factsOf(found);
}

function take(found: Found, id: string, bytes: Buffer): void {
  if (id === 'avih' && bytes.length >= 40) {
    found.microsecondsPerFrame = bytes.readUInt32LE(0);
    found.frames = bytes.readUInt32LE(16);
    found.width = bytes.readUInt32LE(32);
    found.height = bytes.readUInt32LE(36);
  } else if (id === 'strh' && bytes.length >= 8) {
    found.stream = bytes.toString('latin1', 0, 4);
    if (found.stream === 'vids') found.videoCodec ??= codecName(bytes.toString('latin1', 4, 8));
  } else if (id === 'strf' && found.stream === 'auds' && bytes.length >= 2) {
    const codec = soundFormats[bytes.readUInt16LE(0)] ?? null;
    found.audio.push({ codec, language: null, title: null, isDefault: found.audio.length === 0 });
  } else if (id.startsWith('I')) {
    found.texts.set(id, decodeText(bytes));
  }
}

function factsOf({ microsecondsPerFrame, frames, width, height, ...found }: Found): VideoFacts {
  const seconds = (microsecondsPerFrame * frames) / 1e6;
  const year = /(?<!\d)\d{4}(?!\d)/u.exec(found.texts.get('ICRD') ?? '')?.[0];
  return {
    kind: 'video',
    title: cleanText(found.texts.get('INAM')),
    year: cleanInt(year === undefined ? undefined : Number(year), { min: 1880, max: 2999 }),
    recordedAt: null,
    durationSeconds: cleanNumber(seconds, { min: 0.001, max: 8_640_000 }),
    container: 'AVI',
    videoCodec: found.videoCodec,
    width: cleanInt(width, { min: 1, max: 65_536 }),
    height: cleanInt(height, { min: 1, max: 65_536 }),
    audioTracks: found.audio,
    subtitleTracks: [],
    chapters: [],
  };
}

async function bytesAt(file: BoundedFile, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, await file.read(bytes, position));
}
