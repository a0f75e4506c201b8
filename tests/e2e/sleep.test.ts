import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isRealElectron, type DesktopApp } from '../support/electron-double/launch.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { dropOnPage, enginePids, makeDataDir, networkIsUp, patience, startDesktop } from './desktop.ts';

const happens = (app: DesktopApp, what: 'suspend' | 'resume') =>
  app.evaluate((electron, event) => void electron.powerMonitor.emit(event), what);

const blockers = ({ recorded }: DesktopApp) =>
  recorded.map(({ what }) => what).filter((what) => what.startsWith('powerSaveBlocker.'));

// A real computer would have to sleep.
describeWith(['chromium'], 'the sleep of the computer', () => {
  test.skipIf(isRealElectron)('stops everything, and all goes on anew after it', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const { app, page } = desktop;
    const song = join(folder.path, 'song.flac');
    await writeFile(song, randomBytes(50_000));
    await dropOnPage(desktop, song);
    await page.getByRole('dialog').getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('dialog', { name: 'Shared' }).getByRole('button', { name: 'Done' }).click();
    const row = page.getByRole('row').filter({ hasText: 'song.flac' });
    await row.getByText('Seeding').waitFor();
    const [before = 0] = await enginePids(app);

    await happens(app, 'suspend');
    await row
      .getByText(/blocked/iu)
      .first()
      .waitFor();
    await expect.poll(() => enginePids(app), patience).not.toContain(before);

    await happens(app, 'resume');
    await row.getByText('Seeding').waitFor();
    await networkIsUp(page);
    expect(app.recorded.filter(({ what }) => what === 'notification')).toEqual([]);
  });

  test.skipIf(isRealElectron)('is not held up by a Warren that nobody asked to', async () => {
    await using folder = await makeTempFolder();
    await makeDataDir(folder.path, { desktop: { keepsAwake: true } });
    await using desktop = await startDesktop(folder.path);
    await networkIsUp(desktop.page);
    // Nothing is transferred.
    expect(blockers(desktop.app)).toEqual([]);
  });
});
