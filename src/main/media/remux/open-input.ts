import {
  ADTS,
  CustomSource,
  FLAC,
  Input,
  MATROSKA,
  MP3,
  MP4,
  MPEG_TS,
  OGG,
  QTFF,
  WAVE,
  WEBM,
  type InputFormat,
} from 'mediabunny';
import type { Container } from '#shared/domain/playback.ts';
import { makeForwardReader } from './forward-reader.ts';
import type { ReadableMedia } from './readable-media.ts';

/** Formats that lie in one file; a playlist (HLS) would lead to addresses of the net. */
const formats: readonly (readonly [InputFormat, Container])[] = [
  [MP4, 'mp4'],
  [QTFF, 'quicktime'],
  [MATROSKA, 'matroska'],
  [WEBM, 'webm'],
  [WAVE, 'wav'],
  [OGG, 'ogg'],
  [FLAC, 'flac'],
  [MP3, 'mp3'],
  [ADTS, 'adts'],
  [MPEG_TS, 'mpeg-ts'],
];

/** What a file's parser may keep of it; bytes. */
const maxCacheBytes = 8 * 1024 * 1024;

export interface OpenInput extends AsyncDisposable {
  readonly input: Input;
}

/** A file as a parser reads it. */
export function openInput(media: ReadableMedia, signal: AbortSignal): OpenInput {
  const reader = makeForwardReader(media, signal);
  const input = new Input({
    formats: formats.map(([format]) => format),
    source: new CustomSource({
      getSize: () => media.sizeBytes,
      read: (from, to) => reader.read(from, to),
      maxCacheSize: maxCacheBytes,
      // One read in the file is one wish for pieces that may have to arrive first, so nothing is read on a guess.
      prefetchProfile: 'none',
      handleUnhandledError: () => undefined,
    }),
  });
  return {
    input,
    async [Symbol.asyncDispose]() {
      input.dispose();
      await reader.close();
    },
  };
}

/** Undefined: none of those above. */
export async function containerOfInput(input: Input): Promise<Container | undefined> {
  if (!(await input.canRead())) return undefined;
  const format = await input.getFormat();
  return formats.find(([each]) => each === format)?.[1];
}
