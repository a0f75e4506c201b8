import { TrackType, type IAudioMetadata } from 'music-metadata';
import type { VideoFacts } from '#shared/domain/library/media-facts.ts';
import { readTracks } from '../audio/read-audio.ts';
import type { BoundedFile } from '../reading/bounded-file.ts';
import { cleanInt, cleanNumber, cleanText } from '../reading/clean-text.ts';
import { codecName } from './codec-names.ts';

/** Beginnings of formats of which no more is read than that they are there. */
const beginnings: readonly (readonly [name: string, hex: string])[] = [
  ['MPEG', '000001ba'],
  ['MPEG', '000001b3'],
  ['FLV', '464c5601'],
];
/** 188 bytes each, 192 with a time in front (ISO 13818-1 2.4.3.2; Blu-ray). */
const transportPackets = [
  { start: 0, bytes: 188 },
  { start: 4, bytes: 192 },
];
const asf = '3026b2758e66cf11';

/** Of the older formats: what a small read of the beginning gives. @returns undefined where it is none of them */
export async function readOldVideo(
  file: BoundedFile,
  path: string,
  signal: AbortSignal,
): Promise<VideoFacts | undefined> {
  const bytes = Buffer.alloc(8);
  await file.read(bytes, 0);
  const hex = bytes.toString('hex');
  if (hex === asf) return videoFactsOf(await readTracks(file, path, signal), 'ASF');
  const name = beginnings.find(([, start]) => hex.startsWith(start))?.[0];
  return name === undefined ? undefined : { ...unknown, container: name };
}

/** Of a file that nobody here understands: its container alone, so that it can be found and played elsewhere. */
export async function bareFacts(file: BoundedFile): Promise<VideoFacts | undefined> {
  for (const { start, bytes } of transportPackets) {
    const beginning = Buffer.alloc(5 * bytes);
    const count = await file.read(beginning, 0);
    const isSynchronised = [0, 1, 2, 3, 4].every((packet) => beginning[start + packet * bytes] === 0x47);
    if (count === beginning.length && isSynchronised) return { ...unknown, container: 'MPEG-TS' };
  }
  return undefined;
}

const unknown: VideoFacts = {
  kind: 'video',
  title: null,
  year: null,
  recordedAt: null,
  durationSeconds: null,
  container: null,
  videoCodec: null,
  width: null,
  height: null,
  audioTracks: [],
  subtitleTracks: [],
  chapters: [],
};

/** What music-metadata knows of a container with pictures. @returns undefined where it sees none in it */
export function videoFactsOf(
  metadata: IAudioMetadata | undefined,
  container: string,
): VideoFacts | undefined {
  if (metadata === undefined) return undefined;
  const { common, format } = metadata;
  const video = format.trackInfo.find(({ type }) => type === TrackType.video);
  return {
    ...unknown,
    container,
    title: cleanText(common.title),
    year: cleanInt(common.year, { min: 1880, max: 2999 }),
    durationSeconds: cleanNumber(format.duration, { max: 8_640_000 }),
    videoCodec: codecName(video?.codecName ?? video?.codecId),
    width: cleanInt(video?.video?.pixelWidth, { min: 1, max: 65_536 }),
    height: cleanInt(video?.video?.pixelHeight, { min: 1, max: 65_536 }),
    audioTracks: format.trackInfo
      .filter(({ type }) => type === TrackType.audio)
      .map(({ codecName: name, codecId, language, flagDefault }) => ({
        codec: codecName(name ?? codecId),
        language: cleanText(language),
        title: null,
        isDefault: flagDefault === true,
      })),
  };
}
