/*
 * What a media file says about itself: the words between who reads files (media) and who keeps what was read (catalog).
 * Null: the file does not say.
 */

export interface ReplayGain {
  /** dB to add so that it is as loud as the reference; peak 1 is full scale. */
  readonly trackDb: number | null;
  readonly trackPeak: number | null;
  readonly albumDb: number | null;
  readonly albumPeak: number | null;
}

export interface AudioFacts {
  readonly kind: 'audio';
  readonly title: string | null;
  readonly artists: readonly string[];
  /** Whom the whole album is by. */
  readonly albumArtist: string | null;
  readonly album: string | null;
  readonly titleSort: string | null;
  readonly artistSort: string | null;
  readonly albumArtistSort: string | null;
  readonly albumSort: string | null;
  readonly composers: readonly string[];
  readonly genres: readonly string[];
  readonly year: number | null;
  readonly trackNumber: number | null;
  readonly discNumber: number | null;
  readonly isCompilation: boolean;
  /** MusicBrainz release, where tagged: two albums of one name stay two. */
  readonly releaseId: string | null;
  readonly durationSeconds: number | null;
  /** As the container and the codec are called by the field: `FLAC`, `MPEG 1 Layer 3`, `Opus`. */
  readonly container: string | null;
  readonly codec: string | null;
  readonly isLossless: boolean;
  readonly bitrateBps: number | null;
  readonly sampleRateHz: number | null;
  readonly bitsPerSample: number | null;
  readonly channels: number | null;
  readonly replayGain: ReplayGain | null;
}

export interface TrackInVideo {
  readonly codec: string | null;
  /** BCP 47 or ISO 639, as the file has it. */
  readonly language: string | null;
  readonly title: string | null;
  readonly isDefault: boolean;
}

export interface Chapter {
  readonly startSeconds: number;
  readonly title: string;
}

export interface VideoFacts {
  readonly kind: 'video';
  readonly title: string | null;
  readonly year: number | null;
  /** When the camera says that it was taken; ISO 8601. */
  readonly recordedAt: string | null;
  readonly durationSeconds: number | null;
  readonly container: string | null;
  readonly videoCodec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly audioTracks: readonly TrackInVideo[];
  readonly subtitleTracks: readonly TrackInVideo[];
  readonly chapters: readonly Chapter[];
}

export type MediaFacts = AudioFacts | VideoFacts;

/** A part of one audio file that a cue sheet names. */
export interface CuePart {
  readonly trackNumber: number;
  readonly title: string | null;
  readonly artist: string | null;
  readonly startSeconds: number;
  /** Null: to the end of the file. */
  readonly endSeconds: number | null;
}

/** Why a file could not be taken in as it is. One line in a report, never a stop. */
export const problemCodes = [
  'unreadable',
  'empty',
  'damaged',
  'not-media',
  'took-too-long',
  'cover-too-large',
  'bad-playlist',
] as const;
export type ProblemCode = (typeof problemCodes)[number];
