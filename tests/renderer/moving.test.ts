import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleTorrent } from '../support/in-memory-core-examples.ts';

const album = exampleTorrent(1, { name: 'Harbour Tapes', savePath: '/home/mara/Downloads' });
const own = exampleTorrent(2, { name: 'Barn Owls', origin: 'shared' });

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Move to another folder' });

async function ask(page: Page, name: string): Promise<void> {
  await page.getByRole('row', { name }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move to another folder…' }).click();
  await dialog(page).waitFor();
}

describePage('moving the files of a transfer', (open) => {
  test('asks where, shows how far it is, and says where they are', async () => {
    const { page, world } = await open({ torrents: [album] });
    await ask(page, 'Harbour Tapes');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('/music/new');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('progressbar', { name: 'Moving “Harbour Tapes”' }).waitFor();
    await page.getByText('Now in /music/new').first().waitFor();
    await dialog(page).waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.move')).toEqual([
      { id: album.id, folder: '/music/new', filesAreThere: false },
    ]);
  });

  test('stopped, it says that everything is where it was', async () => {
    const { page, world } = await open({ torrents: [album] });
    const letGo = world.hold('torrents.move half way');
    await ask(page, 'Harbour Tapes');
    await dialog(page).getByRole('button', { name: 'Move' }).click();
    await dialog(page).getByRole('button', { name: 'Stop' }).click();
    await dialog(page).getByText('Stopped. Everything is where it was.').waitFor();
    letGo();
  });

  test('of what is shared it only asks where it is', async () => {
    const { page, world } = await open({ torrents: [own] });
    await ask(page, 'Barn Owls');
    await dialog(page).getByText('These are your own files').waitFor();
    await dialog(page).getByLabel('Folder').fill('/music/moved');
    await dialog(page).getByRole('button', { name: 'Look there' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.move')).toEqual([
      { id: own.id, folder: '/music/moved', filesAreThere: true },
    ]);
  });
});
