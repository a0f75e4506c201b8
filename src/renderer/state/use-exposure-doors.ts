import { computed } from 'vue';
import { useDoorWords } from '../i18n/use-door-words.ts';
import type { ExposureDoor } from '../i18n/use-exposure-words.ts';
import { lookOf, type DoorChoice } from '../ui/door-look.ts';
import { useInterfacesStore } from './interfaces.ts';
import { useProfilesStore } from './profiles.ts';
import { useSettingsStore } from './settings.ts';

/** The doors to choose from for something new, and what is known of each. */
export function useExposureDoors() {
  const profiles = useProfilesStore();
  const settings = useSettingsStore();
  const interfaces = useInterfacesStore();
  const words = useDoorWords();

  const doors = computed((): readonly DoorChoice[] =>
    (profiles.statuses ?? []).map((status) => ({
      name: status.name,
      look: lookOf(status),
      hint: words.hint(status),
    })),
  );
  const defaultName = computed(() => profiles.statuses?.find(({ isDefault }) => isDefault)?.name);
  const profileOf = (name: string) => settings.settings?.profiles.find((profile) => profile.name === name);

  /** Undefined until both the settings and the state of the profile are known. */
  function doorOf(name: string): ExposureDoor | undefined {
    const profile = profileOf(name);
    const status = profiles.byName.get(name);
    if (profile === undefined || status === undefined) return undefined;
    return { binding: profile.binding, status, interfaceKind: interfaces.find(status.interface)?.kind };
  }

  return { doors, defaultName, profileOf, doorOf };
}
