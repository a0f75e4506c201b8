import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { Playlist } from '#shared/contract/library-items.ts';
import { useApi } from '../../../api/index.ts';
import { useLibraryStore } from '../../../state/library.ts';

/** All playlists, by name: menus, the shelf and the page of lists show them. */
export const useListsStore = defineStore('library-lists', () => {
  const client = useApi();
  const library = useLibraryStore();
  /** Undefined until the core has told once. */
  const lists = shallowRef<readonly Playlist[]>();
  /** Those that a person can put something into. */
  const byHand = computed(() => (lists.value ?? []).filter(({ rule }) => rule === null));

  async function load(): Promise<void> {
    const now = await client['library.playlists']().catch(() => undefined);
    if (now !== undefined) lists.value = now;
  }

  watch(
    () => library.ticks,
    () => void load(),
    { immediate: true },
  );
  return { lists, byHand, load };
});
