import type { AudioFacts, VideoFacts } from './media-facts.ts';

/* Codec and container in the few words that people know them by. */

/** What readers of files call a codec, by its beginning, lower case; the first that fits. */
const codecWords: readonly (readonly [beginning: string, word: string])[] = [
  ['mpeg 1 layer 3', 'MP3'],
  ['mpeg 2 layer 3', 'MP3'],
  ['mpeg 2.5 layer 3', 'MP3'],
  ['mp3', 'MP3'],
  ['mpeg-4/aac', 'AAC'],
  ['aac', 'AAC'],
  ['mp4a', 'AAC'],
  ['alac', 'ALAC'],
  ['flac', 'FLAC'],
  ['vorbis', 'Vorbis'],
  ['opus', 'Opus'],
  ['pcm', 'PCM'],
  ['eac3', 'E-AC-3'],
  ['ec-3', 'E-AC-3'],
  ['ac3', 'AC-3'],
  ['ac-3', 'AC-3'],
  ['dts', 'DTS'],
  ['avc', 'H.264'],
  ['h264', 'H.264'],
  ['hevc', 'H.265'],
  ['h265', 'H.265'],
  ['vp8', 'VP8'],
  ['vp9', 'VP9'],
  ['av1', 'AV1'],
];
const containerWords: readonly (readonly [beginning: string, word: string])[] = [
  ['matroska', 'MKV'],
  ['mkv', 'MKV'],
  ['webm', 'WebM'],
  ['mp4', 'MP4'],
  ['m4a', 'M4A'],
  ['quicktime', 'MOV'],
  ['mov', 'MOV'],
  ['wave', 'WAV'],
  ['wav', 'WAV'],
  ['aiff', 'AIFF'],
  ['mpeg-ts', 'TS'],
  ['mpegts', 'TS'],
];

function wordFor(words: typeof codecWords, name: string): string {
  const lower = name.toLowerCase();
  return words.find(([beginning]) => lower.startsWith(beginning))?.[1] ?? name;
}

/** `FLAC`, `MP3`, `WAV`; null where the file says nothing. */
export function formatOfAudio({ codec, container }: Pick<AudioFacts, 'codec' | 'container'>): string | null {
  const holder = container === null ? null : wordFor(containerWords, container);
  if (codec === null) return holder;
  const word = wordFor(codecWords, codec);
  // Uncompressed sound is known by the file it comes in.
  return word === 'PCM' ? (holder ?? word) : word;
}

/** `H.264 · AAC in MKV` */
export function formatOfVideo({
  container,
  videoCodec,
  audioTracks,
}: Pick<VideoFacts, 'container' | 'videoCodec' | 'audioTracks'>): string | null {
  const sound = audioTracks.find(({ isDefault }) => isDefault) ?? audioTracks[0];
  const codecs = [videoCodec, sound?.codec ?? null]
    .filter((codec) => codec !== null)
    .map((codec) => wordFor(codecWords, codec));
  const holder = container === null ? null : wordFor(containerWords, container);
  if (codecs.length === 0) return holder;
  return holder === null ? codecs.join(' · ') : `${codecs.join(' · ')} in ${holder}`;
}
