import { expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { breakFirstAlbum } from '../support/in-memory-core-broken-share.ts';

describePage('items whose share has stopped', (open) => {
  test('that have stopped being what was shared say so, and what can be done', async () => {
    const { page, world } = await open({
      prepare: (given) => breakFirstAlbum(given),
      place: '#/library/album/album-1',
    });
    await page.getByText('A file of it was changed, moved or deleted since').waitFor();
    await page.getByRole('link', { name: 'Show the transfer' }).waitFor();
    await page.getByRole('button', { name: 'Check again' }).click();
    const id = world.library.tracks[0]?.torrentId;
    await expect.poll(() => callsOf(world, 'torrents.recheck')).toEqual([{ ids: [id] }]);
    await page.getByRole('button', { name: 'Share anew…' }).click();
    await page.getByRole('dialog', { name: 'Share something of yours' }).getByText('10 files').waitFor();
  });

  test('are told of by the list that holds them', async () => {
    const { page } = await open({
      prepare: (given) => breakFirstAlbum(given),
      place: '#/library/playlist/playlist-1',
    });
    await page.getByText('A file of it was changed, moved or deleted since').waitFor();
    await page.getByRole('button', { name: 'Share anew…' }).waitFor();
  });

  test('whose drive is away have stopped, but are not called broken', async () => {
    const { page } = await open({
      prepare: (given) => breakFirstAlbum(given, 'away'),
      place: '#/library/album/album-1',
    });
    await page.getByText('Its drive or folder is not there now').waitFor();
    await page.getByRole('button', { name: 'Check again' }).waitFor();
    expect(await page.getByRole('button', { name: 'Share anew…' }).count()).toBe(0);
  });
});
