import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { isRealElectron, type DesktopApp } from '../support/electron-double/launch.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { dropOnPage, makeDataDir, patience, startDesktop, type Desktop } from './desktop.ts';
import { windowsOf } from './tray.ts';

/** What the system was told to show. */
const shown = ({ recorded }: DesktopApp) =>
  recorded.filter(({ what }) => what === 'notification').map(({ detail }) => detail);

/** Only the double keeps a list of what it has shown. */
const clickOnFirst = (app: DesktopApp) =>
  app.evaluate((electron) => {
    const { shown: list } = electron.Notification as unknown as { shown: { emit: (what: string) => void }[] };
    list[0]?.emit('click');
  }, undefined);

const lookAway = (app: DesktopApp) =>
  app.evaluate((electron) => electron.BrowserWindow.getAllWindows()[0]?.blur(), undefined);
const lookAt = (app: DesktopApp) =>
  app.evaluate((electron) => electron.BrowserWindow.getAllWindows()[0]?.focus(), undefined);

const main = (page: Page) => page.getByRole('main');

/** A torrent whose file is taken away: it stops by itself when it is checked. */
async function loseSong(desktop: Desktop, folder: string, name: string): Promise<void> {
  const song = join(folder, name);
  await writeFile(song, randomBytes(50_000));
  await dropOnPage(desktop, song);
  const { page } = desktop;
  await page.getByRole('dialog').getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('dialog', { name: 'Shared' }).getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await row.getByText('Seeding').waitFor();
  await rm(song);
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: /check/iu }).click();
}

describeWith(['chromium'], 'notifications', () => {
  test.skipIf(isRealElectron)('tell what happened while Warren is not in front, and lead there', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const { app, page } = desktop;
    await lookAway(app);
    await loseSong(desktop, folder.path, 'song.flac');
    await expect
      .poll(() => shown(app), patience)
      .toEqual([expect.objectContaining({ title: 'A transfer has stopped' })]);

    await page.getByRole('navigation').getByRole('link', { name: 'Settings', exact: true }).click();
    await app.evaluate((electron) => electron.BrowserWindow.getAllWindows()[0]?.hide(), undefined);
    await clickOnFirst(app);
    await expect.poll(() => page.url(), patience).toMatch(/#\/transfers\/[0-9a-f]{40}$/u);
    expect(await windowsOf(app)).toEqual({ all: 1, seen: 1 });
    await main(page).getByText('song.flac').first().waitFor();
  });

  test.skipIf(isRealElectron)(
    'say nothing of what is seen in the window, nor of a kind that is off',
    async () => {
      await using folder = await makeTempFolder();
      await makeDataDir(folder.path, { desktop: { notifies: { failed: false } } });
      await using desktop = await startDesktop(folder.path);
      const { app } = desktop;
      // Off: nothing, though nobody looks.
      await lookAway(app);
      await loseSong(desktop, folder.path, 'first.flac');
      await desktop.page.getByText('A transfer has stopped').first().waitFor();
      // On, and looked at: nothing either. What comes after it, unseen, is told alone.
      await lookAt(app);
      await desktop.page.getByRole('navigation').getByRole('link', { name: 'Settings', exact: true }).click();
      await desktop.page
        .getByRole('switch', { name: 'A transfer or the network part has stopped by itself' })
        .click();
      await desktop.page
        .getByRole('navigation')
        .getByRole('link', { name: /^Transfers/u })
        .click();
      await loseSong(desktop, folder.path, 'second.flac');
      const row = desktop.page.getByRole('row').filter({ hasText: 'second.flac' });
      await row.getByText('Seeding').waitFor({ state: 'hidden' });
      // In the process that gathers for two seconds: its own timer, which was set before, has fired then.
      await app.evaluate(() => new Promise<void>((resolve) => void setTimeout(resolve, 3_000)), undefined);
      await lookAway(app);
      await loseSong(desktop, folder.path, 'third.flac');

      await expect.poll(() => shown(app), patience).not.toEqual([]);
      expect(shown(app)).toEqual([
        expect.objectContaining({ body: expect.stringContaining('third.flac') as unknown }),
      ]);
    },
  );
});
