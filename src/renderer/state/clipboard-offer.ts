import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** The magnet link that the desktop shell has found in the clipboard and nobody has said anything about yet. */
export const useClipboardOfferStore = defineStore('clipboard-offer', () => {
  const link = shallowRef<string>();

  /** The newest takes the place of one before. */
  function offer(found: string): void {
    link.value = found;
  }

  function close(): void {
    link.value = undefined;
  }

  return { link, offer, close };
});
