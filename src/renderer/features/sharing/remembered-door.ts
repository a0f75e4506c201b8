import { useSettingsStore } from '../../state/settings.ts';

/** Which network profile people chose for what has a label: the next share of such a thing begins with it. */
export function useRememberedDoor() {
  const settings = useSettingsStore();

  return {
    /** @param isThere a profile may have been removed or renamed since */
    find(
      labels: readonly string[],
      isThere: (profile: string) => boolean,
    ): { readonly label: string; readonly profile: string } | undefined {
      const known = settings.settings?.profileOfLabel ?? {};
      return labels
        .map((label) => ({ label, profile: known[label] ?? '' }))
        .find(({ profile }) => isThere(profile));
    },
    /** It is a convenience: that it could not be kept is no reason to trouble anybody. */
    async remember(labels: readonly string[], profile: string): Promise<void> {
      if (labels.length === 0 || profile === '') return;
      const known = settings.settings?.profileOfLabel ?? {};
      const profileOfLabel = { ...known, ...Object.fromEntries(labels.map((label) => [label, profile])) };
      await settings.change({ profileOfLabel }).catch(() => undefined);
    },
  };
}
