import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isRealElectron, launch, type DesktopApp } from '../support/electron-double/launch.ts';
import { startSocksProxy } from '../support/proxies.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { makeDataDir, patience } from './desktop.ts';

const credentials = { user: 'mara', password: 'open sesame' };
const magnet = `magnet:?xt=urn:btih:${'c'.repeat(40)}&dn=behind&tr=${encodeURIComponent('http://192.0.2.9/announce')}`;

/** Both files of the settings; only the user may read them. */
async function settingsIn(dataDir: string): Promise<string[]> {
  const paths = ['settings.json', 'settings.json.last'].map((name) => join(dataDir, name));
  for (const path of paths) expect((await stat(path)).mode & 0o777).toBe(0o600);
  return Promise.all(paths.map((path) => readFile(path, 'utf8')));
}

/** What the window says of the network. */
async function networkSays(app: DesktopApp, text: RegExp): Promise<void> {
  const page = await app.firstWindow();
  const told = async () => {
    // The page may still be on its way to where it leads by itself.
    await page.evaluate(() => {
      location.hash = '#/privacy';
    });
    return page.locator('body').innerText();
  };
  await expect.poll(told, patience).toMatch(text);
}

// The keyring of whoever runs the tests is nobody's to try things with.
describeWith(isRealElectron ? ['no tool'] : ['chromium'], 'the password of a proxy', () => {
  test('goes into the keyring; with another keyring nothing goes to the proxy before it is given anew', async () => {
    await using folder = await makeTempFolder();
    await using proxy = await startSocksProxy({ credentials });
    const at = { kind: 'socks5', host: '127.0.0.1', port: proxy.port };
    const behind = { name: 'Behind', proxy: { ...at, ...credentials } };
    const dataDir = await makeDataDir(folder.path, { profiles: [behind], defaultProfile: 'Behind' });
    const withKeyring = (WARREN_TEST_KEYRING: string, ...args: string[]) =>
      launch({ dataDir, args, env: { WARREN_TEST_KEYRING } });

    // One whose key everybody knows is none: the file stays as it was.
    {
      await using app = await withKeyring('basic_text');
      await networkSays(app, /Behind/u);
      expect(await readFile(join(dataDir, 'settings.json'), 'utf8')).toContain(credentials.password);
    }
    {
      await using app = await withKeyring('mara');
      await networkSays(app, /Behind/u);
      for (const text of await settingsIn(dataDir)) {
        expect(text).not.toContain(credentials.password);
        expect(text).toContain('sealedPassword');
      }
    }
    const before = proxy.asked.length + proxy.refused;
    {
      await using app = await withKeyring('somebody else', magnet);
      await networkSays(app, /password of the proxy/u);
      expect(proxy.asked.length + proxy.refused).toBe(before);
    }
    for (const text of await settingsIn(dataDir)) expect(text).toContain('sealedPassword');
  });
});
