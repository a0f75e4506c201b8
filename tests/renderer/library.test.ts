import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { fillLibrary } from '../support/in-memory-core-library-world.ts';
import { liveInThreeNetworks } from '../support/in-memory-core-networks.ts';
import type { World } from '../support/in-memory-core-world.ts';
import { shareStates } from '../../src/shared/domain/library/share-state.ts';
import { until } from '../support/until.ts';

const fifty = (world: World) => fillLibrary(world.library, { albums: 50 });
const albums = (page: Page) => page.getByRole('listbox', { name: 'Albums' });
const album = (page: Page, name: string) => albums(page).getByRole('option', { name });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const lastOf = (world: World, method: string) => callsOf(world, method).at(-1);

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

describePage('items of the library', (open) => {
  test('are selected by click, Ctrl and Shift, and played together from the menu', async () => {
    const { page } = await open({ prepare: fifty, place: '#/library/music/tracks' });
    const rows = page.getByRole('grid', { name: 'Tracks' }).locator('[data-id]');
    await rows.nth(1).click();
    await rows.nth(4).click({ modifiers: ['Shift'] });
    await rows.nth(6).click({ modifiers: ['Control'] });
    expect(await page.locator('[data-id][aria-selected=true]').count()).toBe(5);
    await rows.nth(2).click({ button: 'right' });
    await page.getByRole('menuitem', { name: /^Play Ctrl/u }).click();
    await page.getByRole('img', { name: 'Playing' }).or(page.locator('.name.current')).first().waitFor();
  });

  test('are made favourites from the menu', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library' });
    await album(page, 'Harbour Tapes').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Make it a favourite' }).click();
    await album(page, 'Harbour Tapes Favourite').waitFor();
    expect(callsOf(world, 'library.setFavourite')).toEqual([{ ids: ['album-1'], isFavourite: true }]);
  });

  test('get labels, which can be filtered by', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library/album/album-1' });
    await page.getByRole('button', { name: 'Labels…' }).click();
    await page.getByRole('textbox', { name: 'Labels' }).fill('Live, For the  winter');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('For the  winter').waitFor();
    expect(callsOf(world, 'library.setLabels')).toMatchObject([
      { add: ['Live', 'For the  winter'], remove: [] },
    ]);
  });

  test('are never deleted, and who presses Delete is told so', async () => {
    const { page } = await open({ prepare: fifty, place: '#/library' });
    await album(page, 'Harbour Tapes').click();
    await page.keyboard.press('Delete');
    await page.getByText('Warren does not delete your files.').waitFor();
  });

  test('are shared by the card that tells who will learn what, with just their files', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library/album/album-1' });
    await page.getByRole('button', { name: 'Share…' }).click();
    const card = page.getByRole('dialog', { name: 'Share something of yours' });
    await card.getByText('10 files, 210 MB').waitFor();
    await card.getByText('everyone who has the link').waitFor();
    await card.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('dialog', { name: 'Shared' }).waitFor();
    expect(callsOf(world, 'library.shareSource')).toEqual([{ ids: ['album-1'] }]);
    expect(callsOf(world, 'torrents.share')).toMatchObject([
      {
        path: '/home/mara/Music/Mara Holm/Harbour Tapes',
        name: 'Harbour Tapes',
        files: Array.from({ length: 10 }, (_, at) => `${at + 1}.flac`),
      },
    ]);
  });

  test('begin with the network that was chosen last for their label', async () => {
    const { page, world } = await open({
      prepare: (given) => {
        fifty(given);
        liveInThreeNetworks(given);
        given.library.albums = given.library.albums.map((one, at) =>
          at === 0 ? { ...one, labels: ['Live'] } : one,
        );
        given.settings = { ...given.settings, profileOfLabel: { Live: 'Work VPN' } };
      },
      place: '#/library/album/album-1',
    });
    await page.getByRole('button', { name: 'Share…' }).click();
    await page.getByText('This network was chosen last for what has the label “Live”.').waitFor();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('dialog', { name: 'Shared' }).waitFor();
    expect(callsOf(world, 'torrents.share')).toMatchObject([{ profile: 'Work VPN' }]);
    await expect
      .poll(() => callsOf(world, 'settings.update'))
      .toMatchObject([{ profileOfLabel: { Live: 'Work VPN' } }]);
  });

  test('that cannot be shared say why in the card', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library/album/album-1' });
    world.failNext('library.shareSource', 'not-found', 'Its folder is not there.');
    await page.getByRole('button', { name: 'Share…' }).click();
    await page.getByText('Its folder is not there.').waitFor();
    expect(await page.getByRole('button', { name: 'Share', exact: true }).isDisabled()).toBe(true);
  });

  test('lead from one to the other: track, album, artist', async () => {
    const { page } = await open({ prepare: fifty, place: '#/library/music/tracks' });
    await page.getByRole('grid').locator('[data-id]').first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Go to the album' }).click();
    await page.getByRole('button', { name: 'Shuffle' }).waitFor();
    await page
      .getByRole('main')
      .getByRole('link', { name: 'Mara Holm' })
      .or(page.locator('.line a'))
      .first()
      .click();
    await page.getByRole('listbox', { name: /^Albums of/u }).waitFor();
  });

  test('that are gone have a page that says so', async () => {
    const { page } = await open({ prepare: fifty, place: '#/library/album/album-999' });
    await page.getByText('This is not in the library any more').waitFor();
    await page.getByRole('link', { name: 'Go to the library' }).click();
    await page.getByText('50 albums').waitFor();
  });
});

describePage('videos', (open) => {
  test('have posters, and a page with what is known, the note and where they were left', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library/video' });
    await page.getByText('24 movies').waitFor();
    await page.goto(page.url().replace(/#.*/u, '#/library/video/video-2'));
    await page.getByRole('button', { name: 'Resume from 22:05' }).waitFor();
    await page.getByText('H.264 · AAC in MKV').waitFor();
    await page.getByText('The print with the long ending.').waitFor();
    await page.getByRole('button', { name: 'Change the note' }).click();
    await page.getByLabel('Your note').fill('Seen twice');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Seen twice').waitFor();
    await page.getByRole('button', { name: 'From the beginning' }).click();
    await until(() => callsOf(world, 'library.setPosition').length === 1, { what: 'it begins anew' });
  });

  test('of a show stand by season', async () => {
    const { page } = await open({ prepare: fifty, place: '#/library/video/shows' });
    await page.getByText('2 shows').waitFor();
    await page.getByRole('listbox').getByRole('option').first().dblclick();
    await page.getByText('Season 2').waitFor();
    await page.getByRole('row', { name: 'Part 3' }).waitFor();
  });

  test('of the family stand by date, the newest first', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library/video/home' });
    await page.getByText('24 home videos').waitFor();
    expect(lastOf(world, 'library.videos')).toMatchObject({
      kind: 'home',
      sort: 'recordedAt',
      isDescending: true,
    });
  });
});

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
