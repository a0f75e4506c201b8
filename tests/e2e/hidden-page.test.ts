import { expect, test } from 'vitest';
import { launch } from '../support/electron-double/launch.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { makeDataDir, networkIsUp, patience, startDesktop } from './desktop.ts';
import { closeWindow, windowsOf } from './tray.ts';

const magnet = `magnet:?xt=urn:btih:${'d'.repeat(40)}&dn=not%20looked%20at`;

/** Released almost at once, instead of after ten minutes. */
async function prepare(folder: string): Promise<void> {
  await makeDataDir(folder, { hiddenPage: { keptMs: 200 }, desktop: { whenClosed: 'tray' } });
}

async function startAgain(folder: string): Promise<void> {
  await using second = await launch({ dataDir: await makeDataDir(folder) });
  await second.exited;
}

describeWith(['chromium'], 'the page of a window that is hidden for long', () => {
  test('is let go, and comes back with the place that it showed', async () => {
    await using folder = await makeTempFolder();
    await prepare(folder.path);
    await using desktop = await startDesktop(folder.path);
    const { app, page } = desktop;
    await page.getByRole('navigation').getByRole('link', { name: 'Privacy', exact: true }).click();
    await page.getByRole('heading', { name: 'Privacy', level: 1 }).waitFor();
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 30, y: 40, width: 900, height: 650 });
    }, undefined);

    await closeWindow(app, 0);
    await expect.poll(() => windowsOf(app), patience).toEqual({ all: 0, seen: 0 });
    await expect.poll(() => page.isClosed(), patience).toBe(true);

    await startAgain(folder.path);
    await expect.poll(() => windowsOf(app), patience).toEqual({ all: 1, seen: 1 });
    const again = await app.firstWindow();
    await again.getByRole('heading', { name: 'Privacy', level: 1 }).waitFor();
    await networkIsUp(again);
    const bounds = await app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds(),
      undefined,
    );
    expect(bounds).toEqual({ x: 30, y: 40, width: 900, height: 650 });
  });

  test('stays while it shows a card that nobody has answered, and while it plays', async () => {
    await using folder = await makeTempFolder();
    await prepare(folder.path);
    await using desktop = await startDesktop(folder.path, magnet);
    const { app, page } = desktop;
    const card = page.getByRole('dialog', { name: 'Add a transfer' });
    await card.getByText('not looked at').waitFor();
    await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined) return;
      const looks: string[] = [];
      const { executeJavaScript } = contents;
      contents.executeJavaScript = (code: string) => {
        looks.push('card');
        return executeJavaScript.call(contents, code);
      };
      contents.isCurrentlyAudible = () => {
        looks.push('sound');
        return (globalThis as { isPlaying?: boolean }).isPlaying === true;
      };
      Object.assign(globalThis, { looks });
    }, undefined);
    const looks = () => app.evaluate(() => (globalThis as { looks?: string[] }).looks ?? [], undefined);
    const countOf = async (what: string) => (await looks()).filter((each) => each === what).length;

    await closeWindow(app, 0);
    // Looked at more than once: it was not let go the first time.
    await expect.poll(() => countOf('card'), patience).toBeGreaterThan(1);
    await app.evaluate(() => void Object.assign(globalThis, { isPlaying: true }), undefined);
    await page.keyboard.press('Escape');
    const before = await countOf('sound');
    await expect.poll(() => countOf('sound'), patience).toBeGreaterThan(before + 2);
    expect(await windowsOf(app)).toEqual({ all: 1, seen: 0 });

    await app.evaluate(() => void Object.assign(globalThis, { isPlaying: false }), undefined);
    await expect.poll(() => windowsOf(app), patience).toEqual({ all: 0, seen: 0 });
  });
});
