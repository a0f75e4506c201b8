import { existsSync } from 'node:fs';
import { copyFile, open, readFile, rename } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { AppError } from '#shared/contract/errors.ts';
import { openAfterRepair, profileOfPreset } from '#shared/contract/presets.ts';
import { settingsSchema, type Settings } from '#shared/contract/settings.ts';
import { noSecretStore, type SecretStore } from '../ports/secret-store.ts';
import { withOpenPasswords, withSealedPasswords } from './sealed-passwords.ts';

export interface LoadedSettings {
  readonly settings: Settings;
  /** Set when the file that was there could not be read; it was kept under this name. */
  readonly setAside: string | undefined;
  /** The copy of what was saved last has taken its place. */
  readonly isRestored: boolean;
}

/**
 * Reads the settings; a missing file means the defaults. A broken one is put aside; the copy of what was saved last takes
 * its place, and without that the defaults do, with a network that no transfer has.
 * @param now for the name of the file that is put aside
 * @throws AppError `settings-too-new`: what a newer Warren protects, this one could undo
 */
export async function loadSettings(
  path: string,
  now: Date,
  secrets: SecretStore = noSecretStore,
): Promise<LoadedSettings> {
  const loaded = await loadStored(path, now, secrets);
  const settings = await withOpenPasswords(loaded.settings, secrets);
  // What an older Warren, or one without a keyring, has written in plain.
  const isPlain = loaded.settings.profiles.some(({ proxy }) => proxy?.password !== undefined);
  if (isPlain && !isDeepStrictEqual(await withSealedPasswords(loaded.settings, secrets), loaded.settings))
    await saveSettings(path, settings, secrets);
  return { ...loaded, settings };
}

async function loadStored(path: string, now: Date, secrets: SecretStore): Promise<LoadedSettings> {
  const last = copyOf(path);
  // Gone in the middle of the repair below; whoever wants to begin anew removes both.
  if (!existsSync(path) && !existsSync(last))
    return { settings: settingsSchema.parse({}), setAside: undefined, isRestored: false };
  const found = await read(path);
  if (found !== undefined) return { settings: found, setAside: undefined, isRestored: false };
  const restored = await read(last);
  const settings =
    restored ??
    settingsSchema.parse({
      profiles: [{ ...profileOfPreset('open', undefined), name: openAfterRepair }],
      defaultProfile: openAfterRepair,
    });
  const setAside = existsSync(path) ? `${path}.broken-${now.toISOString().replaceAll(':', '-')}` : undefined;
  if (setAside !== undefined) await copyFile(path, setAside);
  await saveSettings(path, settings, secrets);
  return { settings, setAside, isRestored: restored !== undefined };
}

/** Written beside and renamed over, so a crash leaves the old file or the new one, never half. */
export async function saveSettings(
  path: string,
  settings: Settings,
  secrets: SecretStore = noSecretStore,
): Promise<void> {
  const text = `${JSON.stringify(await withSealedPasswords(settings, secrets), undefined, 2)}\n`;
  await replaceFile(path, text);
  await replaceFile(copyOf(path), text);
}

const copyOf = (path: string) => `${path}.last`;

async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.tmp`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    // Else a power cut can leave the new name with nothing in it.
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/** Undefined where it is not there or broken. @throws AppError `settings-too-new` */
async function read(path: string): Promise<Settings | undefined> {
  if (!existsSync(path)) return undefined;
  const raw = parseJson(await readFile(path, 'utf8'));
  const version = z.object({ version: z.int() }).safeParse(raw).data?.version;
  if (version !== undefined && version > 1) {
    const text = `The settings were written by a newer Warren (form ${version}, this one knows 1). Nothing was changed.`;
    throw new AppError('settings-too-new', text);
  }
  return settingsSchema.safeParse(raw).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
