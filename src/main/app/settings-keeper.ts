import { isAbsolute } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';
import { settingsSchema, type Settings, type SettingsPatch } from '#shared/contract/settings.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import { saveSettings } from '../settings/index.ts';
import { profileNamed } from './engines/engines.ts';
import type { Registry } from './torrents/registry.ts';

interface SettingsKeeperParts {
  readonly path: string;
  readonly registry: Registry;
  readonly secrets: SecretStore;
  /** Resolves when the change has taken effect. */
  onChanged(): Promise<void>;
}

type Change = SettingsPatch & Partial<Pick<Settings, 'alternativeByHand'>>;

/** Holds the settings; a change is checked as a whole, saved, and then takes effect. */
export function makeSettingsKeeper(
  initial: Settings,
  { path, registry, secrets, onChanged }: SettingsKeeperParts,
) {
  let current = initial;
  let saving: Promise<unknown> = Promise.resolve();

  async function change({ downloadFolder, desktop, ...patch }: Change): Promise<Settings> {
    const folder = downloadFolder === null ? undefined : (downloadFolder ?? current.downloadFolder);
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const parsed = settingsSchema.safeParse({
      ...current,
      ...given,
      downloadFolder: folder,
      desktop: { ...current.desktop, ...desktop },
    });
    if (!parsed.success)
      throw new AppError('invalid-input', parsed.error.issues.map(({ message }) => message).join(' '));
    const next = parsed.data;
    if (next.downloadFolder !== undefined && !isAbsolute(next.downloadFolder)) {
      throw new AppError('invalid-input', 'The folder for downloads must be given from the root on.');
    }
    profileNamed(next.profiles, next.defaultProfile);
    const inUse = registry
      .list()
      .find(({ stored }) => !next.profiles.some(({ name }) => name === stored.profile));
    if (inUse !== undefined) {
      throw new AppError(
        'invalid-input',
        `The profile "${inUse.stored.profile}" is used by torrents; move them to another one first.`,
      );
    }
    await saveSettings(path, next, secrets);
    current = next;
    await onChanged();
    return next;
  }

  function inTurn(patch: Change): Promise<Settings> {
    const mine = saving.then(() => change(patch));
    saving = mine.catch(() => undefined);
    return mine;
  }

  return {
    get: () => current,
    /** @throws AppError `invalid-input`, `not-found`; nothing is changed then */
    update: (patch: SettingsPatch): Promise<Settings> => inTurn(patch),
    setAlternativeByHand: (alternativeByHand: Settings['alternativeByHand']): Promise<Settings> =>
      inTurn({ alternativeByHand }),
  };
}
export type SettingsKeeper = ReturnType<typeof makeSettingsKeeper>;
