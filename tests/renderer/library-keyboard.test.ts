import { describe, expect, test } from 'vitest';
import { describePage } from '../support/chromium-suite.ts';
import { fillLibrary } from '../support/in-memory-core-library-world.ts';
import { until } from '../support/until.ts';
import { fifty, albums, album, heading } from '../support/library-page.ts';

describePage('the library by keyboard', (open) => {
  test('is walked through, opened, left and played without a mouse', async () => {
    const { page } = await open({ prepare: fifty });
    await page.keyboard.press('Alt+1');
    await album(page, 'Harbour Tapes').waitFor();
    await albums(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    const active = albums(page).locator('[aria-selected=true]');
    await active.waitFor();
    const columns = await albums(page).evaluate((list) =>
      getComputedStyle(list).getPropertyValue('--cover-columns'),
    );
    expect(await active.getAttribute('data-index')).toBe(String(Number(columns) + 1));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Shuffle' }).waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'Playing' }).waitFor();
  });

  test('selects with Shift and Ctrl A, also what has not come yet', async () => {
    const { page } = await open({
      prepare: (world) => fillLibrary(world.library, { albums: 700, tracksAnAlbum: 1, videos: 0 }),
      place: '#/library',
    });
    await albums(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await until(async () => (await albums(page).locator('[aria-selected=true]').count()) === 3, {
      what: 'three are selected',
    });
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Labels…' }).press('Enter');
    await page.getByText('Labels of 700 items').waitFor();
  });

  test('jumps to a name as it is typed, wherever it is', async () => {
    const { page } = await open({
      prepare: (world) => fillLibrary(world.library, { albums: 700, tracksAnAlbum: 1, videos: 0 }),
      place: '#/library',
    });
    await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Title');
    await until(
      async () => ((await albums(page).getByRole('option').first().textContent()) ?? '').includes('Amber'),
      {
        what: 'they are sorted by title',
      },
    );
    await albums(page).focus();
    await page.keyboard.type('slow t');
    await until(
      async () =>
        ((await albums(page).locator('[aria-selected=true] .title').textContent()) ?? '').startsWith(
          'Slow T',
        ),
      { what: 'it is found' },
    );
  });

  test('has a filter on the slash, which gives the keyboard back to the list', async () => {
    const { page } = await open({ prepare: fifty, place: '#/library' });
    await album(page, 'Harbour Tapes').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('harbour');
    await page.keyboard.press('Enter');
    await until(() => albums(page).evaluate((list) => list === document.activeElement), {
      what: 'the list has the keyboard',
    });
  });

  describe('in a window', () => {
    test.each([480, 800])('of %i px has a way to each of its parts', async (width) => {
      const { page } = await open({ prepare: fifty, viewport: { width, height: 700 } });
      for (const [link, title] of [
        ['Music', 'Music'],
        ['Video', 'Video'],
        ['Lists', 'Lists'],
      ] as const) {
        await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: link }).click();
        await heading(page, title).waitFor();
      }
    });
  });
});
