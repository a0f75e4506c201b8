import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { ItemId } from '#shared/domain/library/item-id.ts';

/** What plays, and what plays after it. */
export const usePlayerStore = defineStore('player', () => {
  const queue = shallowRef<readonly ItemId[]>([]);
  const at = shallowRef(0);
  const isPlaying = shallowRef(false);
  const current = computed((): ItemId | null => queue.value[at.value] ?? null);

  /** In place of what was queued. */
  function play(ids: readonly ItemId[], startAt = 0): void {
    queue.value = ids;
    at.value = startAt;
    isPlaying.value = ids.length > 0;
  }

  function enqueue(ids: readonly ItemId[]): void {
    queue.value = [...queue.value, ...ids];
  }

  function playNext(ids: readonly ItemId[]): void {
    queue.value = queue.value.toSpliced(at.value + 1, 0, ...ids);
  }

  return { current, isPlaying, play, enqueue, playNext };
});
