import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { AppError } from '#shared/contract/errors.ts';
import type { ProfileStatus } from '#shared/contract/network.ts';
import type { Profile } from '#shared/contract/profile.ts';
import { isCancelled, nextFrame, reopened, toAppError, useApi, useSession } from '../api/index.ts';
import { useSettingsStore } from './settings.ts';

/** The network profiles as they are at this moment: whether each door is open, and where it leads. */
export const useProfilesStore = defineStore('profiles', () => {
  const session = useSession();
  const client = useApi();
  const settings = useSettingsStore();
  /** Undefined until the core has told once. */
  const statuses = shallowRef<readonly ProfileStatus[]>();
  const error = shallowRef<AppError>();
  const byName = computed(
    (): ReadonlyMap<string, ProfileStatus> => new Map(statuses.value?.map((status) => [status.name, status])),
  );
  /** Those that transfers use; as long as there are none, the one that the first will use. */
  const inUse = computed(() => {
    const all = statuses.value ?? [];
    const used = all.filter(({ torrents }) => torrents > 0);
    return used.length > 0 ? used : all.filter(({ isDefault }) => isDefault);
  });

  let life: AbortSignal | undefined;

  async function follow(signal: AbortSignal): Promise<void> {
    life = signal;
    error.value = undefined;
    const open = () => client['profiles.watch'](undefined, { signal });
    try {
      for await (const now of reopened(session, open, signal)) {
        statuses.value = now;
        await nextFrame();
      }
    } catch (failure) {
      if (!signal.aborted && !isCancelled(failure)) error.value = toAppError(failure);
    }
  }

  function retry(): void {
    if (life !== undefined) void follow(life);
  }

  /** What a command answered is known at once, not a beat later. */
  function learn(before: string | undefined, status: ProfileStatus): void {
    const all = (statuses.value ?? []).map((known) =>
      status.isDefault ? { ...known, isDefault: false } : known,
    );
    const at = all.findIndex(({ name }) => name === before);
    statuses.value = at < 0 ? [...all, status] : all.with(at, status);
    readSettings();
  }

  /** What the profiles hold is in the settings. */
  function readSettings(): void {
    if (life !== undefined) void settings.load(life);
  }

  /** Each of these throws AppError when the core refuses; nothing has changed then. */
  async function add(profile: Profile): Promise<void> {
    learn(profile.name, await client['profiles.add']({ profile }));
  }

  async function change(name: string, profile: Profile): Promise<void> {
    learn(name, await client['profiles.set']({ name, profile }));
  }

  async function remove(name: string): Promise<void> {
    await client['profiles.remove']({ name });
    statuses.value = statuses.value?.filter((known) => known.name !== name);
    readSettings();
  }

  async function makeDefault(name: string): Promise<void> {
    learn(name, await client['profiles.setDefault']({ name }));
  }

  return { statuses, error, byName, inUse, follow, retry, add, change, remove, makeDefault };
});
