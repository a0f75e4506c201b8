import { expect, test } from 'vitest';
import { shareStates } from '../../src/shared/domain/library/share-state.ts';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { until } from '../support/until.ts';
import { fifty, albums, album, heading, lastOf } from '../support/library-page.ts';

describePage('the albums', (open) => {
  test('stand in a grid with their covers, and one leads to its page by a double click', async () => {
    const { page } = await open({ prepare: fifty, place: '#/library' });
    await page.getByText('50 albums').waitFor();
    const first = album(page, 'Harbour Tapes');
    await until(() => first.locator('img').evaluate((img) => (img as HTMLImageElement).naturalWidth > 0), {
      what: 'its cover is drawn',
    });
    await first.dblclick();
    await heading(page, 'Harbour Tapes').waitFor();
    await page.getByRole('row', { name: 'Morning Water' }).first().waitFor();
    await page.getByText('Disc 2').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await album(page, 'Harbour Tapes').waitFor();
  });

  test('have a picture made from their title where there is none, also where it cannot be had', async () => {
    const { page } = await open({
      tolerates: /404|Failed to load/u,
      place: '#/library',
      prepare: (world) => {
        fifty(world);
        world.library.albums = world.library.albums
          .slice(0, 2)
          .map((one, index) => ({ ...one, title: `Low Field ${index}`, artwork: null }));
      },
    });
    await album(page, 'Low Field 0').getByText('LF').waitFor();
    expect(await albums(page).locator('img').count()).toBe(0);
  });

  test('tell in words and by a mark what others can have of them', async () => {
    const { page } = await open({
      place: '#/library',
      prepare: (world) => {
        fifty(world);
        world.library.albums = shareStates.map((shareState, index) => ({
          ...(world.library.albums[index] ?? raise()),
          title: `State ${shareState}`,
          shareState,
          isMissing: false,
        }));
      },
    });
    await album(page, 'Shared State sharing').waitFor();
    await album(page, 'Partly shared State partly').waitFor();
    await album(page, 'At risk: nobody else is seen who holds all of it State at-risk').waitFor();
    await album(page, 'Not shared now: its transfer has stopped State stopped').waitFor();
    await album(page, 'Not shared now: its drive or folder is not there State away').waitFor();
    await album(page, 'Broken: not any more what was shared State broken').waitFor();
    expect(await album(page, 'State none').getByTitle('Not shared').count()).toBe(0);
  });

  test('are narrowed down by text, genre and favourites, and all come back when asked', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library' });
    await page.getByText('50 albums').waitFor();
    await page.getByRole('combobox', { name: 'Genre' }).selectOption('Folk');
    await page.getByText('7 albums').waitFor();
    await page.getByRole('button', { name: 'Favourites only' }).click();
    await until(() => JSON.stringify(lastOf(world, 'library.albums')).includes('"isFavourite":true'), {
      what: 'favourites are asked for',
    });
    await page.getByRole('textbox', { name: 'Filter albums' }).fill('xylophone');
    await page.getByText('Nothing matches').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByText('50 albums').waitFor();
    expect(await page.getByRole('combobox', { name: 'Genre' }).inputValue()).toBe('');
  });

  test('are narrowed down by decade and by what is shared, behind one button that counts', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library' });
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByLabel('Years').selectOption('1970 – 1979');
    await page.getByLabel('Shared', { exact: true }).selectOption('Only you hold it');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Filter 2' }).waitFor();
    await until(() => callsOf(world, 'library.albums').length > 2, { what: 'it is asked' });
    expect(lastOf(world, 'library.albums')).toMatchObject({
      fromYear: 1970,
      toYear: 1979,
      shareState: 'at-risk',
    });
  });

  test('are sorted as asked, and shown as a list whose heads sort', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library' });
    await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Year');
    await page.getByRole('button', { name: 'Upwards; turn it round' }).click();
    await until(() => JSON.stringify(lastOf(world, 'library.albums')).includes('"isDescending":true'), {
      what: 'the order is asked for',
    });
    await page.getByRole('button', { name: 'List', exact: true }).click();
    await page.getByRole('columnheader', { name: 'Year' }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Year' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    await page.getByRole('button', { name: 'Album', exact: true }).click();
    await until(() => JSON.stringify(lastOf(world, 'library.albums')).includes('"sort":"title"'), {
      what: 'the titles sort',
    });
  });

  test('are as they were left when somebody comes back from one', async () => {
    const { page } = await open({
      prepare: fifty,
      place: '#/library',
      viewport: { width: 1000, height: 640 },
    });
    await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Title');
    await albums(page).focus();
    await page.keyboard.press('End');
    const last = albums(page).getByRole('option').last();
    await last.dblclick();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await until(() => albums(page).evaluate((list) => (list.parentElement?.scrollTop ?? 0) > 300), {
      what: 'it is scrolled to where it was',
    });
    expect(await page.getByRole('combobox', { name: 'Sort by' }).inputValue()).toBe('title');
  });

  test('show what is new in the library without being asked', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library' });
    await page.getByText('50 albums').waitFor();
    world.library.albums = world.library.albums.slice(0, 49);
    world.library.changed();
    await page.getByText('49 albums').waitFor();
  });

  test('tell what happened when they cannot be told, and try again when asked', async () => {
    const { page, world } = await open({ prepare: fifty });
    await page.getByText('Nothing is on its way yet').waitFor();
    await until(() => callsOf(world, 'library.folders').length > 0, { what: 'the library is known' });
    world.failNext('library.albums', 'internal');
    await page.keyboard.press('Alt+1');
    await page.getByText('The library cannot be shown').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await album(page, 'Harbour Tapes').waitFor();
  });
});

function raise(): never {
  throw new Error('There are too few albums.');
}
