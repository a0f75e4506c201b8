import type { Track, Video } from '#shared/contract/library-items.ts';
import type { ItemId } from '#shared/domain/library/item-id.ts';

/** Something that can stand in the queue. */
export type WhatPlays =
  | { readonly kind: 'item'; readonly id: ItemId }
  | {
      readonly kind: 'torrent-file';
      readonly torrentId: string;
      /** By index; undefined: the largest that a player opens. */
      readonly file: number | undefined;
      /** Until its own is known. */
      readonly title: string;
    };

/** What a list says of it, before it is opened. */
export interface PlayFacts {
  readonly title: string;
  readonly artist: string | null;
  readonly album: string | null;
  readonly artwork: string | null;
  readonly durationSeconds: number | null;
  /** Undefined: it cannot be one. */
  readonly isFavourite: boolean | undefined;
  /** On the computer that Warren runs on. */
  readonly path: string | null;
}

export function factsOfTrack({
  title,
  artist,
  album,
  artwork,
  durationSeconds,
  isFavourite,
  path,
}: Track): PlayFacts {
  return { title, artist, album, artwork, durationSeconds, isFavourite, path };
}

export function factsOfVideo({ title, show, artwork, durationSeconds, isFavourite, path }: Video): PlayFacts {
  return { title, artist: show, album: null, artwork, durationSeconds, isFavourite, path };
}

export const factsOfFile = (title: string): PlayFacts => ({
  title,
  artist: null,
  album: null,
  artwork: null,
  durationSeconds: null,
  isFavourite: undefined,
  path: null,
});
