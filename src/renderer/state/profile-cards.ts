import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { PrivacyPreset } from '#shared/contract/presets.ts';

/** What is to be done to a profile: another one like a preset, or one that is there. */
export type ProfileWish =
  | { readonly kind: 'new'; readonly preset: PrivacyPreset }
  | { readonly kind: 'edit'; readonly name: string }
  | { readonly kind: 'remove'; readonly name: string };

/** Which card about a profile lies on the table. Any screen may ask for one. */
export const useProfileCardsStore = defineStore('profile-cards', () => {
  const wish = shallowRef<ProfileWish>();

  function ask(next: ProfileWish): void {
    wish.value = next;
  }

  function close(): void {
    wish.value = undefined;
  }

  return { wish, ask, close };
});
