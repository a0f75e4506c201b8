import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launch } from '../support/electron-double/launch.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { enginePids, makeDataDir, patience } from './desktop.ts';
import { windowsOf } from './tray.ts';

const isLinux = process.platform === 'linux';

describeWith(['chromium'], 'a start at login', () => {
  test('shows no window, runs all the same, and a second start shows it', async () => {
    await using folder = await makeTempFolder();
    const dataDir = await makeDataDir(folder.path);
    await using app = await launch({ dataDir, args: ['--hidden'] });
    await expect.poll(() => enginePids(app).catch(() => []), patience).toHaveLength(1);
    expect(await windowsOf(app)).toEqual({ all: 0, seen: 0 });

    await using second = await launch({ dataDir });
    expect(await second.exited).toBe(0);
    const page = await app.firstWindow();
    await page.getByRole('link', { name: 'Transfers' }).waitFor();
    await expect.poll(() => windowsOf(app), patience).toEqual({ all: 1, seen: 1 });
  });

  test.skipIf(!isLinux)('is asked of the desktop when it is chosen, and no more when it is not', async () => {
    await using folder = await makeTempFolder();
    const dataDir = await makeDataDir(folder.path);
    await using app = await launch({ dataDir, env: { XDG_CONFIG_HOME: folder.path } });
    const page = await app.firstWindow();
    const autostart = join(folder.path, 'autostart');
    const files = () => readdir(autostart).catch(() => []);
    await page.getByRole('link', { name: 'Settings' }).click();
    const choice = page.getByRole('switch', { name: 'Start when you log in' });
    await choice.waitFor();
    expect(await files()).toEqual([]);

    await choice.click();
    await expect.poll(files, patience).toEqual([expect.stringMatching(/^warren-[0-9a-f]{8}\.desktop$/u)]);
    const [name = ''] = await files();
    expect(await readFile(join(autostart, name), 'utf8')).toContain(`"--data-dir" "${dataDir}" "--hidden"`);

    await choice.click();
    await expect.poll(files, patience).toEqual([]);
  });

  test.skipIf(!isLinux)('that the desktop does not take is said, and not kept as chosen', async () => {
    await using folder = await makeTempFolder();
    const dataDir = await makeDataDir(folder.path);
    const config = join(folder.path, 'config');
    await mkdir(config);
    // A file where the folder should be.
    await writeFile(join(config, 'autostart'), '');
    await using app = await launch({ dataDir, env: { XDG_CONFIG_HOME: config } });
    const page = await app.firstWindow();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('switch', { name: 'Start when you log in' }).click();

    const said = () => app.recorded.filter(({ what }) => what === 'dialog.showMessageBox');
    await expect.poll(() => JSON.stringify(said()), patience).toContain('will not start when you log in');
    const kept = JSON.parse(await readFile(join(dataDir, 'settings.json'), 'utf8')) as {
      desktop: { startsAtLogin: boolean };
    };
    expect(kept.desktop.startsAtLogin).toBe(false);
  });
});
