import type { Page } from 'playwright-core';
import { breakFirstAlbum } from '../../support/in-memory-core-broken-share.ts';
import { fillLibrary } from '../../support/in-memory-core-library-world.ts';
import { liveInThreeNetworks } from '../../support/in-memory-core-networks.ts';
import type { World } from '../../support/in-memory-core-world.ts';
import type { Scene } from './scene.ts';

const collection = (world: World) => fillLibrary(world.library, { albums: 60 });

export const libraryScenes: readonly Scene[] = (
  [
    ['albums', '#/library', (page) => page.locator('[data-id] img').first().waitFor()],
    ['albums-selected', '#/library', (page) => chooseSome(page)],
    ['albums-list', '#/library', (page) => page.getByRole('button', { name: 'List', exact: true }).click()],
    [
      'albums-menu',
      '#/library',
      async (page) => {
        await page.locator('[data-id]').nth(2).click({ button: 'right' });
        await page.getByRole('menuitem', { name: 'Add to list' }).hover();
      },
    ],
    [
      'albums-filter',
      '#/library',
      (page) => page.getByRole('button', { name: 'Filter', exact: true }).click(),
    ],
    ['artists', '#/library/music/artists', undefined],
    ['tracks', '#/library/music/tracks', (page) => page.locator('[data-id]').nth(3).dblclick()],
    ['movies', '#/library/video', undefined],
    ['home', '#/library/video/home', undefined],
    ['lists', '#/library/lists', undefined],
    ['album', '#/library/album/album-1', undefined],
    [
      'album-broken',
      '#/library/album/album-1',
      (page) => page.getByRole('button', { name: 'Share anew…' }).waitFor(),
    ],
    ['artist', '#/library/artist/artist-1', undefined],
    ['video', '#/library/video/video-2', undefined],
    ['show', '#/library/show/show-1', undefined],
    ['list', '#/library/playlist/playlist-1', undefined],
    [
      'list-rule',
      '#/library/playlist/playlist-3',
      (page) => page.getByRole('button', { name: 'Edit…' }).click(),
    ],
    ['folders', '#/settings?part=library', undefined],
    ['palette', '#/library', searchForHarbour],
    ['share', '#/library/album/album-1', (page) => page.getByRole('button', { name: 'Share…' }).click()],
  ] satisfies [string, string, Scene['show']][]
).map(([name, place, show]) => ({
  name: `library-${name}`,
  sizes:
    name === 'albums' || name === 'album'
      ? (['usual', 'tight', 'narrow', '4k'] as const)
      : (['usual', 'narrow'] as const),
  place,
  prepare: (world: World) => {
    liveInThreeNetworks(world);
    collection(world);
    if (name === 'album-broken') breakFirstAlbum(world);
  },
  ...(show === undefined ? {} : { show }),
}));

async function chooseSome(page: Page): Promise<void> {
  await page.locator('[data-id]').nth(1).click();
  await page
    .locator('[data-id]')
    .nth(3)
    .click({ modifiers: ['Shift'] });
  await page.keyboard.press('ArrowRight');
}

async function searchForHarbour(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('tra');
  await page.getByRole('group', { name: 'Library' }).waitFor();
}
