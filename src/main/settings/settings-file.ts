import { existsSync } from 'node:fs';
import { readFile, rename, open } from 'node:fs/promises';
import * as z from 'zod';
import { AppError } from '#shared/contract/errors.ts';
import { settingsSchema, type Settings } from '#shared/contract/settings.ts';

export interface LoadedSettings {
  readonly settings: Settings;
  /** Set when the file that was there could not be read; it was kept under this name. */
  readonly setAside: string | undefined;
}

/**
 * Reads the settings; a missing file means the defaults, a broken one is put aside and means the defaults too.
 * @param now for the name of the file that is put aside
 * @throws AppError `settings-too-new`: what a newer Warren protects, this one could undo
 */
export async function loadSettings(path: string, now: Date): Promise<LoadedSettings> {
  if (!existsSync(path)) return { settings: settingsSchema.parse({}), setAside: undefined };
  const raw = parseJson(await readFile(path, 'utf8'));
  const version = z.object({ version: z.int() }).safeParse(raw).data?.version;
  if (version !== undefined && version > 1) {
    const text = `The settings were written by a newer Warren (form ${version}, this one knows 1). Nothing was changed.`;
    throw new AppError('settings-too-new', text);
  }
  const parsed = settingsSchema.safeParse(raw);
  if (parsed.success) return { settings: parsed.data, setAside: undefined };
  const setAside = `${path}.broken-${now.toISOString().replaceAll(':', '-')}`;
  await rename(path, setAside);
  return { settings: settingsSchema.parse({}), setAside };
}

/** Written beside and renamed over, so a crash leaves the old file or the new one, never half. */
export async function saveSettings(path: string, settings: Settings): Promise<void> {
  const draft = `${path}.tmp`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(settings, undefined, 2)}\n`);
    // Else a power cut can leave the new name with nothing in it.
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
