import type { Track, Video } from '#shared/contract/library-items.ts';
import type { CollectionRow } from '../../../ui/collection/collection.ts';
import type { AnyItem } from '../menu/menu-subject.ts';

/** An item as a row of a list. */
export interface ItemRow<Item> extends CollectionRow {
  readonly item: Item;
}

export type PlayableItem = Track | Video;

export function rowOf<Item extends AnyItem>(item: Item): ItemRow<Item> {
  return { id: item.id, name: nameOf(item), item };
}

export function nameOf(item: AnyItem): string {
  return 'title' in item ? item.title : item.name;
}

export function isTrack(item: PlayableItem): item is Track {
  return item.id.startsWith('track-');
}
