import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type * as z from 'zod';
import type { Api } from '#shared/contract/api.ts';
import type { AppError } from '#shared/contract/errors.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { toAppError, useApi, useSession } from '../api/index.ts';

export type SettingsChange = z.input<Api['settings.update']['input']>;

/** The settings as the core keeps them. */
export const useSettingsStore = defineStore('settings', () => {
  const session = useSession();
  const client = useApi();
  const settings = shallowRef<Settings>();
  const error = shallowRef<AppError>();

  async function load(signal: AbortSignal): Promise<void> {
    error.value = undefined;
    await session.whenOnline(signal);
    try {
      settings.value = await client['settings.get'](undefined, { signal });
    } catch (failure) {
      if (!signal.aborted) error.value = toAppError(failure);
    }
  }

  /**
   * Saves at once.
   * @throws AppError when it was not saved; the settings are then as before
   */
  async function change(part: SettingsChange): Promise<void> {
    settings.value = await client['settings.update'](part);
  }

  return { settings, error, load, change };
});
