import { defineStore } from 'pinia';
import { ref } from 'vue';

/** What Transfers are narrowed down by; kept while another page is looked at. */
export const useSearchStore = defineStore('search', () => {
  const text = ref('');
  return { text };
});
