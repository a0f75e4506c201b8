import { expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { fillLibrary, idleScan } from '../support/in-memory-core-library-world.ts';
import type { World } from '../support/in-memory-core-world.ts';
import { until } from '../support/until.ts';

const fifty = (world: World) => fillLibrary(world.library, { albums: 50 });

describePage('a library without folders', (open) => {
  test('says what it is for, and begins with a folder', async () => {
    const { page, world } = await open({ place: '#/library' });
    await page.getByText('Your music and videos live here').waitFor();
    await page.getByRole('button', { name: 'Add a folder' }).click();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Say which folder.').waitFor();
    await page.getByLabel('Folder', { exact: true }).fill('/home/mara/Music');
    await page.keyboard.press('Enter');
    await page.getByText('No albums yet').waitFor();
    expect(callsOf(world, 'library.addFolder')).toEqual([{ path: '/home/mara/Music' }]);
  });

  test('says in the card why a folder cannot be added, and keeps what was typed', async () => {
    const { page, world } = await open({ place: '#/library' });
    await page.getByRole('button', { name: 'Add a folder' }).click();
    world.failNext('library.addFolder', 'not-found', 'There is no folder /nowhere.');
    await page.getByLabel('Folder', { exact: true }).fill('/nowhere');
    await page.keyboard.press('Enter');
    await page.getByText('There is no folder /nowhere.').waitFor();
    expect(await page.getByLabel('Folder', { exact: true }).inputValue()).toBe('/nowhere');
  });
});

describePage('the folders of the library', (open) => {
  test('tell in Settings what is in them, what is missing and which are not there', async () => {
    const { page } = await open({ prepare: fifty, place: '#/settings' });
    const list = page.getByRole('list', { name: 'Folders of the library' });
    const [music, videos] = [list.getByRole('listitem').nth(0), list.getByRole('listitem').nth(1)];
    await music.getByText('500 tracks · 20 missing').waitFor();
    await videos.getByText('Not there now').waitFor();
    expect(await videos.getByRole('button', { name: /^Scan/u }).isDisabled()).toBe(true);
  });

  test('are taken out when asked, with or without what is known of them', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/settings' });
    await page.getByRole('button', { name: 'Take out /home/mara/Music' }).click();
    await page.getByRole('switch', { name: /Forget counts/u }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take out' }).click();
    await page.getByText('/home/mara/Music is no longer in the library').waitFor();
    expect(callsOf(world, 'library.removeFolder')).toEqual([{ id: 1, isForgotten: true }]);
  });

  test('are scanned; the head of the library shows how far it is, and stops it', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/settings' });
    await page.getByRole('button', { name: 'Scan now' }).click();
    await page.getByRole('button', { name: 'Stop scanning' }).waitFor();
    await page.keyboard.press('Alt+1');
    const strip = page.getByRole('region', { name: 'Scanning your folders' });
    await strip.getByText('Reading 120 of 400, 34 secs left').waitFor();
    expect(await strip.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('30');
    await strip.getByRole('button', { name: 'Cancel' }).click();
    await strip.waitFor({ state: 'detached' });
    expect(world.library.scan.wasCancelled).toBe(true);
  });

  test('say when a scan is over what could not be read, and list it', async () => {
    const { page, world } = await open({
      place: '#/library',
      prepare: (made) => {
        fifty(made);
        made.library.scan = { ...idleScan, state: 'reading', found: 10, done: 9, failed: 2 };
      },
    });
    await page.getByRole('button', { name: '2 problems' }).click();
    const dialog = page.getByRole('dialog', { name: 'Files that could not be read' });
    await dialog.getByText('The header makes no sense.').waitFor();
    await dialog.getByText('/home/mara/Music/Old Ferry/noise.flac').waitFor();
    await page.keyboard.press('Escape');
    world.library.scan = { ...idleScan, found: 10, done: 10, failed: 2 };
    await page.getByText('2 files could not be read').waitFor();
  });

  test('forget what is missing, after asking', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/settings' });
    await page.getByRole('button', { name: 'Forget 20 missing files…' }).click();
    await page
      .getByRole('dialog', { name: 'Forget missing files?' })
      .getByRole('button', { name: 'Forget them' })
      .click();
    await page.getByText('Forgot 20 missing files').waitFor();
    await until(async () => (await page.getByRole('button', { name: /^Forget/u }).count()) === 0, {
      what: 'nothing is missing any more',
    });
    expect(callsOf(world, 'library.forgetMissing')).toEqual([{}]);
  });

  test('can be what was dropped, and so can a share', async () => {
    const { page, world } = await open({ prepare: fifty, place: '#/library' });
    await page.getByText('50 albums').waitFor();
    const drop = () =>
      page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([], 'Live 1998'));
        // Only a person can drop a folder: its entry is made up.
        DataTransferItem.prototype.webkitGetAsEntry = () =>
          ({ name: 'Live 1998', isDirectory: true }) as FileSystemEntry;
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      });
    await drop();
    await page
      .getByRole('dialog', { name: 'What shall become of “Live 1998”?' })
      .getByText('Add to the library')
      .click();
    await page.getByText('The browser does not tell where “Live 1998” lies.').waitFor();
    await page.getByLabel('Folder', { exact: true }).fill('/home/mara/Live 1998');
    await page.keyboard.press('Enter');
    await until(() => callsOf(world, 'library.addFolder').length === 1, { what: 'it is added' });
    await drop();
    await page.getByRole('dialog').getByText('Share it').click();
    await page.getByRole('dialog', { name: 'Share something of yours' }).waitFor();
  });
});
