import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { fillLibrary } from '../support/in-memory-core-library-world.ts';
import type { World } from '../support/in-memory-core-world.ts';
import { until } from '../support/until.ts';

const fifty = (world: World) => fillLibrary(world.library, { albums: 50 });
const rows = (page: Page) => page.getByRole('grid').locator('[data-id]');
const titles = (page: Page) => rows(page).locator('.name').allTextContents();
const entriesOf = (world: World, id: 'playlist-1' | 'playlist-2') => world.library.entries.get(id) ?? [];

describePage('lists', (open) => {
  test('are made, and lead to their page', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library/lists' });
    await page.getByText('3 lists').waitFor();
    await page.getByRole('button', { name: 'New list…' }).click();
    await page.getByRole('button', { name: 'Make list' }).click();
    await page.getByText('Give it a name.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Winter');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Winter' }).waitFor();
    await page.getByText('Nothing is in this list yet').waitFor();
    expect(world.library.playlists.map(({ name }) => name)).toContain('Winter');
  });

  test('take what is put into them from the menu', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library' });
    await page.getByRole('option', { name: 'Harbour Tapes' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Add to list' }).press('ArrowRight');
    await page.getByRole('menuitem', { name: 'For the road' }).click();
    await page.getByText('Added to “For the road”').waitFor();
    expect(entriesOf(world, 'playlist-2')).toHaveLength(10);
  });

  test('take what is dropped on them', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library' });
    const album = page.getByRole('option', { name: 'Harbour Tapes' });
    await album.hover();
    await page.mouse.down();
    await page.mouse.move(500, 400, { steps: 4 });
    const shelf = page.getByRole('complementary', { name: 'Drop it on a list' });
    await shelf.getByText('For the road').hover();
    await page.mouse.up();
    await page.getByText('Added to “For the road”').waitFor();
    await shelf.waitFor({ state: 'detached' });
    expect(entriesOf(world, 'playlist-2')).toHaveLength(10);
  });

  test('are put in another order by keyboard, and keep what is selected', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library/playlist/playlist-1' });
    const before = [...entriesOf(world, 'playlist-1')];
    await rows(page).first().click();
    await page.keyboard.press('Alt+ArrowDown');
    await until(() => callsOf(world, 'library.setPlaylistOrder').length === 1, { what: 'it is kept' });
    expect(entriesOf(world, 'playlist-1').slice(0, 3)).toEqual([before[1], before[0], before[2]]);
    await until(async () => (await rows(page).nth(1).getAttribute('aria-selected')) === 'true', {
      what: 'the selection went along',
    });
  });

  test('are put in another order by dragging', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library/playlist/playlist-1' });
    const before = [...entriesOf(world, 'playlist-1')];
    const shown = await titles(page);
    await rows(page)
      .nth(0)
      .dragTo(rows(page).nth(2), { targetPosition: { x: 300, y: 34 } });
    await until(() => callsOf(world, 'library.setPlaylistOrder').length === 1, { what: 'it is kept' });
    expect(entriesOf(world, 'playlist-1').slice(0, 3)).toEqual([before[1], before[2], before[0]]);
    await until(async () => (await titles(page))[2] === shown[0], { what: 'it is shown' });
  });

  test('stand as they stood when the core refuses another order', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library/playlist/playlist-1' });
    await rows(page).first().waitFor();
    const before = await titles(page);
    world.failNext('library.setPlaylistOrder', 'internal');
    await rows(page).first().click();
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('alert').or(page.getByText('Something went wrong')).first().waitFor();
    expect(await titles(page)).toEqual(before);
  });

  test('ask before something is taken out of them', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library/playlist/playlist-1' });
    const before = [...entriesOf(world, 'playlist-1')];
    await rows(page).nth(0).click();
    await rows(page)
      .nth(1)
      .click({ modifiers: ['Shift'] });
    await page.keyboard.press('Delete');
    await page.getByRole('dialog', { name: 'Take 2 items out of this list?' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(entriesOf(world, 'playlist-1')).toEqual(before.slice(2));
  });

  test('ask before they are removed, and the page of one leads back then', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library/playlist/playlist-1' });
    await page.getByRole('button', { name: 'Remove…' }).click();
    await page
      .getByRole('dialog', { name: 'Remove the list “Evening”?' })
      .getByRole('button', { name: 'Cancel' })
      .click();
    expect(world.library.playlists).toHaveLength(3);
    await page.getByRole('button', { name: 'Remove…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('2 lists').waitFor();
  });

  test('by rule are written in fields, told as a sentence, and cannot be put in another order', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library/lists' });
    await page.getByRole('button', { name: 'New list by rule…' }).click();
    const dialog = page.getByRole('dialog', { name: 'New list by rule' });
    await dialog.getByLabel('Name', { exact: true }).fill('Quiet evenings');
    await dialog.getByRole('button', { name: 'Make list' }).click();
    await dialog.getByText('Say with what.').waitFor();
    await dialog.getByRole('textbox', { name: 'With what' }).fill('Ambient');
    await dialog.getByRole('button', { name: 'Add a condition' }).click();
    const second = dialog.getByRole('group', { name: 'Condition 2' });
    await second.getByRole('combobox', { name: 'What', exact: true }).selectOption('Year');
    await second.getByRole('textbox', { name: 'With what' }).fill('1990');
    await dialog.getByLabel('Order by').selectOption('At random');
    await dialog.getByLabel('At most').fill('25');
    await dialog.getByRole('button', { name: 'Make list' }).click();
    await page.getByRole('heading', { level: 1, name: 'Quiet evenings' }).waitFor();
    await page.getByText('Genre contains “Ambient” and Year is at least 1990, at most 25').waitFor();
    expect(world.library.playlists.find(({ name }) => name === 'Quiet evenings')?.rule).toEqual({
      match: 'all',
      conditions: [
        { field: 'genre', is: 'contains', value: 'Ambient' },
        { field: 'year', is: 'at-least', value: 1990 },
      ],
      sort: 'random',
      isDescending: false,
      limit: 25,
    });
    await rows(page).first().click();
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Delete');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(callsOf(world, 'library.setPlaylistOrder')).toEqual([]);
  });
});
