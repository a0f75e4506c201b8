import { shallowRef } from 'vue';

/** What the one live region of the page says next; see LiveRegion.vue. */
export const announcement = shallowRef('');

/** Says something to people who listen to the page instead of looking at it. For changes of state, not for figures. */
export function announce(text: string): void {
  // The same sentence twice would not be read twice: a no-break space makes it another text.
  announcement.value = announcement.value === text ? `${text}\u00a0` : text;
}
