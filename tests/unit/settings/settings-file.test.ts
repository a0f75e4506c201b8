import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSettings, saveSettings } from '../../../src/main/settings/index.ts';
import { openAfterRepair } from '../../../src/shared/contract/presets.ts';
import { settingsSchema } from '../../../src/shared/contract/settings.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const now = new Date('2026-11-22T12:00:00Z');
const defaults = settingsSchema.parse({});

test('without a file the defaults hold, and what is saved is loaded again, for its owner alone', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'settings.json');
  expect(await loadSettings(path, now)).toEqual({
    settings: defaults,
    setAside: undefined,
    isRestored: false,
  });
  const changed = { ...defaults, downloadFolder: '/music' };
  await saveSettings(path, changed);
  expect((await loadSettings(path, now)).settings).toEqual(changed);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder.path)).sort()).toEqual(['settings.json', 'settings.json.last']);
});

const broken = [
  '{"version":1,',
  '',
  'null',
  '{"version":1,"profiles":"none"}',
  '{"version":1,"profiles":[]}',
];

test.each(broken)(
  'a file with %j is put aside as it was, and no transfer of before has a network',
  async (text) => {
    await using folder = await makeTempFolder();
    const path = join(folder.path, 'settings.json');
    await writeFile(path, text);
    const { settings, setAside, isRestored } = await loadSettings(path, now);
    expect(isRestored).toBe(false);
    expect(settings.profiles.map(({ name }) => name)).toEqual([openAfterRepair]);
    expect(settings.defaultProfile).toBe(openAfterRepair);
    expect(await readFile(setAside ?? '', 'utf8')).toBe(text);
    expect(await loadSettings(path, now)).toEqual({ settings, setAside: undefined, isRestored: false });
  },
);

test.each(broken)('what was saved last takes the place of a file with %j', async (text) => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'settings.json');
  const tied = settingsSchema.parse({
    profiles: [{ name: 'Open', binding: { kind: 'interface', interface: 'wg0' } }],
  });
  await saveSettings(path, tied);
  await writeFile(path, text);
  const { settings, setAside, isRestored } = await loadSettings(path, now);
  expect([settings, isRestored]).toEqual([tied, true]);
  expect(await readFile(setAside ?? '', 'utf8')).toBe(text);
  expect((await loadSettings(path, now)).settings).toEqual(tied);
});

test('a copy alone is as good as the file', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'settings.json');
  await saveSettings(path, { ...defaults, downloadFolder: '/music' });
  await rm(path);
  const { settings, setAside } = await loadSettings(path, now);
  expect([settings.downloadFolder, setAside]).toEqual(['/music', undefined]);
});

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
    opensMagnets: false,
    offersClipboard: false,
    onBattery: 'carry-on',
    notifies: { finished: true, failed: true, network: false, exposure: true },
    keepsAwake: false,
  });
});
