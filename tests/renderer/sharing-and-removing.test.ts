import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleTorrent } from '../support/in-memory-core-examples.ts';

const shareCard = (page: Page) => page.getByRole('dialog', { name: 'Share something of yours' });
const shareButton = (page: Page) => shareCard(page).getByRole('button', { name: 'Share', exact: true });

describePage('sharing', (open) => {
  test('goes from a path to a link that can be copied', async () => {
    const { page, world } = await open();
    await page.getByRole('button', { name: 'Share…' }).click();
    await shareCard(page).getByLabel('File or folder').fill('/home/mara/Music/Slow Rivers');
    await shareButton(page).click();
    await shareCard(page).getByRole('progressbar', { name: 'Reading “Slow Rivers”' }).waitFor();
    const shared = page.getByRole('dialog', { name: 'Shared' });
    await shared.getByRole('button', { name: 'Copy link' }).click();
    await shared.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await shared.getByLabel('Magnet link').inputValue());
    expect(copied).toMatch(/^magnet:\?xt=urn:btih:[0-9a-f]{40}&dn=Slow%20Rivers/);
    await shared.getByRole('button', { name: 'For a phone' }).click();
    await shared.getByRole('img', { name: 'The link as a QR code' }).waitFor();
    await shared.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('row', { name: 'Slow Rivers' }).getByText('Seeding').waitFor();
    expect(callsOf(world, 'torrents.share')).toMatchObject([
      { path: '/home/mara/Music/Slow Rivers', trackers: [], isPrivate: false, profile: 'Open' },
    ]);
  });

  test('saves the .torrent file', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Share…' }).click();
    await shareCard(page).getByLabel('File or folder').fill('/home/mara/a.flac');
    await page.keyboard.press('Enter');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save .torrent file' }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toBe('a.flac.torrent');
    expect(await readFile(await download.path(), 'utf8')).toBe('d4:infodee');
  });

  test('is done by keyboard alone', async () => {
    const { page, world } = await open({ place: '#/library' });
    await page.getByRole('button', { name: 'Share something of yours' }).press('Enter');
    await page.keyboard.type('/home/mara/a.flac');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Shared' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.share')).toHaveLength(1);
  });

  test('takes a name, trackers and privacy from what is folded away', async () => {
    const { page, world } = await open();
    await page.getByRole('button', { name: 'Share…' }).click();
    await shareCard(page).getByLabel('File or folder').fill('/home/mara/dailies');
    await shareCard(page).getByRole('button', { name: 'Advanced' }).click();
    await shareCard(page).getByLabel('Name').fill('Spring term');
    await shareCard(page).getByRole('switch', { name: 'Private' }).click();
    await shareButton(page).click();
    await shareCard(page).getByText('A private share needs a tracker').waitFor();
    await shareCard(page).getByLabel('Trackers').fill('tracker.example');
    await shareCard(page).getByText('“tracker.example” is not a tracker address.').waitFor();
    await shareCard(page)
      .getByLabel('Trackers')
      .fill('udp://tracker.example:6969\nhttps://two.example/announce');
    await shareButton(page).click();
    await page.getByRole('dialog', { name: 'Shared' }).waitFor();
    expect(callsOf(world, 'torrents.share')).toMatchObject([
      {
        name: 'Spring term',
        isPrivate: true,
        trackers: ['udp://tracker.example:6969', 'https://two.example/announce'],
      },
    ]);
  });

  test('can be stopped while it reads; what was typed stays', async () => {
    const { page, world } = await open();
    world.hold('torrents.share half way');
    await page.getByRole('button', { name: 'Share…' }).click();
    await shareCard(page).getByLabel('File or folder').fill('/home/mara/dailies');
    await shareButton(page).click();
    await shareCard(page).getByText('of 2.31 GB').waitFor();
    await page.keyboard.press('Escape');
    await shareCard(page).getByRole('button', { name: 'Stop' }).click();
    await shareCard(page).getByText('Stopped. Nothing was shared.').waitFor();
    expect(await shareCard(page).getByLabel('File or folder').inputValue()).toBe('/home/mara/dailies');
    expect(world.torrents.rows.size).toBe(0);
  });

  test('says what went wrong, and keeps what was typed', async () => {
    const { page, world } = await open();
    world.failNext('torrents.share', 'path-missing', '/home/mara/nowhere is not there.');
    await page.getByRole('button', { name: 'Share…' }).click();
    await shareButton(page).click();
    await shareCard(page).getByText('Say which file or folder.').waitFor();
    await shareCard(page).getByLabel('File or folder').fill('/home/mara/nowhere');
    await shareButton(page).click();
    await shareCard(page).getByText('There is no such file or folder.').waitFor();
    expect(await shareCard(page).getByLabel('File or folder').inputValue()).toBe('/home/mara/nowhere');
  });
});

