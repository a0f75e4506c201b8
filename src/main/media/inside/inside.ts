import type { Chapter } from '#shared/domain/library/media-facts.ts';

/** Words inside a film, of which something here can make lines on a page. */
export interface InnerSubtitle {
  /** As the container numbers it. */
  readonly track: number;
  readonly format: SubtitleFormat;
  /** ISO 639 or BCP 47; null: not said. */
  readonly language: string | null;
  readonly title: string | null;
  /** Only what is not said in the film's own language. */
  readonly isForced: boolean;
}

/**
 * How a track writes its words: `srt` with `<i>`, `ass` as a line of SubStation Alpha, `webvtt` as a cue of it, `webm` with the
 * cue's name and settings in front, `tx3g` and `wvtt` as MP4 has them.
 */
export type SubtitleFormat = 'srt' | 'ass' | 'webvtt' | 'webm' | 'tx3g' | 'wvtt';

/** What lies in a film beside its pictures and sound. */
export interface Inside {
  readonly chapters: readonly Chapter[];
  readonly subtitles: readonly InnerSubtitle[];
}

/** One piece of text as it lies in the file. */
export interface RawText {
  readonly startMs: number;
  readonly endMs: number;
  readonly bytes: Uint8Array;
}

/** Where in the file one or more of them are, in the order in which they are said. */
export interface TextPlace {
  /** The first byte that has to be there. */
  readonly at: number;
  read(): Promise<readonly RawText[]>;
}

/** The words of one track: where they are, or, where no index tells that, all of them in turn. */
export type TrackTexts =
  | { readonly are: 'listed'; readonly places: readonly TextPlace[] }
  | { readonly are: 'in-turn'; readonly texts: AsyncIterable<RawText> };

/** Of a film with a line a second for a whole day. */
export const maxTexts = 100_000;
/** Of one text, bytes: longer is no line that anybody could read. */
export const maxTextBytes = 16 * 1024;
export const maxChapters = 1_000;
export const maxInnerSubtitles = 100;
