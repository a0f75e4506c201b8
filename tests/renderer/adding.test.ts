import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleInfoHash, exampleTorrent, manyTorrents } from '../support/in-memory-core-examples.ts';
import { until } from '../support/until.ts';

const infoHash = exampleInfoHash(77);
const magnet = `magnet:?xt=urn:btih:${infoHash}&dn=Harbour+Tapes&tr=udp%3A%2F%2Ftracker.example%3A6969`;
const torrentFile = {
  name: 'album.torrent',
  mimeType: 'application/x-bittorrent',
  buffer: Buffer.from('d4:infodee'),
};

const card = (page: Page) => page.getByRole('dialog', { name: 'Add a transfer' });
const addButton = (page: Page) => card(page).getByRole('button', { name: 'Add', exact: true });

/** What the browser does when somebody presses Ctrl V with this text copied. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', copied);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, text);
}

async function drop(page: Page, files: readonly { name: string; text: string }[], text = ''): Promise<void> {
  await page.evaluate(
    ([dropped, words]) => {
      const dataTransfer = new DataTransfer();
      for (const { name, text: content } of dropped) dataTransfer.items.add(new File([content], name));
      if (words !== '') dataTransfer.setData('text/plain', words);
      for (const kind of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [files, text] as const,
  );
}

async function openWithFile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await card(page).locator('input[type=file]').setInputFiles(torrentFile);
  await card(page).getByText('Harbour Tapes – First Light (FLAC)').waitFor();
}

describePage('adding', (open) => {
  test('shows who will learn what without scrolling, also in a small window', async () => {
    for (const viewport of [
      { width: 800, height: 600 },
      { width: 1024, height: 640 },
    ]) {
      const { page } = await open({ viewport });
      await openWithFile(page);
      const forecast = card(page).getByRole('region', { name: 'Who will learn what' });
      const first = await forecast.getByRole('listitem').first().boundingBox();
      const answers = await addButton(page).boundingBox();
      expect((first?.y ?? Infinity) + (first?.height ?? 0)).toBeLessThan(answers?.y ?? 0);
      const files = await card(page).getByRole('tree').boundingBox();
      expect((files?.y ?? Infinity) + (files?.height ?? 0)).toBeLessThan(answers?.y ?? 0);
    }
  });

  test('begins with a magnet link that is pasted anywhere', async () => {
    const { page, world } = await open({ place: '#/settings' });
    await paste(page, magnet);
    await card(page).getByText('Harbour Tapes').waitFor();
    await card(page).getByText('The peers know its size and files').waitFor();
    await addButton(page).click();
    await card(page).waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.add')).toMatchObject([
      { source: { magnet }, savePath: '/home/mara/Downloads', profile: 'Open', paused: false },
    ]);
    await page.getByText('Added “Harbour Tapes”').waitFor();
    await page.getByRole('link', { name: /^Transfers/ }).click();
    await page.getByRole('row', { name: 'Harbour Tapes' }).waitFor();
  });

  test('takes no more than a paste and Enter', async () => {
    const { page, world } = await open();
    await page.getByText('Nothing is on its way yet').waitFor();
    await paste(page, magnet);
    await card(page).getByText('Harbour Tapes').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: 'Harbour Tapes' }).waitFor();
    expect(callsOf(world, 'torrents.add')).toHaveLength(1);
  });

  test('ends with the new row selected and in sight', async () => {
    const { page } = await open({ torrents: manyTorrents(300) });
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await paste(page, magnet.replace(infoHash, exampleInfoHash(5000)));
    await addButton(page).click();
    await page.locator('[role=row][aria-selected=true]', { hasText: /^Harbour Tapes/ }).waitFor();
  });

  test('begins with a bare infohash, too', async () => {
    const { page, world } = await open();
    await paste(page, infoHash);
    await addButton(page).click();
    await card(page).waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.add')).toMatchObject([
      { source: { magnet: `magnet:?xt=urn:btih:${infoHash}` } },
    ]);
  });

  test('leaves a text that is pasted into a field alone', async () => {
    const { page } = await open({ torrents: [exampleTorrent(1)] });
    await page.getByRole('textbox', { name: 'Filter transfers' }).focus();
    await paste(page, magnet);
    expect(await card(page).count()).toBe(0);
  });

  test('begins with a .torrent file that is dropped anywhere', async () => {
    const { page, world } = await open();
    await page.getByText('Nothing is on its way yet').waitFor();
    await drop(page, [{ name: 'album.torrent', text: 'd4:infodee' }]);
    await card(page).getByText('884 MB in 14 files').waitFor();
    await addButton(page).click();
    await card(page).waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.add')).toMatchObject([{ source: { torrentFile: btoa('d4:infodee') } }]);
  });

  test('begins with a magnet link that is dropped as text', async () => {
    const { page } = await open();
    await page.getByText('Nothing is on its way yet').waitFor();
    await drop(page, [], magnet);
    await card(page).getByText('Harbour Tapes').waitFor();
  });

  test('asks about several, one after the other', async () => {
    const { page, world } = await open();
    await page.getByText('Nothing is on its way yet').waitFor();
    await drop(page, [
      { name: 'one.torrent', text: 'd' },
      { name: 'two.torrent', text: 'e' },
      { name: 'three.torrent', text: 'f' },
    ]);
    await card(page).getByText('1 of 3').waitFor();
    await addButton(page).click();
    await card(page).getByText('2 of 3').waitFor();
    await card(page).getByRole('button', { name: 'Skip' }).click();
    await card(page).getByText('3 of 3').waitFor();
    await addButton(page).click();
    await card(page).waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.add')).toMatchObject([
      { source: { torrentFile: btoa('d') } },
      { source: { torrentFile: btoa('f') } },
    ]);
  });

  test('can be told another folder and to start paused', async () => {
    const { page, world } = await open();
    await openWithFile(page);
    await card(page).getByLabel('Save in').fill('/media/mara/Music');
    await card(page).getByRole('checkbox', { name: 'Start paused' }).click();
    await addButton(page).click();
    await card(page).waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.add')).toMatchObject([{ savePath: '/media/mara/Music', paused: true }]);
    await page.getByRole('row', { name: 'Harbour Tapes' }).getByText('Paused').waitFor();
  });

  test('says who will learn what before it is done', async () => {
    const { page } = await open();
    await openWithFile(page);
    const sentence = await card(page).getByText('With Open:').locator('..').textContent();
    expect(sentence).toContain('2 trackers, the public directory (DHT) and the peers you meet');
    expect(sentence).toContain('“Open” uses every network of this computer');
  });

  test('says how much is free, and warns when that is too little', async () => {
    const { page } = await open({
      prepare: (world) => {
        world.freeBytes = 100_000_000;
      },
    });
    await openWithFile(page);
    await card(page).getByText('100 MB free', { exact: true }).waitFor();
    await card(page).getByText('Too little room: 884 MB needed, 100 MB free.').waitFor();
  });

  describe('part of a torrent', () => {
    test('is chosen by mouse', async () => {
      const { page, world } = await open();
      await openWithFile(page);
      await card(page).getByRole('treeitem', { name: 'Disc 2' }).locator('.tick').click();
      await card(page).getByText('8 of 14 files').waitFor();
      expect(
        await card(page)
          .getByRole('treeitem', { name: 'Harbour Tapes' })
          .first()
          .getAttribute('aria-checked'),
      ).toBe('mixed');
      await addButton(page).click();
      await card(page).waitFor({ state: 'detached' });
      expect(callsOf(world, 'torrents.add')).toMatchObject([{ selectFiles: [0, 2, 4, 6, 8, 10, 12, 13] }]);
    });

    test('is chosen by keyboard', async () => {
      const { page, world } = await open();
      await openWithFile(page);
      await card(page).getByRole('button', { name: 'None' }).click();
      await card(page).getByText('Choose at least one file.').waitFor();
      expect(await addButton(page).isDisabled()).toBe(true);
      await card(page).getByRole('tree', { name: 'Files' }).focus();
      for (const key of ['ArrowDown', 'ArrowLeft', 'ArrowDown', 'ArrowRight', ' ']) {
        await page.keyboard.press(key);
      }
      await card(page).getByText('1 of 14 files').waitFor();
      await addButton(page).press('Enter');
      await card(page).waitFor({ state: 'detached' });
      // Disc 1 was closed, Disc 2 gone into: its first file.
      expect(callsOf(world, 'torrents.add')).toMatchObject([{ selectFiles: [1] }]);
    });

    test('is not asked for when it is everything', async () => {
      const { page, world } = await open();
      await openWithFile(page);
      await addButton(page).click();
      await card(page).waitFor({ state: 'detached' });
      expect(callsOf(world, 'torrents.add')[0]).not.toHaveProperty('selectFiles');
    });
  });

  test('shows what is there already instead of adding it twice', async () => {
    const { page } = await open({ torrents: [exampleTorrent(77, { name: 'Harbour Tapes' })] });
    await page.getByRole('row', { name: 'Harbour Tapes' }).waitFor();
    await paste(page, magnet);
    await card(page).getByText('You already have this one.').waitFor();
    await card(page).getByRole('button', { name: 'Show it' }).click();
    await page.getByRole('complementary', { name: 'Details of Harbour Tapes' }).waitFor();
  });

  describe('that does not work', () => {
    test('says what is wrong with a text that is no magnet link, and keeps it', async () => {
      const { page } = await open();
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      const field = card(page).getByLabel('Magnet link');
      await field.fill('https://example.org/album');
      await field.press('Enter');
      await card(page).getByText('This is not a magnet link.').waitFor();
      expect(await card(page).getByLabel('Magnet link').inputValue()).toBe('https://example.org/album');
    });

    test('says so when the core cannot read it, and keeps it', async () => {
      const { page, world } = await open();
      world.failNext('torrents.inspect', 'unsupported-v2');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await card(page).getByLabel('Magnet link').fill(magnet);
      await card(page).getByRole('button', { name: 'Continue' }).click();
      await card(page).getByText('BitTorrent v2').waitFor();
      expect(await card(page).getByLabel('Magnet link').inputValue()).toBe(magnet);
      await card(page).getByRole('button', { name: 'Continue' }).click();
      await card(page).getByText('Harbour Tapes').waitFor();
    });

    test('refuses a file that is larger than any .torrent file before it is read', async () => {
      const { page, world } = await open();
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await card(page)
        .locator('input[type=file]')
        .setInputFiles({ ...torrentFile, buffer: Buffer.alloc(16 * 1024 * 1024 + 1) });
      await card(page).getByText('larger than any .torrent file').waitFor();
      expect(callsOf(world, 'torrents.inspect')).toEqual([]);
    });

    test('keeps the folder and the files that were chosen', async () => {
      const { page, world } = await open();
      await openWithFile(page);
      await card(page).getByLabel('Save in').fill('/root/secret');
      await card(page).getByRole('treeitem', { name: 'Disc 1' }).locator('.tick').click();
      world.failNext('torrents.add', 'not-writable', 'The folder /root/secret cannot be written.');
      await addButton(page).click();
      await card(page).getByText('Warren may not write in this folder.').waitFor();
      await card(page).getByText('The folder /root/secret cannot be written.').waitFor();
      expect(await card(page).getByLabel('Save in').inputValue()).toBe('/root/secret');
      await card(page).getByText('7 of 14 files').waitFor();
      await addButton(page).click();
      await card(page).waitFor({ state: 'detached' });
      expect(callsOf(world, 'torrents.add')).toHaveLength(2);
    });

    test('can be left with Esc, and nothing is added', async () => {
      const { page, world } = await open();
      await openWithFile(page);
      await page.keyboard.press('Escape');
      await card(page).waitFor({ state: 'detached' });
      expect(callsOf(world, 'torrents.add')).toEqual([]);
    });
  });

  test('waits for a slow core, and can be left meanwhile', async () => {
    const { page, world } = await open();
    const release = world.hold('torrents.inspect');
    await paste(page, magnet);
    await card(page).getByText('Reading…').waitFor();
    await card(page).getByRole('button', { name: 'Cancel' }).click();
    await card(page).waitFor({ state: 'detached' });
    release();
    await until(() => callsOf(world, 'torrents.inspect').length === 1, { what: 'the core was asked' });
    expect(callsOf(world, 'torrents.add')).toEqual([]);
  });

  test('offers to share what is dropped in a browser and is no .torrent file, and asks where it lies', async () => {
    const { page } = await open();
    await page.getByText('Nothing is on its way yet').waitFor();
    await drop(page, [{ name: 'song.flac', text: 'x' }]);
    const share = page.getByRole('dialog', { name: 'Share something of yours' });
    await share.getByText('The browser does not tell where “song.flac” lies.').waitFor();
  });
});
