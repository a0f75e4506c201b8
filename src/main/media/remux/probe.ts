import type { InputAudioTrack, InputVideoTrack } from 'mediabunny';
import type { Container } from '#shared/domain/playback.ts';
import { containerOfInput, openInput } from './open-input.ts';
import type { ReadableMedia } from './readable-media.ts';

interface ProbedTrack {
  /** As mediabunny calls it (`avc`, `aac`), else as the file does (`alac`); `other` where that is no word. */
  readonly codec: string;
  /** For a media type (RFC 6381), like `avc1.64001f`. */
  readonly codecParameter: string | null;
}

export interface ProbedSound extends ProbedTrack {
  /** ISO 639-2; null: not said. */
  readonly language: string | null;
  readonly title: string | null;
}

/** What is in a media file, by what it says itself. */
export interface ProbedMedia {
  readonly container: Container;
  readonly video: ProbedTrack | null;
  readonly sounds: readonly ProbedSound[];
  readonly durationSeconds: number | null;
}

/** @returns undefined where no parser knows the container, or the file is damaged; what reading throws is thrown */
export async function probeMedia(
  media: ReadableMedia,
  signal: AbortSignal,
): Promise<ProbedMedia | undefined> {
  if (media.sizeBytes === 0) return undefined;
  await using opened = openInput(media, signal);
  const { input } = opened;
  const container = await containerOfInput(input);
  if (container === undefined) return undefined;
  const [video, sounds, seconds] = await Promise.all([
    input.getPrimaryVideoTrack(),
    input.getAudioTracks(),
    input.getDurationFromMetadata(),
  ]);
  return {
    container,
    video: video === null ? null : await describe(video),
    sounds: await Promise.all(sounds.map(describeSound)),
    durationSeconds: seconds !== null && Number.isFinite(seconds) ? seconds : null,
  };
}

async function describe(track: InputVideoTrack | InputAudioTrack): Promise<ProbedTrack> {
  return {
    codec: (await track.getCodec()) ?? wordOf(await track.getInternalCodecId()),
    codecParameter: await track.getCodecParameterString().catch(() => null),
  };
}

async function describeSound(track: InputAudioTrack): Promise<ProbedSound> {
  const [one, language, title] = await Promise.all([
    describe(track),
    track.getLanguageCode(),
    track.getName(),
  ]);
  return { ...one, language: language === 'und' ? null : language, title };
}

/** Of `A_TRUEHD` (Matroska) and `alac` (MP4). */
function wordOf(id: string | number | Uint8Array | null): string {
  const word = typeof id === 'string' ? id.replace(/^[AV]_/u, '').toLowerCase() : '';
  return /^[\w.+-]{2,20}$/u.test(word) ? word : 'other';
}
