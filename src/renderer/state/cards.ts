import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Torrent } from '#shared/contract/torrent.ts';
import type { ItemId } from '#shared/domain/library/item-id.ts';

/** Something to add, as it arrived: pasted, dropped or chosen. */
export type AddSource =
  { readonly kind: 'magnet'; readonly text: string } | { readonly kind: 'file'; readonly file: File };

/** Something to share: `path` is empty where only its name is known, as in a browser tab. */
export interface ShareSource {
  readonly path: string;
  readonly name: string;
  /** Of the library: the core knows which files they are. */
  readonly items?: readonly ItemId[];
}

/** Which card lies on the table. Any screen may ask for one; the cards themselves are features of their own. */
export const useCardsStore = defineStore('cards', () => {
  const isAdding = shallowRef(false);
  const waiting = shallowRef<readonly AddSource[]>([]);
  /** Undefined while the person has still to say what to add. */
  const adding = computed(() => waiting.value[0]);
  /** What was added last: a list that is open shows it. */
  const addedId = shallowRef<string>();
  const sharing = shallowRef<ShareSource>();
  /** Whose files are to lie elsewhere. */
  const moving = shallowRef<Torrent>();

  /** Several sources are asked about one after the other, and after a share that is under way. */
  function add(sources: readonly AddSource[] = []): void {
    waiting.value = [...waiting.value, ...sources];
    isAdding.value = true;
  }

  /** What is on the card was not it: something else instead, and what waits behind it stays. */
  function replaceAdding(sources: readonly AddSource[]): void {
    waiting.value = [...sources, ...waiting.value.slice(1)];
  }

  /** The source on the card is dealt with; the next one comes, or the card goes. */
  function nextToAdd(): void {
    waiting.value = waiting.value.slice(1);
    isAdding.value = waiting.value.length > 0;
  }

  function stopAdding(): void {
    waiting.value = [];
    isAdding.value = false;
  }

  function share(source: ShareSource = { path: '', name: '' }): void {
    if (!isAdding.value) sharing.value = source;
  }

  function shareItems(items: readonly ItemId[]): void {
    if (items.length > 0) share({ path: '', name: '', items });
  }

  function stopSharing(): void {
    sharing.value = undefined;
  }

  function move(torrent: Torrent): void {
    moving.value = torrent;
  }

  function stopMoving(): void {
    moving.value = undefined;
  }

  return {
    isAdding,
    waiting,
    adding,
    addedId,
    sharing,
    add,
    replaceAdding,
    nextToAdd,
    stopAdding,
    share,
    shareItems,
    stopSharing,
    moving,
    move,
    stopMoving,
  };
});
