import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { api } from '../../src/shared/contract/api.ts';
import { serve } from '../../src/shared/contract/serve.ts';
import type { DesktopShell } from '../../src/renderer/api/desktop-shell.ts';
import type { OpenSource } from '../../src/shared/contract/shell.ts';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleInfoHash, exampleTorrent } from '../support/in-memory-core-examples.ts';
import { inMemoryHandlers } from '../support/in-memory-core-handlers.ts';
import { makeWorld, type World } from '../support/in-memory-core-world.ts';
import { until } from '../support/until.ts';

/** What the preload does: answers `ready` with one end of a channel, whose other end leads to the core. */
async function beTheShell(page: Page, world: World): Promise<void> {
  let toCore: (frame: unknown) => void = () => undefined;
  await page.exposeFunction('shellSend', (frame: unknown) => toCore(frame));
  serve(api, inMemoryHandlers(world), {
    send: (frame) =>
      page.evaluate((reply) => {
        (globalThis as unknown as { shellPort: MessagePort }).shellPort.postMessage(reply);
      }, frame),
    listen: (onFrame) => {
      toCore = onFrame;
    },
  });
  await page.addInitScript(() => {
    const shell = globalThis as unknown as {
      shellSend: (frame: unknown) => void;
      shellPort: MessagePort;
      warrenDesktop: DesktopShell;
    };
    const said: string[] = [];
    Object.assign(shell, { said });
    shell.warrenDesktop = {
      pathOfFile: (file) => `/home/mara/${file.name}`,
      chooseFolder: () => Promise.resolve('/media/mara/Chosen'),
      choosePathToShare: (kind) => Promise.resolve(`/home/mara/chosen ${kind}`),
      onOpenSource: (listener) => {
        Object.assign(shell, { openSource: listener });
        return () => undefined;
      },
      showInFolder: (path) => {
        said.push(path);
        return Promise.resolve();
      },
    };
    window.addEventListener('message', ({ data }: MessageEvent<{ warren?: string }>) => {
      if (data.warren !== 'ready') return;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) => shell.shellSend(event.data);
      shell.shellPort = port1;
      window.postMessage({ warren: 'port' }, location.origin, [port2]);
    });
  });
}

describePage('the page in the desktop shell', (open) => {
  const torrent = exampleTorrent(1, { name: 'Alba', savePath: '/home/mara/Music' });

  async function openInShell() {
    const world = makeWorld([torrent]);
    const { page, core } = await open({ hasToken: false, before: (page) => beTheShell(page, world) });
    await page.getByRole('row', { name: 'Alba' }).waitFor();
    return { page, core, world };
  }

  test('talks over the port it is given, and opens no socket', async () => {
    const sockets: string[] = [];
    const { page } = await open({
      hasToken: false,
      before: async (page) => {
        page.on('websocket', (socket) => sockets.push(socket.url()));
        await beTheShell(page, makeWorld([torrent]));
      },
    });
    await page.getByRole('row', { name: 'Alba' }).waitFor();
    expect(sockets).toEqual([]);
  });

  test('lets the system choose folders and what to share', async () => {
    const { page } = await openInShell();
    await page.getByRole('button', { name: 'Share…' }).click();
    await page.getByRole('button', { name: 'Folder…' }).click();
    expect(await page.getByLabel('File or folder').inputValue()).toBe('/home/mara/chosen folder');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Choose…' }).click();
    await page.getByRole('main').getByText('Saved', { exact: true }).waitFor();
    expect(await page.getByLabel('Download folder').inputValue()).toBe('/media/mara/Chosen');
  });

  test('has settings of what Warren does beside its window, which a browser tab has not', async () => {
    const { page, world } = await openInShell();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { name: 'This computer' }).waitFor();
    await page.getByLabel('When you close the window').selectOption('Quit Warren');
    await until(() => world.settings.desktop.whenClosed === 'quit', { what: 'closing is chosen' });
    await page.getByRole('switch', { name: 'Start when you log in' }).click();
    await until(() => world.settings.desktop.startsAtLogin, { what: 'it starts at login' });
    await page.getByRole('switch', { name: 'A network has shut or is open again' }).click();
    await until(() => !world.settings.desktop.notifies.network, { what: 'networks are not told of' });
    expect(world.settings.desktop).toMatchObject({ whenClosed: 'quit', notifies: { finished: true } });

    const { page: tab } = await open({ place: '#/settings' });
    await tab.getByRole('heading', { name: 'Appearance' }).waitFor();
    expect(await tab.getByRole('heading', { name: 'This computer' }).count()).toBe(0);
  });

  test('knows where a dropped file lies, and offers to share it', async () => {
    const { page } = await openInShell();
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'song.flac'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    await page.getByRole('dialog', { name: 'Share something of yours' }).waitFor();
    expect(await page.getByLabel('File or folder').inputValue()).toBe('/home/mara/song.flac');
  });

  test('asks about what another program hands over, a magnet link or a .torrent file', async () => {
    const { page, world } = await openInShell();
    const handOver = (source: OpenSource) =>
      page.evaluate((given) => {
        (globalThis as unknown as { openSource: (source: OpenSource) => void }).openSource(given);
      }, source);
    const card = page.getByRole('dialog', { name: 'Add a transfer' });
    await handOver({ magnet: `magnet:?xt=urn:btih:${exampleInfoHash(9)}&dn=Handed+over` });
    await card.getByText('Handed over').waitFor();
    await handOver({ torrentFile: btoa('d4:infodee'), name: 'album.torrent' });
    await page.keyboard.press('Enter');
    await card.getByText('884 MB in 14 files').waitFor();
    await page.keyboard.press('Enter');
    await card.waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.add')).toMatchObject([
      {},
      { source: { torrentFile: btoa('d4:infodee') } },
    ]);
  });

  test('shows a transfer in its folder', async () => {
    const { page } = await openInShell();
    await page.getByRole('row', { name: 'Alba' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Show in folder' }).click();
    expect(await page.evaluate(() => (globalThis as unknown as { said: string[] }).said)).toEqual([
      '/home/mara/Music',
    ]);
  });
});
