/** As people know them; keys: mediabunny's names, Matroska's codec ids, FourCCs of AVI and MP4, all lower case. */
const names: Readonly<Record<string, string>> = {
  avc: 'H.264',
  'v_mpeg4/iso/avc': 'H.264',
  h264: 'H.264',
  x264: 'H.264',
  avc1: 'H.264',
  hevc: 'H.265',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
  'v_mpeg4/iso/asp': 'MPEG-4',
  mp4v: 'MPEG-4',
  fmp4: 'MPEG-4',
  xvid: 'MPEG-4',
  divx: 'MPEG-4',
  dx50: 'MPEG-4',
  v_mpeg1: 'MPEG-1',
  v_mpeg2: 'MPEG-2',
  mpg2: 'MPEG-2',
  v_theora: 'Theora',
  mjpg: 'Motion JPEG',
  aac: 'AAC',
  a_aac: 'AAC',
  mp4a: 'AAC',
  opus: 'Opus',
  mp3: 'MP3',
  vorbis: 'Vorbis',
  flac: 'FLAC',
  ac3: 'AC-3',
  eac3: 'E-AC-3',
  dts: 'DTS',
  a_truehd: 'TrueHD',
  s_text: 'SubRip',
  's_text/utf8': 'SubRip',
  's_text/ass': 'ASS',
  's_text/ssa': 'SSA',
  's_text/webvtt': 'WebVTT',
  webvtt: 'WebVTT',
  s_vobsub: 'VobSub',
  's_hdmv/pgs': 'PGS',
  tx3g: 'Timed Text',
};

/** Null: nobody has a name for it. */
export function codecName(id: string | number | Uint8Array | null | undefined): string | null {
  if (typeof id !== 'string') return null;
  const key = id.trim().toLowerCase();
  if (key.startsWith('pcm') || key.startsWith('a_pcm')) return 'PCM';
  // What is shown is a word of a known alphabet, whatever the file says.
  return names[key] ?? (/^[\w/. -]{2,30}$/u.test(key) ? id.trim() : null);
}
