import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleTorrent } from '../support/in-memory-core-examples.ts';
import { until } from '../support/until.ts';

const album = exampleTorrent(1, {
  name: 'Harbour Tapes',
  state: 'downloading',
  completedAt: null,
  progress: 0.25,
  fileCount: 14,
  downloadLimitBps: 500_000,
});
const other = exampleTorrent(2, { name: 'Barn Owls' });

const panel = (page: Page) => page.getByRole('complementary', { name: /^Details of/ });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Limits, order and goal' });

async function openMenu(page: Page): Promise<void> {
  await page.getByRole('row', { name: 'Harbour Tapes' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Limits, order and goal…' }).click();
  await dialog(page).waitFor();
}

async function openFiles(page: Page): Promise<void> {
  await page.getByRole('row', { name: 'Harbour Tapes' }).dblclick();
  await panel(page).getByRole('tab', { name: 'Files' }).click();
  await panel(page).getByRole('treeitem').first().waitFor();
}

const seriousOn = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id);
};

describePage('limits and order', (open) => {
  test('are set from the menu; only what was changed is sent', async () => {
    const { page, world } = await open({ torrents: [album, other] });
    await openMenu(page);
    expect(await dialog(page).getByLabel('Download limit, kB/s').inputValue()).toBe('500');
    await dialog(page).getByLabel('Upload limit, kB/s').fill('1,5');
    await dialog(page).getByRole('switch', { name: 'Download in order' }).click();
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.setOptions')).toEqual([
      { ids: [album.id], options: { uploadLimitBps: 1_500, isSequential: true } },
    ]);
    await page.getByRole('row', { name: 'Harbour Tapes' }).dblclick();
    await panel(page).getByText('↓ 500 kB/s, ↑ 1.5 kB/s').waitFor();
    await panel(page).getByText('from the first piece to the last').waitFor();
  });

  test('are lifted by an empty field, from the details too', async () => {
    const { page, world } = await open({ torrents: [album, other] });
    await page.getByRole('row', { name: 'Harbour Tapes' }).dblclick();
    await panel(page).getByRole('button', { name: 'Change limits, order and goal' }).click();
    await dialog(page).getByLabel('Download limit, kB/s').fill('');
    await page.keyboard.press('Enter');
    await panel(page).getByText('none of its own').waitFor();
    expect(callsOf(world, 'torrents.setOptions')).toEqual([
      { ids: [album.id], options: { downloadLimitBps: null } },
    ]);
  });

  test.each(['fast', '0', '-5'])('"%s" is no limit, and nothing is sent', async (typed) => {
    const { page, world } = await open({ torrents: [album] });
    await openMenu(page);
    await dialog(page).getByLabel('Download limit, kB/s').fill(typed);
    await page.keyboard.press('Enter');
    await dialog(page).getByText('A limit is a number above 0.').waitFor();
    expect(callsOf(world, 'torrents.setOptions')).toEqual([]);
  });

  test('say why they could not be set, and keep what was typed', async () => {
    const { page, world } = await open({ torrents: [album] });
    await openMenu(page);
    world.failNext('torrents.setOptions', 'disk-full', 'No room for the catalog.');
    await dialog(page).getByLabel('Download limit, kB/s').fill('700');
    await page.keyboard.press('Enter');
    await dialog(page).getByText('No room for the catalog.').waitFor();
    expect(await dialog(page).getByLabel('Download limit, kB/s').inputValue()).toBe('700');
  });
});

describePage('how soon files come', (open) => {
  test('is chosen in the row of a file or a folder', async () => {
    const { page, world } = await open({ torrents: [album] });
    await openFiles(page);
    await panel(page).getByLabel('How soon cover.jpg comes').selectOption('Later');
    await panel(page).getByLabel('How soon Disc 1 comes').selectOption('Sooner');
    await until(() => callsOf(world, 'torrents.setFilePriorities').length === 2, {
      what: 'the core was told',
    });
    const discOne = [0, 2, 4, 6, 8, 10, 12].map((index) => ({ index, priority: 'high' }));
    expect(callsOf(world, 'torrents.setFilePriorities')).toEqual([
      { id: album.id, files: [{ index: 13, priority: 'low' }] },
      { id: album.id, files: discOne },
    ]);
    const outer = panel(page).getByLabel('How soon Harbour Tapes comes');
    await until(async () => (await outer.inputValue()) === 'mixed', { what: 'the outer folder says so' });
  });

  test('is chosen by plus and minus on the keyboard, and a skipped file has none', async () => {
    const { page, world } = await open({ torrents: [album] });
    await openFiles(page);
    await panel(page).getByRole('tree', { name: 'Files' }).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('+');
    const field = panel(page).getByLabel('How soon cover.jpg comes');
    await until(async () => (await field.inputValue()) === 'high', { what: 'it comes sooner' });
    await page.keyboard.press('+');
    await page.keyboard.press(' ');
    await field.waitFor({ state: 'detached' });
    await page.keyboard.press('-');
    expect(callsOf(world, 'torrents.setFilePriorities')).toHaveLength(1);
  });

  test('is not asked for what is shared', async () => {
    const { page } = await open({ torrents: [{ ...album, state: 'seeding', origin: 'shared' }] });
    await openFiles(page);
    expect(await panel(page).getByLabel('How soon cover.jpg comes').count()).toBe(0);
  });
});

describePage('the room on the disk', (open) => {
  test('is a choice in the settings, which shows what is, not what could not be saved', async () => {
    const { page, world } = await open({ place: '#/settings' });
    const [asNeeded, atStart] = ['Taken as it is needed', 'Taken at the start'].map((name) =>
      page.getByRole('radio', { name }),
    );
    world.failNext('settings.update', 'disk-full', 'No room for the settings.');
    await atStart?.click();
    await page.getByText('No room for the settings.').waitFor();
    expect(await asNeeded?.isChecked()).toBe(true);
    await atStart?.check();
    await until(() => world.settings.preallocation === 'full', { what: 'it is saved' });
    expect(await atStart?.isChecked()).toBe(true);
  });
});

describePage('what is set for one torrent', (open) => {
  describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
    test('has no serious finding', async () => {
      const { page } = await open({ torrents: [album], colorScheme, reducedMotion: 'reduce' });
      await openFiles(page);
      await panel(page).getByLabel('How soon cover.jpg comes').selectOption('Sooner');
      expect(await seriousOn(page)).toEqual([]);
      await openMenu(page);
      await dialog(page).getByLabel('Download limit, kB/s').fill('x');
      await page.keyboard.press('Enter');
      await dialog(page).getByText('A limit is a number above 0.').waitFor();
      expect(await seriousOn(page)).toEqual([]);
    });
  });
});
