import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isRealElectron, launch } from '../support/electron-double/launch.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { dropOnPage, makeDataDir, networkIsUp, patience, startDesktop, type Desktop } from './desktop.ts';
import { askedAtClosing, clickInTray, closeWindow, lastOf, trayLines, windowsOf } from './tray.ts';

async function keptClosing(folder: string): Promise<unknown> {
  const text = await readFile(join(folder, 'desktop-data', 'settings.json'), 'utf8');
  return (JSON.parse(text) as { desktop?: { whenClosed?: unknown } }).desktop?.whenClosed;
}

async function shareSong({ app, page }: Desktop, folder: string): Promise<void> {
  const song = join(folder, 'song.flac');
  await writeFile(song, randomBytes(50_000));
  await dropOnPage({ app, page } as Desktop, song);
  await page.getByRole('dialog').getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('dialog', { name: 'Shared' }).getByRole('button', { name: 'Done' }).click();
}

describeWith(['chromium'], 'closing the window', () => {
  test('asks once, hides it, and goes on; what was answered is remembered', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const { app } = desktop;

    await closeWindow(app, 0);
    await expect.poll(() => windowsOf(app), patience).toEqual({ all: 1, seen: 0 });
    expect(await askedAtClosing(app)).toMatchObject([{ buttons: ['Keep running', 'Quit', 'Cancel'] }]);
    expect(await keptClosing(folder.path)).toBe('tray');

    await app.evaluate((electron) => electron.BrowserWindow.getAllWindows()[0]?.show(), undefined);
    await closeWindow(app, 1);
    await expect.poll(() => windowsOf(app), patience).toEqual({ all: 1, seen: 0 });
    expect(await askedAtClosing(app)).toHaveLength(1);
    await networkIsUp(desktop.page);
  });

  test('leaves everything as it is when the question is closed', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    await closeWindow(desktop.app, 2);
    await expect.poll(() => askedAtClosing(desktop.app), patience).toHaveLength(1);
    expect(await windowsOf(desktop.app)).toEqual({ all: 1, seen: 1 });
    await closeWindow(desktop.app, 2);
    await expect.poll(() => askedAtClosing(desktop.app), patience).toHaveLength(2);
    expect(await keptClosing(folder.path)).not.toBe('tray');
  });

  test('hides it where that was chosen, and a second start shows it again', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    await closeWindow(desktop.app, 0);
    await expect.poll(() => windowsOf(desktop.app), patience).toEqual({ all: 1, seen: 0 });

    await using second = await launch({ dataDir: await makeDataDir(folder.path) });
    expect(await second.exited).toBe(0);
    await expect.poll(() => windowsOf(desktop.app), patience).toEqual({ all: 1, seen: 1 });
  });
});

// With the real Electron a tray is there to be looked at by a person.
describeWith(['chromium'], 'the tray', () => {
  test.skipIf(isRealElectron)('tells what happens, and pauses and resumes all', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const { app } = desktop;
    await expect.poll(() => trayLines(app).get('door-0')?.label, patience).toBe('Open: any network');
    expect(app.recorded.filter(({ what }) => what === 'tray.picture').map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^seeding-(dark|light)-\d+\.png$/u),
    ]);

    await shareSong(desktop, folder.path);
    await expect.poll(() => trayLines(app).get('transfers')?.label, patience).toBe('1 seeding');
    expect(lastOf(app, 'tray.toolTip')).toMatch(/^Warren\n1 seeding\n↓ /u);

    await clickInTray(app, 'pause');
    await expect.poll(() => trayLines(app).get('transfers')?.label, patience).toBe('1 paused');
    await expect.poll(() => lastOf(app, 'tray.picture'), patience).toMatch(/^paused-/u);
    expect(trayLines(app).get('pause')?.enabled).toBe(false);

    await clickInTray(app, 'resume');
    await expect.poll(() => trayLines(app).get('transfers')?.label, patience).toBe('1 seeding');
    await expect.poll(() => lastOf(app, 'tray.picture'), patience).toMatch(/^seeding-/u);
  });

  test.skipIf(isRealElectron)('speaks the language that is chosen in the page, at once', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const { app, page } = desktop;
    await expect.poll(() => trayLines(app).get('door-0')?.label, patience).toBe('Open: any network');

    await page.getByRole('navigation').getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByLabel('Language').selectOption('Deutsch');
    await expect.poll(() => trayLines(app).get('quit')?.label, patience).toBe('Warren beenden');
    expect(trayLines(app).get('door-0')?.label).toBe('Offen: jedes Netzwerk');
    await closeWindow(app, 2);
    await expect
      .poll(() => askedAtClosing(app), patience)
      .toMatchObject([{ buttons: ['Weiterlaufen lassen', 'Beenden', 'Abbrechen'] }]);
  });

  test.skipIf(isRealElectron)('follows the colours of the system', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    await desktop.app.evaluate(({ nativeTheme }) => {
      Object.assign(nativeTheme, { shouldUseDarkColors: true });
      nativeTheme.emit('updated');
    }, undefined);
    await expect.poll(() => lastOf(desktop.app, 'tray.picture'), patience).toMatch(/^seeding-dark-/u);
  });

  test.skipIf(isRealElectron)('leads to a place of the page, also while the window is hidden', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    await closeWindow(desktop.app, 0);
    await expect.poll(() => windowsOf(desktop.app), patience).toEqual({ all: 1, seen: 0 });

    await clickInTray(desktop.app, 'shield');
    await desktop.page.getByRole('heading', { name: 'Privacy', level: 1 }).waitFor();
    expect(await windowsOf(desktop.app)).toEqual({ all: 1, seen: 1 });
  });

  test.skipIf(isRealElectron)('quits in order, and takes itself away at once', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    await clickInTray(desktop.app, 'quit').catch(() => undefined);
    expect(await desktop.app.exited).toBe(0);
    expect(desktop.app.recorded.map(({ what }) => what)).toContain('tray.destroyed');
  });

  test.skipIf(isRealElectron)('that the system does not have is no reason not to run', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path, '--no-tray-in-double');
    await closeWindow(desktop.app, 0);
    await expect.poll(() => windowsOf(desktop.app), patience).toEqual({ all: 1, seen: 0 });
    await using second = await launch({ dataDir: await makeDataDir(folder.path) });
    await second.exited;
    await expect.poll(() => windowsOf(desktop.app), patience).toEqual({ all: 1, seen: 1 });
    expect(desktop.app.recorded.filter(({ what }) => what.startsWith('tray.'))).toEqual([]);
  });
});
