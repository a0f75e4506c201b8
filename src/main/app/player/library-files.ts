import type { ItemId } from '#shared/domain/library/item-id.ts';
import type { Chapter, ReplayGain, TrackInVideo } from '#shared/domain/library/media-facts.ts';

/** A file of the library, as a player needs it. */
export interface PlayableFile {
  /** Absolute. */
  readonly path: string;
  /** The library folder that it lies in, absolute: nothing is read through links that lead out of it. */
  readonly folder: string;
  readonly title: string;
  readonly durationSeconds: number | null;
  readonly positionSeconds: number | null;
  /** Beside it; absolute paths in the same library folder. */
  readonly subtitles: readonly { readonly path: string; readonly language: string | null }[];
  /** As the scan found them; what the file itself says when it is opened goes first. */
  readonly audioTracks: readonly TrackInVideo[];
  readonly chapters: readonly Chapter[];
  /** Of a file that holds a whole album. */
  readonly part: { readonly startSeconds: number; readonly endSeconds: number | null } | null;
  readonly replayGain: ReplayGain | null;
}

/** What the player asks of the library. */
export interface LibraryFiles {
  /** Undefined: no track or video of this id. */
  playable(id: ItemId): PlayableFile | undefined;
}
