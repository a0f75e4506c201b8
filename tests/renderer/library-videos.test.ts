import { expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { until } from '../support/until.ts';
import { fifty, lastOf } from '../support/library-page.ts';

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
