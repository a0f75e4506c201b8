import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Peer } from '../../src/shared/contract/torrent.ts';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleFiles, exampleTorrent } from '../support/in-memory-core-examples.ts';
import { until } from '../support/until.ts';

const album = exampleTorrent(1, {
  name: 'Harbour Tapes',
  state: 'downloading',
  completedAt: null,
  progress: 0.25,
  sizeBytes: 2e9,
  fileCount: 14,
  peers: 2,
  downloadBps: 1_000_000,
  etaSeconds: 1500,
});
const other = exampleTorrent(2, { name: 'Barn Owls' });

const peer: Peer = {
  address: '2001:db8::7',
  port: 51_413,
  transport: 'utp',
  direction: 'in',
  client: 'Transmission 4.1',
  progress: 0.5,
  downloadBps: 23_000,
  uploadBps: 0,
  isChokingUs: false,
  isChokedByUs: false,
  isEncrypted: true,
};

const panel = (page: Page) => page.getByRole('complementary', { name: /^Details of/ });

async function openTab(page: Page, tab: string): Promise<void> {
  await page.getByRole('row', { name: 'Harbour Tapes' }).dblclick();
  await panel(page).getByRole('tab', { name: tab }).click();
}

describePage('the details', (open) => {
  test('tell in words how it stands', async () => {
    const { page } = await open({ torrents: [album, other] });
    await openTab(page, 'Overview');
    for (const words of ['25%, 500 MB', '2.00 GB in 14 files', '25 mins', '/home/mara/Downloads']) {
      await panel(page).getByText(words, { exact: true }).waitFor();
    }
    await panel(page)
      .getByRole('img', { name: /^25% of 1,908 pieces is here/ })
      .waitFor();
  });

  test('paint the pieces', async () => {
    const { page } = await open({ torrents: [album] });
    await openTab(page, 'Overview');
    const colours = () =>
      panel(page)
        .locator('canvas')
        .evaluate((canvas: HTMLCanvasElement) => {
          const { data } = canvas.getContext('2d')?.getImageData(0, 9, canvas.width, 1) ?? { data: [] };
          const seen = new Set<string>();
          for (let at = 0; at < data.length; at += 4) seen.add([...data.slice(at, at + 3)].join());
          return seen.size;
        });
    await until(async () => (await colours()) > 1, {
      what: 'pieces that are here and pieces that are not are painted',
    });
  });

  test('copy the infohash', async () => {
    const { page } = await open({ torrents: [album] });
    await openTab(page, 'Overview');
    await panel(page).getByRole('button', { name: 'Copy Infohash' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(album.infoHash);
  });

  test('let files be left out, by mouse and by keyboard', async () => {
    const { page, world } = await open({ torrents: [album] });
    await openTab(page, 'Files');
    const cover = panel(page).getByRole('treeitem', { name: 'cover.jpg' });
    await panel(page).getByRole('treeitem', { name: 'Disc 1' }).locator('.tick').click();
    await until(() => callsOf(world, 'torrents.selectFiles').length === 1, { what: 'the core was told' });
    expect(callsOf(world, 'torrents.selectFiles')).toMatchObject([{ wanted: [1, 3, 5, 7, 9, 11, 13] }]);
    await panel(page).getByRole('tree', { name: 'Files' }).focus();
    await page.keyboard.press('End');
    await page.keyboard.press(' ');
    await until(async () => (await cover.getAttribute('aria-checked')) === 'false', {
      what: 'the cover is unticked',
    });
    expect(callsOf(world, 'torrents.selectFiles')[1]).toMatchObject({ wanted: [1, 3, 5, 7, 9, 11] });
  });

  test('show thousands of files without drawing them all', async () => {
    const many = { ...album, fileCount: 2000 };
    const { page, world } = await open({ torrents: [many] });
    world.files.set(many.id, exampleFiles(many.name, 2000));
    await openTab(page, 'Files');
    const tree = panel(page).getByRole('tree', { name: 'Files' });
    await tree.getByRole('treeitem').nth(5).waitFor();
    expect(await tree.getByRole('treeitem').count()).toBeLessThan(80);
    await tree.focus();
    await page.keyboard.press('End');
    await tree.getByRole('treeitem', { name: 'cover.jpg' }).waitFor();
  });

  test('say that files are not known yet for a magnet link', async () => {
    const { page } = await open({ torrents: [{ ...album, sizeBytes: 0, fileCount: 0 }] });
    await openTab(page, 'Files');
    await panel(page).getByText('The list of files is not here yet').waitFor();
  });

  test('name every peer, and how it is connected', async () => {
    const { page, world } = await open({ torrents: [album] });
    await openTab(page, 'Peers');
    await panel(page).getByText('Nobody is connected').waitFor();
    world.peers.set(album.id, [
      peer,
      { ...peer, address: '', port: 0, transport: 'webrtc', direction: 'out' },
    ]);
    await panel(page).getByText('[2001:db8::7]:51413').waitFor();
    await panel(page).getByText('Transmission 4.1, uTP, they called').waitFor();
    await panel(page).getByText('A browser (address not known)').waitFor();
  });

  test('connect to a peer by address, and say why when that fails', async () => {
    const { page, world } = await open({ torrents: [album] });
    await openTab(page, 'Peers');
    world.failNext('torrents.addPeer', 'invalid-input', '"nonsense" is not an address.');
    await panel(page).getByLabel('Connect to a peer').fill('nonsense');
    await panel(page).getByRole('button', { name: 'Connect' }).click();
    await panel(page).getByText('"nonsense" is not an address.').waitFor();
    await panel(page).getByLabel('Connect to a peer').fill('127.0.0.1:51413');
    await page.keyboard.press('Enter');
    await until(() => callsOf(world, 'torrents.addPeer').length === 2, { what: 'the core was asked again' });
    expect(callsOf(world, 'torrents.addPeer')[1]).toEqual({ id: album.id, address: '127.0.0.1:51413' });
  });

  test('tell what each tracker said', async () => {
    const { page, world } = await open({ torrents: [album] });
    await openTab(page, 'Trackers');
    await panel(page).getByText('No trackers').waitFor();
    world.trackers.set(album.id, [
      {
        url: 'udp://tracker.example:6969',
        tier: 0,
        state: 'failing',
        message: 'Connection refused',
        seeds: null,
        leeches: null,
        lastAnnounceAt: null,
      },
    ]);
    await panel(page).getByText('Failing: Connection refused, not asked yet').waitFor();
  });

  test('are reached by tabs with the arrow keys', async () => {
    const { page } = await open({ torrents: [album] });
    await openTab(page, 'Overview');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await panel(page).getByText('Nobody is connected').waitFor();
  });

  test('are made wider by mouse and by keyboard, and remember it', async () => {
    const { page } = await open({ torrents: [album], viewport: { width: 1400, height: 800 } });
    await openTab(page, 'Overview');
    const edge = page.getByRole('separator', { name: 'Size of the details' });
    const size = async () => Number(await edge.getAttribute('aria-valuenow'));
    const before = await size();
    await edge.press('ArrowLeft');
    await until(async () => (await size()) === before + 24, { what: 'it is 24 px wider' });
    const box = await edge.boundingBox();
    await page.mouse.move(box?.x ?? 0, 400);
    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) - 50, 400);
    await page.mouse.up();
    await until(async () => (await size()) === before + 74, { what: 'it is 50 px wider' });
    await page.reload();
    await until(async () => (await size()) === before + 74, { what: 'it is as wide as before' });
  });

  test('lie below the list in a small window, and over it in a narrow one', async () => {
    const { page } = await open({ torrents: [album], viewport: { width: 1024, height: 640 } });
    await openTab(page, 'Overview');
    expect(await page.getByRole('separator').getAttribute('aria-orientation')).toBe('horizontal');
    await page.setViewportSize({ width: 480, height: 800 });
    await page.getByRole('separator').waitFor({ state: 'detached' });
    await panel(page).getByRole('button', { name: 'Pause', exact: true }).click();
    await panel(page).getByText('Paused at 25%').waitFor();
    await panel(page).getByRole('button', { name: 'Close details' }).click();
    await panel(page).waitFor({ state: 'detached' });
  });

  test('are gone when the transfer is', async () => {
    const { page, world } = await open({ torrents: [album, other] });
    await openTab(page, 'Overview');
    world.torrents.remove(album.id);
    await panel(page).waitFor({ state: 'detached' });
  });
});
