import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isRealElectron, launch, type DesktopApp } from '../support/electron-double/launch.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { dropOnPage, makeDataDir, patience, startDesktop, type Desktop } from './desktop.ts';
import { closeWindow, windowsOf } from './tray.ts';

const times = ({ recorded }: DesktopApp, what: string) => recorded.filter((each) => each.what === what);

async function keptChoices(folder: string): Promise<Record<string, unknown>> {
  const text = await readFile(join(folder, 'desktop-data', 'settings.json'), 'utf8');
  return (JSON.parse(text) as { desktop?: Record<string, unknown> }).desktop ?? {};
}

async function shareSong(desktop: Desktop, folder: string) {
  const song = join(folder, 'song.flac');
  await writeFile(song, randomBytes(50_000));
  await dropOnPage(desktop, song);
  const { page } = desktop;
  await page.getByRole('dialog').getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('dialog', { name: 'Shared' }).getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('row').filter({ hasText: 'song.flac' });
  await row.getByText('Seeding').waitFor();
  return row;
}

/** A second start, with these words; it ends when it has handed them over. */
async function startAgain(folder: string, ...args: string[]): Promise<void> {
  await using second = await launch({ dataDir: await makeDataDir(folder), args });
  expect(await second.exited).toBe(0);
}

// It would change who opens magnet links on the computer of the test.
describeWith(['chromium'], 'magnet links of other programs', () => {
  const openSettings = async ({ page }: Desktop) => {
    await page.getByRole('navigation').getByRole('link', { name: 'Settings', exact: true }).click();
    return page.getByRole('switch', { name: 'Open magnet links with Warren' });
  };

  test.skipIf(isRealElectron)('are asked for when that is chosen, and not before', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const choice = await openSettings(desktop);
    await choice.waitFor();
    expect(times(desktop.app, 'app.setAsDefaultProtocolClient')).toEqual([]);

    await choice.click();
    await expect
      .poll(() => times(desktop.app, 'app.setAsDefaultProtocolClient'), patience)
      .toEqual([
        {
          what: expect.any(String) as unknown,
          detail: expect.objectContaining({ protocol: 'magnet' }) as unknown,
        },
      ]);
    await choice.click();
    await expect
      .poll(() => times(desktop.app, 'app.removeAsDefaultProtocolClient'), patience)
      .toHaveLength(1);
    expect(await keptChoices(folder.path)).toMatchObject({ opensMagnets: false });
  });

  test.skipIf(isRealElectron)('that the system does not give are not kept as chosen', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    await desktop.app.evaluate(({ app }) => {
      app.setAsDefaultProtocolClient = () => false;
    }, undefined);
    await (await openSettings(desktop)).click();
    const said = () => JSON.stringify(times(desktop.app, 'dialog.showMessageBox'));
    await expect.poll(said, patience).toContain('Magnet links are not opened with Warren.');
    expect(await keptChoices(folder.path)).toMatchObject({ opensMagnets: false });
  });

  test.skipIf(isRealElectron)('that another program has taken since are not taken back', async () => {
    await using folder = await makeTempFolder();
    await makeDataDir(folder.path, { desktop: { opensMagnets: true } });
    await using desktop = await startDesktop(folder.path);
    await expect.poll(() => keptChoices(folder.path), patience).toMatchObject({ opensMagnets: false });
    expect(times(desktop.app, 'app.setAsDefaultProtocolClient')).toEqual([]);
  });
});

