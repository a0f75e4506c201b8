import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSettings, saveSettings } from '../../../src/main/settings/index.ts';
import { settingsSchema } from '../../../src/shared/contract/settings.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const now = new Date('2026-11-22T12:00:00Z');
const defaults = settingsSchema.parse({});

test('without a file the defaults hold, and what is saved is loaded again, for its owner alone', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'settings.json');
  expect(await loadSettings(path, now)).toEqual({ settings: defaults, setAside: undefined });
  const changed = { ...defaults, downloadFolder: '/music' };
  await saveSettings(path, changed);
  expect((await loadSettings(path, now)).settings).toEqual(changed);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder.path)).toEqual(['settings.json']);
});

test.each(['{"version":1,', '', 'null', '{"version":1,"profiles":"none"}', '{"version":1,"profiles":[]}'])(
  'a file with %j is put aside as it was',
  async (text) => {
    await using folder = await makeTempFolder();
    const path = join(folder.path, 'settings.json');
    await writeFile(path, text);
    const { settings, setAside } = await loadSettings(path, now);
    expect(settings).toEqual(defaults);
    expect(await readFile(setAside ?? '', 'utf8')).toBe(text);
  },
);

test('a file of a newer Warren is refused and not touched', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'settings.json');
  await writeFile(path, '{"version":2}');
  await expect(loadSettings(path, now)).rejects.toMatchObject({ code: 'settings-too-new' });
  expect(await readFile(path, 'utf8')).toBe('{"version":2}');
});

test('settings of an older form get the defaults of what is new', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'settings.json');
  await writeFile(path, JSON.stringify({ version: 1, profiles: [{ name: 'Mine' }], defaultProfile: 'Mine' }));
  const { settings } = await loadSettings(path, now);
  expect(settings.profiles[0]).toMatchObject({ name: 'Mine', binding: { kind: 'any' }, webRtc: false });
});

test('what the desktop app does beside its window is known in parts', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'settings.json');
  const desktop = { whenClosed: 'tray', notifies: { network: false } };
  await writeFile(path, JSON.stringify({ version: 1, desktop }));
  const { settings, setAside } = await loadSettings(path, now);
  expect(setAside).toBeUndefined();
  expect(settings.desktop).toEqual({
    whenClosed: 'tray',
    startsAtLogin: false,
    notifies: { finished: true, failed: true, network: false, exposure: true },
    keepsAwake: false,
  });
});
