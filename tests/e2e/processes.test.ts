import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import {
  descendantsOf,
  dropOnPage,
  enginePids,
  isAlive,
  networkIsUp,
  patience,
  startDesktop,
  type Desktop,
} from './desktop.ts';

/** Shares a file, and returns the row of the table that shows it seeding. */
async function shareSong(desktop: Desktop, folder: string) {
  const song = join(folder, 'song.flac');
  await writeFile(song, randomBytes(50_000));
  await dropOnPage(desktop, song);
  await desktop.page.getByRole('dialog').getByRole('button', { name: 'Share', exact: true }).click();
  await desktop.page.getByRole('dialog', { name: 'Shared' }).getByRole('button', { name: 'Done' }).click();
  await seedingRow(desktop).waitFor();
}

const seedingRow = ({ page }: Desktop) =>
  page.getByRole('row').filter({ hasText: 'song.flac' }).getByText('Seeding');

describeWith(['chromium'], 'the processes of the desktop app', () => {
  test('when an engine dies the page is told, and the torrents come back', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    await shareSong(desktop, folder.path);
    const [engine = 0] = await enginePids(desktop.app);

    process.kill(engine, 'SIGKILL');

    await desktop.page.getByText('The network part was restarted').waitFor();
    await expect.poll(async () => enginePids(desktop.app), patience).not.toEqual([]);
    expect(await enginePids(desktop.app)).not.toContain(engine);
    await seedingRow(desktop).waitFor();
    await networkIsUp(desktop.page);
  });

  test.each(['the menu', 'the window', 'a signal'] as const)(
    'quitting by %s stops everything in order and leaves no process',
    async (way) => {
      await using folder = await makeTempFolder();
      await using desktop = await startDesktop(folder.path);
      const { app } = desktop;
      const below = await descendantsOf(app.process().pid);
      const engines = await enginePids(app);
      expect(below).toEqual(expect.arrayContaining(engines));
      expect(engines).toHaveLength(1);
      const note = join(folder.path, 'running-at-quit.json');
      await app.evaluate((electron, path) => {
        electron.app.on('quit', () => {
          const names = electron.app.getAppMetrics().map(({ name }) => name ?? '');
          process
            .getBuiltinModule('node:fs')
            .writeFileSync(path, JSON.stringify(names.filter((name) => name.startsWith('Warren engine'))));
        });
      }, note);

      if (way === 'a signal') app.process().kill('SIGTERM');
      else if (way === 'the menu') await app.quit();
      else
        await app.evaluate((electron) => {
          electron.dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
          setImmediate(() => electron.BrowserWindow.getAllWindows()[0]?.close());
        }, undefined);

      expect(await app.exited).toBe(0);
      expect(JSON.parse(await readFile(note, 'utf8'))).toEqual([]);
      await expect.poll(() => below.filter(isAlive), patience).toEqual([]);
    },
  );

  test('an engine that does not answer does not keep the app from quitting', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const [engine = 0] = await enginePids(desktop.app);

    process.kill(engine, 'SIGSTOP');
    expect(await desktop.app.quit()).toBe(0);

    await expect.poll(() => isAlive(engine), patience).toBe(false);
  });

  test('kill -9 of the app leaves no engine behind, and the next start has the torrents', async () => {
    await using folder = await makeTempFolder();
    {
      await using desktop = await startDesktop(folder.path);
      await shareSong(desktop, folder.path);
      const below = await descendantsOf(desktop.app.process().pid);

      desktop.app.process().kill('SIGKILL');
      await desktop.app.exited;

      await expect.poll(() => below.filter(isAlive), patience).toEqual([]);
    }
    await using again = await startDesktop(folder.path);
    await seedingRow(again).waitFor();
  });
});
