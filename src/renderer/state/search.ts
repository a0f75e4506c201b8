import { defineStore } from 'pinia';
import { ref } from 'vue';

/** What is typed into the field at the top; for now it filters Transfers. */
export const useSearchStore = defineStore('search', () => {
  const text = ref('');
  return { text };
});
