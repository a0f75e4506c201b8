import type { Album, Artist, Playlist, Show, Track, Video } from '#shared/contract/library-items.ts';
import type { CollectionRow } from '../../../ui/collection/collection.ts';

/** An item as a row of a list. */
export interface ItemRow<Item> extends CollectionRow {
  readonly item: Item;
}

export type PlayableItem = Track | Video;

export function rowOf<Item extends Album | Track | Video | Show>(item: Item): ItemRow<Item> {
  return { id: item.id, name: item.title, item };
}

export function namedRow<Item extends Artist | Playlist>(item: Item): ItemRow<Item> {
  return { id: item.id, name: item.name, item };
}

export function isTrack(item: PlayableItem): item is Track {
  return item.id.startsWith('track-');
}
