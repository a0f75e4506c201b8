import { expect, test } from 'vitest';
import { describePage } from '../support/chromium-suite.ts';
import { exampleTorrent } from '../support/in-memory-core-examples.ts';
import { fillLibrary } from '../support/in-memory-core-library-world.ts';
import type { World } from '../support/in-memory-core-world.ts';

const torrents = [exampleTorrent(1, { name: 'Alba' })];
const fifty = (world: World) => fillLibrary(world.library, { albums: 50 });

describePage('the page begins', (open) => {
  test('at the library, where there is one', async () => {
    const { page } = await open({ torrents, prepare: fifty, place: '' });
    await page.getByText('50 albums').waitFor();
    expect(page.url()).toContain('#/library/music/albums');
    expect(await page.title()).toBe('Library · Warren');
  });

  test('at the transfers, where there is no library but something on its way', async () => {
    const { page } = await open({ torrents, place: '' });
    await page.getByRole('row', { name: 'Alba' }).waitFor();
    expect(page.url()).toContain('#/transfers');
  });

  test('where the first folder is added, where there is nothing yet', async () => {
    const { page } = await open({ place: '' });
    await page.getByRole('button', { name: 'Add a folder' }).waitFor();
  });

  test('at the transfers, where the library cannot tell', async () => {
    const { page } = await open({
      prepare: (world) => world.failNext('library.stats', 'internal'),
      place: '',
    });
    await page.getByText('Nothing is on its way yet').waitFor();
  });

  test('nowhere that Back leads to', async () => {
    const { page } = await open({ torrents, prepare: fifty, place: '' });
    await page.getByText('50 albums').waitFor();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await page.goBack();
    await page.getByText('50 albums').waitFor();
  });
});
