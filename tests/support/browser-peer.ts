import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';

const bundle = join(
  import.meta.dirname,
  '..',
  '..',
  'node_modules',
  'webtorrent',
  'dist',
  'webtorrent.min.js',
);

/** What the page below keeps, seen from inside it. */
interface PageWorld {
  WebTorrent: new (options: object) => BrowserClient;
  client: BrowserClient;
}

interface BrowserTorrent {
  readonly magnetURI: string;
  readonly files: readonly { readonly path: string; blob(): Promise<Blob> }[];
  on(event: 'done', listener: () => void): void;
}

interface BrowserClient {
  seed(files: File[], options: object, onSeed: (torrent: BrowserTorrent) => void): void;
  add(source: string, options: object): BrowserTorrent;
}

/** WebTorrent's own bundle in a real Chromium: it reaches others by WebRTC only. */
export interface BrowserPeer extends AsyncDisposable {
  /** Seeds one file and answers with its magnet link. */
  seed(name: string, content: Buffer, tracker: string): Promise<string>;
  /** Downloads everything and answers with the files by path. */
  download(magnet: string): Promise<Map<string, Buffer>>;
}

/**
 * Both sides connect by this computer's own address: Chromium must not hide it behind a multicast name, and nobody is
 * asked for an address that the outside sees.
 */
const chromiumFlags = ['--disable-features=WebRtcHideLocalIpsWithMdns'];
const clientOptions = { dht: false, lsd: false, tracker: { rtcConfig: { iceServers: [] } } };

export async function startBrowserPeer(): Promise<BrowserPeer> {
  const server = createServer(({ url }, response) => answer(url, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const browser = await launchChromium(chromiumFlags);
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await startClient(page);
  return {
    seed: (name, content, tracker) => page.evaluate(seedInPage, [name, content.toString('base64'), tracker]),
    async download(magnet) {
      const files = await page.evaluate(downloadInPage, magnet);
      return new Map(files.map(([path, content]) => [path, Buffer.from(content, 'base64')]));
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(url: string | undefined, response: ServerResponse): void {
  if (url === '/webtorrent.js') {
    response.setHeader('content-type', 'text/javascript');
    createReadStream(bundle).pipe(response);
  } else {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>A peer</title>');
  }
}

async function startClient(page: Page): Promise<void> {
  await page.addScriptTag({
    type: 'module',
    content: "import WebTorrent from '/webtorrent.js'; globalThis.WebTorrent = WebTorrent;",
  });
  await page.waitForFunction(() => 'WebTorrent' in globalThis);
  await page.evaluate((options) => {
    const world = globalThis as unknown as PageWorld;
    world.client = new world.WebTorrent(options);
  }, clientOptions);
}

/** Runs in the page. */
function seedInPage([name = '', base64 = '', tracker]: readonly string[]): Promise<string> {
  const { client } = globalThis as unknown as PageWorld;
  const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const options = { announce: [tracker] };
  return new Promise((resolve) => {
    client.seed([new File([content], name)], options, ({ magnetURI }) => resolve(magnetURI));
  });
}

/** Runs in the page. */
async function downloadInPage(magnet: string): Promise<[path: string, base64: string][]> {
  const { client } = globalThis as unknown as PageWorld;
  const torrent = client.add(magnet, {});
  await new Promise<void>((resolve) => torrent.on('done', resolve));
  return Promise.all(
    torrent.files.map(async (file) => {
      const bytes = new Uint8Array(await (await file.blob()).arrayBuffer());
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return [file.path, btoa(text)] as [string, string];
    }),
  );
}
