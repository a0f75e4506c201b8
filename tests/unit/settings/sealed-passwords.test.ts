import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SecretStore } from '../../../src/main/ports/secret-store.ts';
import { loadSettings, saveSettings } from '../../../src/main/settings/index.ts';
import { settingsSchema } from '../../../src/shared/contract/settings.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const now = new Date('2026-11-22T12:00:00Z');
const password = 'open sesame';
const proxy = { kind: 'socks5', host: '127.0.0.1', port: 1080, user: 'mara', password };
const settings = settingsSchema.parse({ profiles: [{ name: 'Behind', proxy }], defaultProfile: 'Behind' });

/** What one computer has sealed, another cannot open. */
const keyringOf = (computer: string): SecretStore => ({
  seal: (secret) => Promise.resolve(Buffer.from(`${computer}:${secret}`).toString('base64')),
  open(sealed) {
    const [by, secret] = Buffer.from(sealed, 'base64').toString().split(':');
    return Promise.resolve(by === computer ? secret : undefined);
  },
});

/** Everything that lies in the folder. */
async function textsIn(folder: string): Promise<string> {
  const names = await readdir(folder);
  const texts = names.map(async (name) => {
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    return readFile(join(folder, name), 'utf8');
  });
  return (await Promise.all(texts)).join('\n');
}

test('a password of before is sealed when the settings are loaded, in their copy too, and is as it was', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'settings.json');
  await saveSettings(path, settings);
  expect(await textsIn(folder.path)).toContain(password);
  const loaded = await loadSettings(path, now, keyringOf('here'));
  expect(loaded.settings).toEqual(settings);
  expect(await textsIn(folder.path)).not.toContain(password);
  expect((await loadSettings(path, now, keyringOf('here'))).settings).toEqual(settings);
  // The copy takes the place of a broken file, and stays sealed.
  await writeFile(path, 'broken', { mode: 0o600 });
  expect((await loadSettings(path, now, keyringOf('here'))).settings).toEqual(settings);
  expect(await textsIn(folder.path)).not.toContain(password);
});

test('what cannot be opened here is kept as it is until another password is given', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'settings.json');
  await saveSettings(path, settings, keyringOf('there'));
  const { settings: closed } = await loadSettings(path, now, keyringOf('here'));
  const sealedPassword = await keyringOf('there').seal(password);
  expect(closed.profiles[0]?.proxy).toEqual({ ...proxy, password: undefined, sealedPassword });

  await saveSettings(path, { ...closed, preallocation: 'full' }, keyringOf('here'));
  const { settings: back } = await loadSettings(path, now, keyringOf('there'));
  expect(back.profiles[0]?.proxy).toEqual(proxy);

  const given = settingsSchema.parse({ ...closed, profiles: settings.profiles });
  await saveSettings(path, given, keyringOf('here'));
  expect((await loadSettings(path, now, keyringOf('here'))).settings.profiles[0]?.proxy).toEqual(proxy);
  expect(await textsIn(folder.path)).not.toContain(sealedPassword);
});
