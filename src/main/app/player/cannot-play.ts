import type { HowToPlay } from '#shared/domain/playback.ts';
import type { ProbedMedia } from '../../media/index.ts';

/** As people of the field call them. */
const names: Readonly<Record<string, string>> = {
  ac3: 'Dolby Digital (AC-3)',
  eac3: 'Dolby Digital Plus (E-AC-3)',
  dts: 'DTS',
  prores: 'Apple ProRes',
  hevc: 'H.265',
  avc: 'H.264',
  vorbis: 'Vorbis',
};

const named = (codec: string | undefined | null) =>
  codec == null || codec === 'other' ? undefined : (names[codec] ?? codec.toUpperCase());

type Cannot = Extract<HowToPlay, { readonly how: 'cannot' }>;

/** A sentence for the person in front. */
export function whyItCannotPlay(
  { because }: Cannot,
  { video, sounds }: Pick<ProbedMedia, 'video' | 'sounds'>,
  sound: number,
): string {
  const [pictures, noise] = [named(video?.codec), named(sounds[sound]?.codec)];
  switch (because) {
    case 'pictures':
      return `Its pictures are in ${pictures ?? 'a format that Warren does not know'}, which Warren does not play. ${other}`;
    case 'sound':
      return `Its sound is in ${noise ?? 'a format that Warren does not know'}, which Warren does not play. ${other}`;
    case 'both': {
      const formats = [pictures, noise].filter((name) => name !== undefined).join(' and ');
      return `Warren does not play ${formats === '' ? 'what is in it' : formats}. ${other}`;
    }
    case 'nothing':
      return 'There are neither pictures nor sound in it that Warren knows.';
    default:
      return because satisfies never;
  }
}

/** @param name of the file */
export function unknownContainer(name: string): string {
  const end = /\.([a-z\d]{1,6})$/iu.exec(name)?.[1]?.toUpperCase();
  return `Warren does not play ${end === undefined ? 'files of this kind' : `${end} files`}. ${other}`;
}

const other = 'Another program may.';

export const damagedFile = `Warren cannot read what is in this file; it may be damaged. ${other}`;
