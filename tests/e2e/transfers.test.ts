import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startInstance } from '../support/instance.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { dropOnPage, patience, startDesktop } from './desktop.ts';

describeWith(['chromium'], 'transfers in the window', () => {
  test('a magnet link pasted into the page arrives from another Warren, byte for byte', async () => {
    await using folder = await makeTempFolder();
    const source = join(folder.path, 'album');
    await mkdir(source);
    const song = randomBytes(2_000_000);
    await writeFile(join(source, 'first song.flac'), song);
    await using seeder = await startInstance({ dataDir: join(folder.path, 'seeder') });
    const port = await seeder.listenPort();
    const { magnet } = await seeder.json<{ magnet: string }>('share', source);
    await using desktop = await startDesktop(folder.path);
    const { page } = desktop;

    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByLabel('Magnet link').fill(`${magnet}&x.pe=127.0.0.1:${port}`);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();

    const row = page.getByRole('row').filter({ hasText: 'album' });
    await row.getByText('Seeding').waitFor();
    const arrived = await readFile(join(folder.path, 'downloads', 'album', 'first song.flac'));
    expect(song.equals(arrived)).toBe(true);
  });

  test('a folder dropped on the page is shared from where it lies', async () => {
    await using folder = await makeTempFolder();
    const album = join(folder.path, 'Žluťoučký kůň');
    await mkdir(album);
    await writeFile(join(album, 'song.flac'), randomBytes(100_000));
    await using desktop = await startDesktop(folder.path);
    const { page } = desktop;

    await dropOnPage(desktop, album);
    await page.getByRole('dialog').getByText('Share it').click();
    const card = page.getByRole('dialog', { name: 'Share something of yours' });
    await expect.poll(() => card.getByLabel('File or folder').inputValue(), patience).toBe(album);
    await card.getByRole('button', { name: 'Share', exact: true }).click();

    await page.getByRole('dialog', { name: 'Shared' }).getByRole('button', { name: 'Done' }).click();
    await page.getByRole('row').filter({ hasText: 'Žluťoučký kůň' }).getByText('Seeding').waitFor();
  });

  test('folders are chosen with the dialog of the system', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    await desktop.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, folder.path);

    await desktop.page.getByRole('button', { name: 'Share…' }).click();
    await desktop.page.getByRole('button', { name: 'Folder…' }).click();

    const field = desktop.page.getByLabel('File or folder');
    await expect.poll(() => field.inputValue(), patience).toBe(folder.path);
  });

  test('the file manager is opened beside what is there, and never on a share of another computer', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    await desktop.app.evaluate(({ shell }) => {
      const shown: string[] = [];
      shell.showItemInFolder = (path) => void shown.push(path);
      Object.assign(globalThis, { shown });
    }, undefined);
    const ask = (path: unknown) =>
      desktop.page.evaluate(async (given) => {
        const { warrenDesktop } = window as unknown as {
          warrenDesktop: { showInFolder: (path: unknown) => Promise<void> };
        };
        return warrenDesktop.showInFolder(given).then(
          () => 'shown',
          () => 'refused',
        );
      }, path);

    expect(await ask(folder.path)).toBe('shown');
    // On this system, two slashes lead to the same folder; on others, to another computer.
    const remote = [`/${folder.path}`, '\\\\server\\share'];
    for (const path of [...remote, 'relative', '', 7, join(folder.path, 'gone')])
      expect(await ask(path)).toBe('refused');

    const shown = await desktop.app.evaluate(
      () => (globalThis as unknown as { shown: string[] }).shown,
      undefined,
    );
    expect(shown).toEqual([folder.path]);
  });
});
