import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { isRealElectron, launch } from '../support/electron-double/launch.ts';
import { startInstance } from '../support/instance.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { makeDataDir, patience, startDesktop } from './desktop.ts';

const magnet = `magnet:?xt=urn:btih:${'c'.repeat(40)}&dn=handed%20over`;

/** Has the page collect what it is asked to open. */
async function collectSources(page: Page): Promise<() => Promise<unknown[]>> {
  await page.evaluate(() => {
    const { warrenDesktop } = window as unknown as {
      warrenDesktop: { onOpenSource: (listener: (source: unknown) => void) => () => void };
    };
    const sources: unknown[] = [];
    warrenDesktop.onOpenSource((source) => void sources.push(source));
    Object.assign(globalThis, { sources });
  });
  return () => page.evaluate(() => (globalThis as unknown as { sources: unknown[] }).sources);
}

describeWith(['chromium'], 'a second start', () => {
  test('hands over what it was to open, brings the window to the front, and ends', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const sources = await collectSources(desktop.page);
    await desktop.app.evaluate((electron) => {
      const [window] = electron.BrowserWindow.getAllWindows();
      window?.minimize();
      window?.on('focus', () => Object.assign(globalThis, { wasFocused: true }));
    }, undefined);
    await writeFile(join(folder.path, 'album.torrent'), 'd4:infod0:0:ee');

    const dataDir = await makeDataDir(folder.path);
    await using second = await launch({ dataDir, args: [magnet, join(folder.path, 'album.torrent')] });

    expect(await second.exited).toBe(0);
    await expect
      .poll(sources, patience)
      .toEqual([
        { magnet },
        { torrentFile: Buffer.from('d4:infod0:0:ee').toString('base64'), name: 'album.torrent' },
      ]);
    await expect
      .poll(
        () =>
          desktop.app.evaluate(
            (electron) =>
              'wasFocused' in globalThis &&
              electron.BrowserWindow.getAllWindows()[0]?.isMinimized() === false,
            undefined,
          ),
        patience,
      )
      .toBe(true);
    const card = desktop.page.getByRole('dialog', { name: 'Add a transfer' });
    await card.getByText('handed over').waitFor();
    await card.getByText('1 of 2').waitFor();
    expect(await desktop.page.getByText('Nothing is on its way yet').count()).toBe(1);
  });

  test('with something that cannot be read says so and hands over nothing', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const sources = await collectSources(desktop.page);
    await desktop.app.evaluate(({ dialog }) => {
      dialog.showMessageBox = (...given: unknown[]) => {
        Object.assign(globalThis, { said: given.at(-1) });
        return Promise.resolve({ response: 0, checkboxChecked: false });
      };
    }, undefined);
    await writeFile(join(folder.path, 'huge.torrent'), Buffer.alloc(16 * 1024 * 1024 + 1));

    const dataDir = await makeDataDir(folder.path);
    await using second = await launch({ dataDir, args: [join(folder.path, 'huge.torrent')] });
    await second.exited;

    await expect
      .poll(() => desktop.app.evaluate(() => (globalThis as { said?: unknown }).said, undefined), patience)
      .toMatchObject({ message: '“huge.torrent” could not be read.' });
    expect(await sources()).toEqual([]);
  });

  test('with another data directory is a Warren of its own', async () => {
    await using folder = await makeTempFolder();
    await using other = await makeTempFolder();
    await using one = await startDesktop(folder.path);
    await using two = await startDesktop(other.path);
    expect(two.app.process().pid).not.toBe(one.app.process().pid);
  });
});

describeWith(['chromium'], 'the first start', () => {
  test('asks about what it was to open when the page is there, and adds nothing by itself', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path, magnet);

    const card = desktop.page.getByRole('dialog', { name: 'Add a transfer' });
    await card.getByText('handed over').waitFor();
    expect(await desktop.page.getByText('Nothing is on its way yet').count()).toBe(1);
  });
});

// The real Electron shows a dialog here that only a person can close.
describeWith(['chromium'], 'a start that fails', () => {
  const errorBox = expect.objectContaining({ what: 'dialog.showErrorBox' }) as unknown;

  test.skipIf(isRealElectron)(
    'says that a headless Warren has this data directory, and ends with 1',
    async () => {
      await using folder = await makeTempFolder();
      const dataDir = await makeDataDir(folder.path);
      await using headless = await startInstance({ dataDir });
      await using app = await launch({ dataDir });

      expect(await app.exited).toBe(1);
      expect(app.recorded).toContainEqual({
        what: 'dialog.showErrorBox',
        detail: {
          title: 'Warren cannot start',
          content: [
            'Warren is already running with this data.',
            'Use the window that is open.',
            'Warren is already running with this data directory.',
          ].join('\n'),
        },
      });
      expect(await headless.call('app.status')).toMatchObject({ torrents: 0 });
    },
  );

  test.skipIf(isRealElectron)('says that the settings are from a newer Warren', async () => {
    await using folder = await makeTempFolder();
    const dataDir = join(folder.path, 'data');
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ version: 99 }));
    await using app = await launch({ dataDir });

    expect(await app.exited).toBe(1);
    expect(app.recorded).toContainEqual(errorBox);
    expect(JSON.stringify(app.recorded)).toMatch(/newer/u);
  });

  test.skipIf(isRealElectron)('says that the data directory cannot be used', async () => {
    await using folder = await makeTempFolder();
    await writeFile(join(folder.path, 'a-file'), '');
    await using app = await launch({ dataDir: join(folder.path, 'a-file', 'data') });

    expect(await app.exited).toBe(1);
    expect(JSON.stringify(app.recorded)).toContain('cannot be used');
  });
});
