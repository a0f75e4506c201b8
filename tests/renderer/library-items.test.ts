import { expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { liveInThreeNetworks } from '../support/in-memory-core-networks.ts';
import { fifty, album } from '../support/library-page.ts';

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
