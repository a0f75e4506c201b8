import { defineStore } from 'pinia';
import { onScopeDispose, shallowRef } from 'vue';
import { parseItemId, type ItemId } from '#shared/domain/library/item-id.ts';

/** So that no other page takes a drag of ours for something else. */
const mediaType = 'application/x-warren-items';

/** What is being dragged out of a list of the library. */
export const useDraggingStore = defineStore('library-dragging', () => {
  const ids = shallowRef<readonly ItemId[]>([]);

  function begin(dragged: readonly ItemId[], event: DragEvent, title: string): void {
    if (event.dataTransfer === null || dragged.length === 0) return;
    event.dataTransfer.effectAllowed = 'copyMove';
    event.dataTransfer.setData(mediaType, dragged.join(' '));
    event.dataTransfer.setData('text/plain', title);
    ids.value = dragged;
  }

  const end = () => {
    ids.value = [];
  };
  window.addEventListener('dragend', end);
  onScopeDispose(() => window.removeEventListener('dragend', end));
  return { ids, begin, end };
});

/** Ids of rows that are items themselves. */
export function itemIds(ids: Iterable<string>): ItemId[] {
  // parseItemId has looked at its form.
  return [...ids].filter((id): id is ItemId => parseItemId(id) !== undefined);
}
