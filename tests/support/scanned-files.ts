import { createHash } from 'node:crypto';
import type { AudioFacts, VideoFacts } from '../../src/shared/domain/library/media-facts.ts';
import type { ScannedFile } from '../../src/shared/domain/library/scanned-file.ts';

/* Files as a scan would have read them, without a file. */

export const someAudio: AudioFacts = {
  kind: 'audio',
  title: null,
  artists: [],
  albumArtist: null,
  album: null,
  titleSort: null,
  artistSort: null,
  albumArtistSort: null,
  albumSort: null,
  composers: [],
  genres: [],
  year: null,
  trackNumber: null,
  discNumber: null,
  isCompilation: false,
  releaseId: null,
  durationSeconds: 180.5,
  container: 'FLAC',
  codec: 'FLAC',
  isLossless: true,
  bitrateBps: 900_000,
  sampleRateHz: 44_100,
  bitsPerSample: 16,
  channels: 2,
  replayGain: null,
};

const someVideo: VideoFacts = {
  kind: 'video',
  title: null,
  year: null,
  recordedAt: null,
  durationSeconds: 5400,
  container: 'Matroska',
  videoCodec: 'avc',
  width: 1920,
  height: 1080,
  audioTracks: [{ codec: 'aac', language: 'en', title: null, isDefault: true }],
  subtitleTracks: [],
  chapters: [],
};

type FileFields = Partial<Omit<ScannedFile, 'path' | 'facts'>>;

function makeFile(path: string, facts: ScannedFile['facts'], more: FileFields): ScannedFile {
  return {
    path,
    sizeBytes: 1_000_000,
    modifiedMs: 1_700_000_000_000.25,
    inode: `64768:${path.length}`,
    contentKey: createHash('sha256').update(path).digest('hex'),
    facts,
    problem: null,
    artwork: null,
    cue: [],
    subtitles: [],
    ...more,
  };
}

export function makeAudioFile(
  path: string,
  facts: Partial<AudioFacts> = {},
  more: FileFields = {},
): ScannedFile {
  return makeFile(path, { ...someAudio, ...facts }, more);
}

export function makeVideoFile(
  path: string,
  facts: Partial<VideoFacts> = {},
  more: FileFields = {},
): ScannedFile {
  return makeFile(path, { ...someVideo, ...facts }, more);
}

export function makeUnreadableFile(path: string, more: FileFields = {}): ScannedFile {
  const problem = { code: 'damaged', text: 'The file ends too early.' } as const;
  return makeFile(path, null, { problem, ...more });
}
