import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { LibraryFolder, Playlist } from '#shared/contract/library-items.ts';
import type { ItemId } from '#shared/domain/library/item-id.ts';

/** What the person is to be asked, or shown, about the library. */
export type LibraryWish =
  /** `name`: of a dropped folder whose path is not known. */
  | { readonly kind: 'add-folder'; readonly path: string; readonly name?: string }
  | { readonly kind: 'remove-folder'; readonly folder: LibraryFolder }
  /** A folder was dropped: is it to be kept, or shared? `path` is empty where only its name is known. */
  | { readonly kind: 'arrived'; readonly path: string; readonly name: string }
  | { readonly kind: 'problems' }
  | { readonly kind: 'forget-missing'; readonly folderId?: number }
  | { readonly kind: 'add-to-list'; readonly items: readonly ItemId[] }
  | { readonly kind: 'new-list'; readonly items: readonly ItemId[]; readonly isByRule?: boolean }
  | { readonly kind: 'edit-list'; readonly list: Playlist }
  | { readonly kind: 'remove-lists'; readonly lists: readonly Playlist[] }
  | { readonly kind: 'labels'; readonly items: readonly ItemId[]; readonly labels: readonly string[] }
  | { readonly kind: 'note'; readonly id: ItemId; readonly text: string };

/** Which card about the library lies on the table. Any screen may ask for one. */
export const useLibraryCardsStore = defineStore('library-cards', () => {
  const wish = shallowRef<LibraryWish>();

  function ask(next: LibraryWish): void {
    wish.value = next;
  }

  function close(): void {
    wish.value = undefined;
  }

  return { wish, ask, close };
});