// The clipboard belongs to whoever runs the tests.
describeWith(['chromium'], 'the clipboard', () => {
  const link = `magnet:?xt=urn:btih:${'d'.repeat(40)}&dn=Copied`;
  const copyAndLook = (app: DesktopApp) =>
    app.evaluate(({ clipboard, BrowserWindow }, text) => {
      void clipboard.writeText(text);
      BrowserWindow.getAllWindows()[0]?.focus();
    }, link);

  test.skipIf(isRealElectron)('is not read unless that was chosen', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    await copyAndLook(desktop.app);
    await desktop.page.getByRole('navigation').getByRole('link', { name: 'Settings', exact: true }).click();
    await desktop.page.getByRole('switch', { name: 'Offer magnet links that you copy' }).click();
    await expect.poll(() => keptChoices(folder.path), patience).toMatchObject({ offersClipboard: true });
    expect(times(desktop.app, 'clipboard.read')).toEqual([]);
    await copyAndLook(desktop.app);
    await desktop.page.getByText('A magnet link is in the clipboard. Add it?').first().waitFor();
    expect(times(desktop.app, 'clipboard.read')).toHaveLength(1);
  });

  test.skipIf(isRealElectron)('is offered without taking the keyboard, and once', async () => {
    await using folder = await makeTempFolder();
    await makeDataDir(folder.path, { desktop: { offersClipboard: true } });
    await using desktop = await startDesktop(folder.path);
    const { app, page } = desktop;
    const strip = page.getByRole('region', { name: 'Copied elsewhere' });
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.getByRole('main').getByRole('button', { name: 'Share…' }).focus();
    await copyAndLook(app);
    await strip.getByText('Copied', { exact: true }).waitFor();
    expect(await focused()).toBe('Share…');
    expect(await page.getByRole('dialog').count()).toBe(0);

    await strip.getByRole('button', { name: 'Not now' }).click();
    const reads = times(app, 'clipboard.read').length;
    await copyAndLook(app);
    await expect.poll(() => times(app, 'clipboard.read').length, patience).toBeGreaterThan(reads);
    // Another one comes after it: so the first had its time.
    await app.evaluate(({ clipboard, BrowserWindow }) => {
      void clipboard.writeText('e'.repeat(40));
      BrowserWindow.getAllWindows()[0]?.focus();
    }, undefined);
    await strip.getByText('e'.repeat(40)).waitFor();
    await strip.getByRole('button', { name: 'Add…' }).click();
    await page.getByRole('dialog', { name: 'Add a transfer' }).waitFor();
    expect(await strip.count()).toBe(0);
  });
});

describeWith(['chromium'], 'what is dropped on the icon', () => {
  test('is offered to be shared: a file by a second start, a folder to be kept, too', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const { page } = desktop;
    const album = join(folder.path, 'Album');
    await mkdir(album);
    await writeFile(join(album, 'one.flac'), 'x');

    await startAgain(folder.path, join(album, 'one.flac'));
    await page.getByRole('dialog', { name: 'Share something of yours' }).waitFor();
    expect(await page.getByLabel('File or folder').inputValue()).toBe(join(album, 'one.flac'));
    await page.keyboard.press('Escape');

    await startAgain(folder.path, album);
    await page.getByRole('dialog').getByText('Album').first().waitFor();
    await page.getByRole('dialog').getByRole('button', { name: /share/iu }).waitFor();
  });

  test.skipIf(isRealElectron)('comes by an event on macOS, which shows the window', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const song = join(folder.path, 'song.flac');
    await writeFile(song, 'x');
    await closeWindow(desktop.app, 0);
    await expect.poll(() => windowsOf(desktop.app), patience).toEqual({ all: 1, seen: 0 });
    await desktop.app.evaluate(
      ({ app }, path) => void app.emit('open-file', { preventDefault: () => undefined }, path),
      song,
    );
    await desktop.page.getByRole('dialog', { name: 'Share something of yours' }).waitFor();
    expect(await windowsOf(desktop.app)).toEqual({ all: 1, seen: 1 });
  });
});

describeWith(['chromium'], 'a shortcut of the system', () => {
  test('pauses all without a window, opens the library, and asks for a link', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const { app, page } = desktop;
    const row = await shareSong(desktop, folder.path);
    await closeWindow(app, 0);
    await expect.poll(() => windowsOf(app), patience).toEqual({ all: 1, seen: 0 });

    await startAgain(folder.path, '--do', 'pause-all');
    await row.getByText('Paused').waitFor();
    expect(await windowsOf(app)).toEqual({ all: 1, seen: 0 });

    await startAgain(folder.path, '--do', 'open-library');
    await expect.poll(() => page.url(), patience).toContain('#/library');
    expect(await windowsOf(app)).toEqual({ all: 1, seen: 1 });

    await startAgain(folder.path, '--do', 'add-link');
    await page.getByRole('dialog', { name: 'Add a transfer' }).waitFor();
  });
});