describePage('removing', (open) => {
  const torrents = [
    exampleTorrent(1, { name: 'Alba', sizeBytes: 4e9, progress: 0.5, state: 'paused', completedAt: null }),
    exampleTorrent(2, { name: 'Barn Owls', sizeBytes: 1e9 }),
  ];
  const row = (page: Page, name: string) => page.getByRole('row', { name });

  test('asks, and keeps the files unless it is told otherwise', async () => {
    const { page, world } = await open({ torrents });
    await row(page, 'Barn Owls').click();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog', { name: 'Remove this transfer?' }).waitFor();
    expect(await page.getByRole('radio', { name: 'Keep the files' }).isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await row(page, 'Barn Owls').waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.remove')).toEqual([{ ids: [torrents[1]?.id], deleteFiles: false }]);
    await page.getByText('Removed 1 transfer; the files are kept').waitFor();
  });

  test('deletes files only when that was chosen, and says how much', async () => {
    const { page, world } = await open({ torrents });
    await row(page, 'Alba').click();
    await page.getByRole('button', { name: 'Remove…' }).click();
    await page.getByText('About 2.00 GB that Warren downloaded is deleted from the disk.').waitFor();
    await page.getByRole('radio', { name: 'Delete the files, too' }).click();
    await page.getByRole('button', { name: 'Remove and delete 2.00 GB' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await row(page, 'Alba').waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.remove')).toEqual([{ ids: [torrents[0]?.id], deleteFiles: true }]);
  });

  test('never offers to delete what is shared from where the person’s own files lie', async () => {
    const own = exampleTorrent(3, { name: 'My Album', origin: 'shared' });
    const { page, world } = await open({ torrents: [...torrents, own] });
    await row(page, 'My Album').click();
    await page.keyboard.press('Delete');
    await page.getByText('Warren only stops sharing them and never deletes them.').waitFor();
    expect(await page.getByRole('radio', { name: 'Delete the files, too' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.getByRole('radio', { name: 'Delete the files, too' }).click();
    await page.getByRole('button', { name: /^Remove and delete/ }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.remove')).toMatchObject([
      { ids: [own.id], deleteFiles: false },
      { deleteFiles: true },
    ]);
  });

  test('is done by keyboard alone, for several', async () => {
    const { page, world } = await open({ torrents });
    await row(page, 'Alba').waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.getByRole('dialog', { name: 'Remove 2 transfers?' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(callsOf(world, 'torrents.remove')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('Nothing is on its way yet').waitFor();
    expect(callsOf(world, 'torrents.remove')).toMatchObject([{ deleteFiles: true }]);
  });

  test('does nothing when it is left', async () => {
    const { page, world } = await open({ torrents });
    await row(page, 'Alba').click();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.remove')).toEqual([]);
  });

  test('says why when it fails, and stays', async () => {
    const { page, world } = await open({ torrents });
    world.failNext('torrents.remove', 'engine-down');
    await row(page, 'Alba').click();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('The part of Warren that talks to the network has stopped.').waitFor();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await row(page, 'Alba').waitFor({ state: 'detached' });
  });
});
