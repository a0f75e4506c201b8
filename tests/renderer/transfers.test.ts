import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleLibrary, exampleTorrent, manyTorrents } from '../support/in-memory-core-examples.ts';
import { until } from '../support/until.ts';

const rowOf = (page: Page, name: string) => page.getByRole('row', { name });
const selectedNames = (page: Page) => page.locator('[role=row][aria-selected=true] .text').allTextContents();

const three = [
  exampleTorrent(1, { name: 'Alba', sizeBytes: 3e9, state: 'downloading', completedAt: null, progress: 0.4 }),
  exampleTorrent(2, { name: 'Barn Owls', sizeBytes: 1e9 }),
  exampleTorrent(3, { name: 'Cosmos', sizeBytes: 2e9, state: 'paused', reasonCode: 'by-user' }),
];

async function untilSelected(page: Page, names: readonly string[]): Promise<void> {
  await until(async () => (await selectedNames(page)).join() === names.join(), {
    what: `selected: ${names.join()}`,
  });
}

describePage('the table of transfers', (open) => {
  test('shows each with its state in words, its size and its network', async () => {
    const { page } = await open({ torrents: exampleLibrary() });
    const row = rowOf(page, 'Ghosts');
    await row.waitFor();
    for (const words of ['Downloading, 4 mins left', '3.1 MB/s', '860 MB', 'Open']) {
      expect(await row.textContent()).toContain(words);
    }
    expect(await rowOf(page, 'Family archive').textContent()).toContain('Files are missing');
  });

  test('follows what happens without being asked', async () => {
    const { page, world } = await open({ torrents: three });
    await rowOf(page, 'Barn Owls').getByText('Seeding').waitFor();
    world.change(three[1]?.id ?? '', { state: 'seeding', uploadBps: 1_500_000, peers: 4 });
    await rowOf(page, 'Barn Owls').getByText('Seeding to 4').waitFor();
    world.torrents.remove(three[0]?.id ?? '');
    await rowOf(page, 'Alba').waitFor({ state: 'detached' });
  });

  test('tells a screen reader how many rows there are, though it draws only a few', async () => {
    const { page } = await open({ torrents: manyTorrents(3000) });
    const grid = page.getByRole('grid', { name: 'Transfers' });
    await page.getByRole('row').nth(5).waitFor();
    expect(await grid.getAttribute('aria-rowcount')).toBe('3001');
    expect(await page.getByRole('row').count()).toBeLessThan(80);
  });

  test('is sorted by a column, by mouse and by keyboard', async () => {
    const { page } = await open({ torrents: three });
    const names = () => page.locator('[data-id] .text').allTextContents();
    await page.getByRole('button', { name: 'Size' }).click();
    await until(async () => (await names()).join() === 'Alba,Cosmos,Barn Owls', {
      what: 'the largest is first',
    });
    expect(await page.getByRole('columnheader', { name: 'Size' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    await page.getByRole('button', { name: 'Size' }).press('Enter');
    await until(async () => (await names()).join() === 'Barn Owls,Cosmos,Alba', {
      what: 'the smallest is first',
    });
  });

  test('is filtered by state', async () => {
    const { page } = await open({ torrents: exampleLibrary() });
    await page.getByRole('button', { name: 'Attention 2' }).click();
    await rowOf(page, 'Family archive').waitFor();
    expect(await page.locator('[data-id]').count()).toBe(2);
  });

  test('says that nothing matches, and shows everything again when asked', async () => {
    const { page } = await open({ torrents: three });
    await page.getByRole('textbox', { name: 'Filter transfers' }).fill('xylophone');
    await page.getByText('No transfer has “xylophone” in its name.').waitFor();
    await page.getByRole('button', { name: 'Show all transfers' }).click();
    await rowOf(page, 'Alba').waitFor();
  });

  test('shows other columns when they are chosen, and remembers them', async () => {
    const { page } = await open({ torrents: three });
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Peers' }).click();
    await page.getByRole('columnheader', { name: 'Peers' }).waitFor();
    await page.reload();
    await page.getByRole('columnheader', { name: 'Peers' }).waitFor();
  });

  describe('by mouse', () => {
    test('selects one, adds with Ctrl, and a range with Shift', async () => {
      const { page } = await open({ torrents: three });
      await rowOf(page, 'Alba').click();
      await untilSelected(page, ['Alba']);
      await rowOf(page, 'Cosmos').click({ modifiers: ['Control'] });
      await untilSelected(page, ['Alba', 'Cosmos']);
      await rowOf(page, 'Alba').click();
      await rowOf(page, 'Cosmos').click({ modifiers: ['Shift'] });
      await untilSelected(page, ['Alba', 'Barn Owls', 'Cosmos']);
    });

    test('pauses what runs and resumes what is paused', async () => {
      const { page } = await open({ torrents: three });
      await rowOf(page, 'Alba').click();
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
      await rowOf(page, 'Alba').getByText('Paused at 40%').waitFor();
      await page.getByRole('button', { name: 'Resume' }).click();
      await rowOf(page, 'Alba').getByText('Looking for peers').waitFor();
    });

    test('opens a menu about the row it is opened on', async () => {
      const { page, world } = await open({ torrents: three });
      await rowOf(page, 'Barn Owls').click({ button: 'right' });
      await untilSelected(page, ['Barn Owls']);
      await page.getByRole('menuitem', { name: 'Check files again' }).click();
      await rowOf(page, 'Barn Owls').getByText('Checking').waitFor();
      expect(callsOf(world, 'torrents.recheck')).toEqual([{ ids: [three[1]?.id] }]);
    });

    test('copies a magnet link from the menu', async () => {
      const { page } = await open({ torrents: three });
      await rowOf(page, 'Barn Owls').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Copy magnet link' }).click();
      await page.getByText('Magnet link copied').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`btih:${three[1]?.id}`);
    });

    test('opens details with a double click', async () => {
      const { page } = await open({ torrents: three });
      await rowOf(page, 'Barn Owls').dblclick();
      await page.getByRole('complementary', { name: 'Details of Barn Owls' }).waitFor();
    });
  });

  describe('by keyboard', () => {
    test('goes up and down, to the ends, and selects more with Shift', async () => {
      const { page } = await open({ torrents: three });
      await rowOf(page, 'Alba').waitFor();
      await page.getByRole('grid').focus();
      await untilSelected(page, ['Alba']);
      await page.keyboard.press('ArrowDown');
      await untilSelected(page, ['Barn Owls']);
      await page.keyboard.press('Shift+ArrowDown');
      await untilSelected(page, ['Barn Owls', 'Cosmos']);
      await page.keyboard.press('Home');
      await untilSelected(page, ['Alba']);
      await page.keyboard.press('End');
      await untilSelected(page, ['Cosmos']);
      await page.keyboard.press('Control+a');
      await untilSelected(page, ['Alba', 'Barn Owls', 'Cosmos']);
    });

    test('names the row it is on to screen readers, and brings it into sight', async () => {
      const { page } = await open({ torrents: manyTorrents(500) });
      await page.locator('[data-id]').first().waitFor();
      await page.getByRole('grid').focus();
      await page.keyboard.press('End');
      const named = async () => {
        const id = await page.getByRole('grid').getAttribute('aria-activedescendant');
        return id === null ? false : page.locator(`[id="${id}"]`).isVisible();
      };
      await until(named, { what: 'the last row is drawn and named' });
      await page.keyboard.press('PageUp');
      await until(named, { what: 'a row a page above is named' });
    });

    test('jumps to a name as it is typed', async () => {
      const { page } = await open({ torrents: three });
      await rowOf(page, 'Alba').waitFor();
      await page.getByRole('grid').focus();
      await page.keyboard.type('barn o');
      await untilSelected(page, ['Barn Owls']);
    });

    test('pauses and resumes with the space bar', async () => {
      const { page } = await open({ torrents: three });
      await rowOf(page, 'Barn Owls').click();
      await page.keyboard.press(' ');
      await rowOf(page, 'Barn Owls').getByText('Paused, complete').waitFor();
      await page.keyboard.press(' ');
      await rowOf(page, 'Barn Owls').getByText('Seeding').waitFor();
    });

    test('opens details with Enter, follows the arrows there, and closes them with Esc', async () => {
      const { page } = await open({ torrents: three });
      await rowOf(page, 'Alba').click();
      await page.keyboard.press('Enter');
      await page.getByRole('complementary', { name: 'Details of Alba' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('complementary', { name: 'Details of Barn Owls' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('complementary').waitFor({ state: 'detached' });
      await untilSelected(page, ['Barn Owls']);
    });

    test('opens the menu with Shift F10, and the table has the keyboard again afterwards', async () => {
      const { page } = await open({ torrents: three });
      await rowOf(page, 'Alba').click();
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menuitem', { name: 'Pause' }).waitFor();
      await page.keyboard.press('Enter');
      await rowOf(page, 'Alba').getByText('Paused at 40%').waitFor();
      await page.keyboard.press('ArrowDown');
      await untilSelected(page, ['Barn Owls']);
    });

    test('reaches a selection of one more row with Ctrl and the space bar', async () => {
      const { page } = await open({ torrents: three });
      await rowOf(page, 'Alba').click();
      await page.keyboard.press('Control+ ');
      await untilSelected(page, []);
    });
  });

  test('tells changes of state to people who listen, and never figures', async () => {
    const { page, world } = await open({ torrents: three });
    await rowOf(page, 'Alba').waitFor();
    world.change(three[0]?.id ?? '', { downloadBps: 5_000_000 });
    world.change(three[0]?.id ?? '', { state: 'seeding', progress: 1 });
    const region = page.locator('[role=status][aria-live=polite]');
    await until(async () => (await region.textContent()) === 'Alba: Seeding', {
      what: 'the change is announced',
    });
  });
});

describePage('transfers that cannot be shown', (open) => {
  test('are three ways to begin when there are none', async () => {
    const { page } = await open();
    await page.getByRole('heading', { name: 'Nothing is on its way yet' }).waitFor();
    await page.getByRole('button', { name: /Share something of yours/ }).click();
    await page.getByRole('dialog', { name: 'Share something of yours' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Paste a magnet link/ }).click();
    await page.getByRole('dialog', { name: 'Add a transfer' }).waitFor();
  });

  test('are a quiet picture of a list while the core is slow', async () => {
    let release = () => {};
    const { page } = await open({
      torrents: three,
      prepare: (world) => {
        release = world.hold('torrents.watch');
      },
    });
    await page.getByText('Loading…').waitFor({ state: 'attached' });
    release();
    await rowOf(page, 'Alba').waitFor();
  });

  test('are an error with a way to try again when the core fails', async () => {
    const { page } = await open({
      torrents: three,
      prepare: (world) => world.failNext('torrents.watch', 'catalog-damaged'),
    });
    await page.getByText('The list of transfers is damaged.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await rowOf(page, 'Alba').waitFor();
  });
});