// A real computer would have to be unplugged.
describeWith(['chromium'], 'a computer on its battery', () => {
  const feedBy = ({ app }: Desktop, what: 'battery' | 'ac') =>
    app.evaluate(({ powerMonitor }, source) => {
      powerMonitor.isOnBatteryPower = () => source === 'battery';
      powerMonitor.emit(`on-${source}`);
    }, what);

  test.skipIf(isRealElectron)(
    'has everything wait where that was chosen, until it is plugged in',
    async () => {
      await using folder = await makeTempFolder();
      await makeDataDir(folder.path, { desktop: { onBattery: 'pause' } });
      await using desktop = await startDesktop(folder.path);
      const row = await shareSong(desktop, folder.path);
      await feedBy(desktop, 'battery');
      await row.getByText('Waiting: running on battery').waitFor();
      await feedBy(desktop, 'ac');
      await row.getByText('Seeding').waitFor();
    },
  );

  test.skipIf(isRealElectron)('uses the alternative limits where that was chosen', async () => {
    await using folder = await makeTempFolder();
    await makeDataDir(folder.path, { desktop: { onBattery: 'alternative' } });
    await using desktop = await startDesktop(folder.path);
    const { page } = desktop;
    await page.getByRole('navigation').getByRole('link', { name: 'Settings', exact: true }).click();
    const limits = page.getByRole('switch', { name: 'Use the alternative limits now' });
    expect(await limits.getAttribute('aria-checked')).toBe('false');
    await feedBy(desktop, 'battery');
    await page.getByText('Switched on while the computer runs on its battery.').waitFor();
    expect(await limits.getAttribute('aria-checked')).toBe('true');
    await feedBy(desktop, 'ac');
    await expect.poll(() => limits.getAttribute('aria-checked'), patience).toBe('false');
  });
});

describeWith(['chromium'], 'the first run', () => {
  test.skipIf(process.platform !== 'linux')(
    'offers the folders that the desktop has for music and videos',
    async () => {
      await using folder = await makeTempFolder();
      const dataDir = await makeDataDir(folder.path);
      const [music, videos] = [join(folder.path, 'Musik'), join(folder.path, 'Filme')];
      for (const each of [music, videos]) {
        await mkdir(each);
        await writeFile(join(each, 'notes.txt'), 'x');
      }
      const written = `XDG_MUSIC_DIR="${music}"\nXDG_VIDEOS_DIR="${videos}"\n`;
      await writeFile(join(folder.path, 'user-dirs.dirs'), written);
      await using app = await launch({ dataDir, env: { XDG_CONFIG_HOME: folder.path } });
      const page = await app.firstWindow();
      const strip = page.getByRole('region', { name: 'Your folders for music and videos' });

      await strip.getByRole('button', { name: `Add ${music}` }).click();
      await page.getByText(`${music} is in the library now`).waitFor();
      await strip.getByRole('button', { name: `Add ${music}` }).waitFor({ state: 'detached' });
      await strip.getByRole('button', { name: `Add ${videos}` }).waitFor();
      await strip.getByRole('button', { name: 'Not now' }).click();
      await strip.waitFor({ state: 'detached' });
    },
  );
});

describeWith(['chromium'], 'when everything has arrived', () => {
  test('Warren counts down, which can be stopped', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const { app, page } = desktop;
    await page.getByRole('navigation').getByRole('link', { name: 'Settings', exact: true }).click();
    const field = page.getByLabel('When everything has arrived').and(page.getByRole('combobox'));
    await field.selectOption('Quit Warren');
    const strip = page.getByRole('region', { name: 'When everything has arrived' });
    await strip.getByText(/^Everything has arrived\. Warren quits in \d+ seconds\.$/u).waitFor();
    if (!isRealElectron)
      await expect
        .poll(() => times(app, 'notification').map(({ detail }) => detail), patience)
        .toEqual([expect.objectContaining({ title: 'Everything has arrived' })]);
    await strip.getByRole('button', { name: 'Stop that' }).click();
    await strip.waitFor({ state: 'detached' });
    expect(await field.inputValue()).toBe('');
    expect(app.process().exitCode).toBeNull();
  });
});
