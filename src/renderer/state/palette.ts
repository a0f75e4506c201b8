import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** Whether the search over everything lies over the page. */
export const usePaletteStore = defineStore('palette', () => {
  const isOpen = shallowRef(false);
  return { isOpen };
});
