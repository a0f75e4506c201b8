import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFindings } from '../support/axe.ts';
import { describePage } from '../support/chromium-suite.ts';
import { breakFirstAlbum } from '../support/in-memory-core-broken-share.ts';
import { fillLibrary, idleScan } from '../support/in-memory-core-library-world.ts';
import type { World } from '../support/in-memory-core-world.ts';

interface Screen {
  readonly name: string;
  readonly place: string;
  readonly width?: number;
  readonly prepare?: (world: World) => void;
  readonly show?: (page: Page) => Promise<void>;
}

const fifty = (world: World) => fillLibrary(world.library, { albums: 50 });
const item = (page: Page) => page.locator('[data-id]').first();
const press = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).click();
const album = '#/library/album/album-1';

const screens: readonly Screen[] = [
  {
    name: 'an empty library',
    place: '#/library',
    prepare: () => undefined,
    show: (page) => page.getByText('live here').waitFor(),
  },
  { name: 'the albums', place: '#/library', show: (page) => item(page).click() },
  {
    name: 'the albums in a narrow window',
    place: '#/library',
    width: 480,
    show: (page) => item(page).click(),
  },
  {
    name: 'the albums as a list',
    place: '#/library',
    show: async (page) => {
      await press('List')(page);
      await page.getByRole('grid').locator('[data-id]').first().click();
    },
  },
  {
    name: 'the albums while a scan runs',
    place: '#/library',
    prepare: (world) => {
      fifty(world);
      world.library.scan = { ...idleScan, state: 'reading', found: 10, done: 3, failed: 1 };
    },
    show: (page) => page.getByRole('region', { name: 'Scanning your folders' }).waitFor(),
  },
  {
    name: 'the filters',
    place: '#/library',
    show: async (page) => {
      await press('Filter')(page);
      await page.getByLabel('Years').waitFor();
    },
  },
  {
    name: 'albums that do not match',
    place: '#/library',
    show: async (page) => {
      await page.getByRole('textbox', { name: 'Filter albums' }).fill('xylophone');
      await page.getByText('Nothing matches').waitFor();
    },
  },
  {
    name: 'the menu of an album',
    place: '#/library',
    show: async (page) => {
      await item(page).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Add to list' }).press('ArrowRight');
      await page.getByRole('menuitem', { name: 'For the road' }).waitFor();
    },
  },
  { name: 'the artists', place: '#/library/music/artists', show: (page) => item(page).click() },
  { name: 'the tracks', place: '#/library/music/tracks', show: (page) => item(page).dblclick() },
  { name: 'the movies', place: '#/library/video', show: (page) => item(page).click() },
  { name: 'the home videos', place: '#/library/video/home', show: (page) => item(page).click() },
  { name: 'the shows', place: '#/library/video/shows', show: (page) => item(page).click() },
  { name: 'the lists', place: '#/library/lists', show: (page) => item(page).click() },
  { name: 'an album', place: album, show: (page) => item(page).dblclick() },
  {
    name: 'an album that is not what was shared any more',
    place: album,
    prepare: (given) => breakFirstAlbum(given),
    show: (page) => page.getByRole('button', { name: 'Share anew…' }).waitFor(),
  },
  { name: 'an artist', place: '#/library/artist/artist-1', show: (page) => item(page).click() },
  {
    name: 'a video',
    place: '#/library/video/video-2',
    show: (page) => page.getByText('Resume from').waitFor(),
  },
  { name: 'a show', place: '#/library/show/show-1', show: (page) => item(page).click() },
  { name: 'a list', place: '#/library/playlist/playlist-1', show: (page) => item(page).click() },
  {
    name: 'an empty list',
    place: '#/library/playlist/playlist-2',
    show: (page) => page.getByText('Nothing is in this list yet').waitFor(),
  },
  {
    name: 'the question before something leaves a list',
    place: '#/library/playlist/playlist-1',
    show: async (page) => {
      await item(page).click();
      await page.keyboard.press('Delete');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'the rule of a list, with faults',
    place: '#/library/playlist/playlist-3',
    show: async (page) => {
      await press('Edit…')(page);
      await press('Add a condition')(page);
      await press('Save')(page);
      await page.getByText('Say with what.').waitFor();
    },
  },
  { name: 'the choice of a list', place: album, show: press('Add to list…') },
  { name: 'the labels', place: album, show: press('Labels…') },
  {
    name: 'the share card of an album',
    place: album,
    show: async (page) => {
      await press('Share…')(page);
      await page.getByText('10 files').waitFor();
    },
  },
  {
    name: 'the folders',
    place: '#/settings?part=library',
    show: (page) => page.getByText('Not there now').waitFor(),
  },
  { name: 'a new folder', place: '#/settings?part=library', show: press('Add folder…') },
  {
    name: 'the question before a folder goes',
    place: '#/settings?part=library',
    show: press('Take out /home/mara/Music'),
  },
  { name: 'what could not be read', place: '#/settings?part=library', show: press('2 problems') },
  {
    name: 'the search over everything',
    place: '#/library',
    show: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('harbour');
      await page.getByRole('group', { name: 'Library' }).waitFor();
    },
  },
];

describePage('accessibility of the library', (open) => {
  describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
    test.each(screens)(
      '$name has no serious finding',
      async ({ place, width = 1280, prepare = fifty, show }) => {
        const { page } = await open({
          colorScheme,
          place,
          prepare,
          reducedMotion: 'reduce',
          viewport: { width, height: 800 },
        });
        await show?.(page);
        expect(await seriousFindings(page)).toEqual([]);
      },
    );
  });
});
