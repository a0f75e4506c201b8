import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleLibrary } from '../support/in-memory-core-examples.ts';
import { fillLibrary } from '../support/in-memory-core-library-world.ts';
import type { World } from '../support/in-memory-core-world.ts';
import { until } from '../support/until.ts';

const fifty = (world: World) => fillLibrary(world.library, { albums: 50 });
const palette = (page: Page) => page.getByRole('dialog', { name: 'Search library, transfers, commands' });
const field = (page: Page) => palette(page).getByRole('combobox');
const option = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

describePage('the search over everything', (open) => {
  test('finds an album by keyboard and opens it', async () => {
    const { page } = await open({ prepare: fifty });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('harbour tapes');
    await option(page, /^Harbour Tapes Album/u).waitFor();
    await page.keyboard.press('Enter');
    await heading(page, 'Harbour Tapes').waitFor();
    await palette(page).waitFor({ state: 'detached' });
  });

  test('plays what is chosen with Ctrl Enter, and goes nowhere', async () => {
    const { page, world } = await open({ prepare: fifty });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('harbour tapes');
    await option(page, /^Harbour Tapes Album/u).waitFor();
    await page.keyboard.press('Control+Enter');
    await until(() => callsOf(world, 'library.album').length === 1, { what: 'its tracks are asked for' });
    expect(page.url()).toContain('#/transfers');
  });

  test('shows what it finds in groups, through which the arrows go', async () => {
    const { page } = await open({ prepare: fifty, torrents: exampleLibrary() });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('tra');
    await palette(page).getByRole('group', { name: 'Library' }).waitFor();
    await palette(page).getByRole('group', { name: 'Commands' }).waitFor();
    const first = await field(page).getAttribute('aria-activedescendant');
    await page.keyboard.press('ArrowDown');
    const second = await field(page).getAttribute('aria-activedescendant');
    expect(second).not.toBe(first);
    expect(
      await palette(page)
        .locator(`#${second ?? ''}`)
        .getAttribute('aria-selected'),
    ).toBe('true');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const last = palette(page).getByRole('option').last();
    expect(await last.getAttribute('aria-selected')).toBe('true');
  });

  test('finds a transfer and opens its details', async () => {
    const { page } = await open({ torrents: exampleLibrary(), place: '#/settings' });
    await heading(page, 'Settings').waitFor();
    // A page without a filter is searched like everything else.
    await page.keyboard.press('/');
    await page.keyboard.type('bunny');
    await option(page, /Big Buck Bunny/u).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: /Big Buck Bunny/u }).waitFor();
  });

  test('leads to a section of Settings', async () => {
    const { page } = await open();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('appearance');
    await page.keyboard.press('Enter');
    await until(
      () =>
        page.getByRole('heading', { name: 'Appearance' }).evaluate((one) => one === document.activeElement),
      { what: 'the section has the keyboard' },
    );
  });

  test('carries out commands, by mouse too', async () => {
    const { page, world } = await open({ prepare: fifty });
    await page.getByRole('button', { name: 'Search library, transfers, commands' }).click();
    await field(page).fill('scan');
    await option(page, 'Scan the library').click();
    await page.getByRole('region', { name: 'Scanning your folders' }).waitFor();
    expect(callsOf(world, 'library.scan')).toHaveLength(1);
  });

  test('says so when nothing is called like that, and Esc gives the keyboard back', async () => {
    const { page } = await open({ torrents: exampleLibrary() });
    await page.getByRole('row', { name: 'Bunny' }).waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('xylophone');
    await page.getByText('Nothing is called “xylophone”.').waitFor();
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('grid').evaluate((grid) => grid === document.activeElement), {
      what: 'the table has the keyboard',
    });
  });

  test('still finds commands when the library cannot answer', async () => {
    const { page, world } = await open({ prepare: fifty });
    world.failNext('library.search', 'internal');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('privacy');
    await option(page, /^Privacy/u).waitFor();
    await page.keyboard.press('Enter');
    await heading(page, 'Privacy').waitFor();
  });
});
