import {
  ALL_FORMATS,
  CustomSource,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  Logging,
  LogLevel,
  type MetadataTags,
} from 'mediabunny';
import { TrackType, type IAudioMetadata } from 'music-metadata';
import type { TrackInVideo, VideoFacts } from '#shared/domain/library/media-facts.ts';
import { chaptersOf, readTracks } from '../audio/read-audio.ts';
import { maxCoverBytes, TooMuchMemory } from '../audio/tokenizer.ts';
import { languageOf } from '../inside/language.ts';
import { ReadProblem } from '../read-problem.ts';
import type { BoundedFile } from '../reading/bounded-file.ts';
import { cleanInt, cleanNumber, cleanText } from '../reading/clean-text.ts';
import { codecName } from './codec-names.ts';

export interface VideoReading {
  readonly facts: VideoFacts;
  readonly cover: Uint8Array | null;
  /** There is a picture or another attachment that is too large to be held. */
  readonly isCoverTooLarge: boolean;
}

/** What the reader keeps of a file for itself, bytes. */
const cacheBytes = 4 * 1024 * 1024;
const maxTracks = 100;
const noTags: MetadataTags = {};
const shortNames: Readonly<Record<string, string>> = {
  Matroska: 'MKV',
  'QuickTime File Format': 'MOV',
  'MPEG Transport Stream': 'MPEG-TS',
};
// It would speak to the console.
Logging.level = LogLevel.Silent;
/** A computer of 1904 counts from there: no camera is that old. */
const firstCamera = Date.UTC(1990, 0, 1);

/**
 * What a video says about itself, with mediabunny (MP4, MOV, MKV, WebM, TS, OGV).
 * @returns undefined where there is no picture in it, or it is in none of these formats
 * @throws ReadProblem, and the signal's reason
 */
export async function readVideo(
  file: BoundedFile,
  path: string,
  signal: AbortSignal,
): Promise<VideoReading | undefined> {
  using input = new Input({ formats: ALL_FORMATS, source: sourceOver(file) });
  if (!(await input.canRead())) {
    signal.throwIfAborted();
    return undefined;
  }
  const tracks = (await input.getTracks()).slice(0, maxTracks);
  const videos = tracks.filter((track): track is InputVideoTrack => track.isVideoTrack());
  const [video] = videos;
  if (video === undefined) return undefined;
  const audios = tracks.filter((track): track is InputAudioTrack => track.isAudioTrack());
  let isCoverTooLarge = false;
  const tags = await input.getMetadataTags().catch((error: unknown) => {
    if (!(error instanceof TooMuchMemory)) throw error;
    isCoverTooLarge = true;
    return noTags;
  });
  const { name } = await input.getFormat();
  const container = shortNames[name] ?? name;
  // Where no header says it: from the first to the last; broadcasts begin at any time.
  const seconds =
    (await input.getDurationFromMetadata()) ??
    (await input.computeDuration()) - (await input.getFirstTimestamp());
  const more = container === 'MPEG-TS' ? undefined : await readTracks(file, path, signal);
  const audioTracks: TrackInVideo[] = [];
  for (const track of audios) audioTracks.push(await describe(track));
  const image = tags.images?.find(({ kind }) => kind === 'coverFront') ?? tags.images?.[0];
  return {
    cover: image?.data ?? null,
    isCoverTooLarge,
    facts: {
      kind: 'video',
      // Matroska has a title for the whole file besides its tags.
      title: cleanText(tags.title) ?? cleanText(more?.common.title),
      year: cleanInt(tags.date?.getUTCFullYear(), { min: 1880, max: 2999 }),
      recordedAt: recordedAt(tags.raw, more),
      durationSeconds: cleanNumber(seconds, { max: 8_640_000 }),
      container,
      videoCodec: codecName((await video.getCodec()) ?? (await video.getInternalCodecId())),
      width: cleanInt(await video.getDisplayWidth(), { min: 1, max: 65_536 }),
      height: cleanInt(await video.getDisplayHeight(), { min: 1, max: 65_536 }),
      audioTracks,
      subtitleTracks: subtitlesOf(more),
      chapters: chaptersOf(more),
    },
  };
}

function sourceOver(file: BoundedFile): CustomSource {
  return new CustomSource({
    getSize: () => file.stat.sizeBytes,
    async read(start, end) {
      if (end - start > maxCoverBytes) throw new TooMuchMemory();
      if (end - start > cacheBytes) await file.takeMuchMemory();
      const bytes = new Uint8Array(end - start);
      if ((await file.read(bytes, start)) < bytes.length)
        throw new ReadProblem('damaged', 'The file ends in the middle of something: it was cut off.');
      return bytes;
    },
    maxCacheSize: cacheBytes,
    prefetchProfile: 'fileSystem',
    // What was read ahead and not asked for: whoever asks for it hears of it.
    handleUnhandledError: () => undefined,
  });
}

async function describe(track: InputAudioTrack): Promise<TrackInVideo> {
  return {
    codec: codecName((await track.getCodec()) ?? (await track.getInternalCodecId())),
    language: languageOf(await track.getLanguageCode()),
    title: cleanText(await track.getName()),
    isDefault: (await track.getDisposition()).default,
  };
}

function subtitlesOf(metadata: IAudioMetadata | undefined): TrackInVideo[] {
  return (metadata?.format.trackInfo ?? [])
    .filter(({ type }) => type === TrackType.subtitle)
    .slice(0, maxTracks)
    .map(({ codecId, codecName: name, language, name: title, flagDefault }) => ({
      codec: codecName(codecId ?? name),
      language: languageOf(language),
      title: cleanText(title),
      isDefault: flagDefault === true,
    }));
}

function recordedAt(
  raw: Readonly<Record<string, unknown>> | undefined,
  metadata: IAudioMetadata | undefined,
): string | null {
  const said = raw?.['com.apple.quicktime.creationdate'];
  const dates = [typeof said === 'string' ? new Date(said) : undefined, metadata?.format.creationTime];
  const date = dates.find((candidate) => candidate !== undefined && candidate.getTime() > firstCamera);
  return date?.toISOString() ?? null;
}
