/*
 * What Chromium plays, by container and codec, and what it plays once the container is another one. What it cannot decode
 * stays as it is: Warren transcodes nothing.
 */

export const containers = [
  'mp4',
  'quicktime',
  'matroska',
  'webm',
  'mpeg-ts',
  'ogg',
  'mp3',
  'wav',
  'flac',
  'adts',
] as const;
export type Container = (typeof containers)[number];

/** What a file holds. A codec that has no name here is `other`; null: no such track. */
export interface Held {
  readonly container: Container;
  readonly video: string | null;
  readonly audio: string | null;
}

export type HowToPlay =
  | { readonly how: 'as-is' }
  | { readonly how: 'remux'; readonly into: RemuxTarget }
  | { readonly how: 'cannot'; readonly because: 'pictures' | 'sound' | 'both' | 'nothing' };

export type RemuxTarget = 'mp4' | 'webm';

type Codecs = readonly string[];
interface Takes {
  readonly video: Codecs;
  readonly audio: Codecs;
}

/**
 * H.265 (`hevc`) is decoded where the system has it in hardware: the page asks its own browser before it plays one.
 * Uncompressed sound is taken in WAVE only.
 */
const playsAsIs: Readonly<Record<Container, Takes>> = {
  mp4: { video: ['avc', 'hevc', 'vp9', 'av1'], audio: ['aac', 'mp3', 'opus', 'flac'] },
  webm: { video: ['vp8', 'vp9', 'av1'], audio: ['opus', 'vorbis'] },
  ogg: { video: [], audio: ['opus', 'vorbis', 'flac'] },
  mp3: { video: [], audio: ['mp3'] },
  wav: { video: [], audio: ['pcm-u8', 'pcm-s16', 'pcm-s24', 'pcm-s32', 'pcm-f32', 'ulaw', 'alaw'] },
  flac: { video: [], audio: ['flac'] },
  adts: { video: [], audio: ['aac'] },
  quicktime: { video: [], audio: [] },
  matroska: { video: [], audio: [] },
  'mpeg-ts': { video: [], audio: [] },
};

/** In the order in which they are tried. */
const remuxTargets: readonly RemuxTarget[] = ['mp4', 'webm'];

const takes = (codecs: Codecs, codec: string | null) => codec === null || codecs.includes(codec);
const fits = ({ video, audio }: Takes, held: Held) => takes(video, held.video) && takes(audio, held.audio);

/** @param isOtherSound a sound was chosen that is not the first: Chromium plays only that, so a copy without it is made */
export function howToPlay(held: Held, isOtherSound = false): HowToPlay {
  if (held.video === null && held.audio === null) return { how: 'cannot', because: 'nothing' };
  if (!isOtherSound && fits(playsAsIs[held.container], held)) return { how: 'as-is' };
  const into = remuxTargets.find((target) => fits(playsAsIs[target], held));
  if (into !== undefined) return { how: 'remux', into };
  const anyTakes = (kind: 'video' | 'audio') =>
    remuxTargets.some((target) => takes(playsAsIs[target][kind], held[kind]));
  const [pictures, sound] = [anyTakes('video'), anyTakes('audio')];
  return { how: 'cannot', because: pictures === sound ? 'both' : pictures ? 'sound' : 'pictures' };
}

/** By the end of a name, for what is not looked into. Undefined: a container that Chromium does not open. */
export function containerOf(name: string): Container | undefined {
  const end = /\.([a-z\d]+)$/iu.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(byEnd, end) ? byEnd[end] : undefined;
}

const byEnd: Readonly<Record<string, Container>> = {
  mp4: 'mp4',
  m4v: 'mp4',
  m4a: 'mp4',
  m4b: 'mp4',
  mov: 'quicktime',
  qt: 'quicktime',
  mkv: 'matroska',
  mka: 'matroska',
  webm: 'webm',
  weba: 'webm',
  ts: 'mpeg-ts',
  m2ts: 'mpeg-ts',
  mts: 'mpeg-ts',
  ogg: 'ogg',
  oga: 'ogg',
  opus: 'ogg',
  mp3: 'mp3',
  wav: 'wav',
  flac: 'flac',
  aac: 'adts',
};

/** Containers that hold what Chromium plays whatever is in them, and need no look inside before they are opened. */
export function isPlainSound(container: Container): boolean {
  switch (container) {
    case 'mp3':
    case 'flac':
    case 'ogg':
    case 'adts':
    case 'wav':
      return true;
    case 'mp4':
    case 'quicktime':
    case 'matroska':
    case 'webm':
    case 'mpeg-ts':
      return false;
    default:
      return container satisfies never;
  }
}
