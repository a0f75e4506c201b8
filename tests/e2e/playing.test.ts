import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Playable } from '../../src/shared/contract/player.ts';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { dropOnPage, networkIsUp, patience, startDesktop } from './desktop.ts';
import { launchChromium, openPage } from '../support/chromium.ts';
import { startInstance } from '../support/instance.ts';
import { startLibtorrent } from '../support/libtorrent.ts';
import { makeMedia, type MadeMedia } from '../support/made-media.ts';
import { bar, position, seek } from '../support/play-in-page.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { until } from '../support/until.ts';

/** A Warren that has begun to download a film from libtorrent, at a pace at which all of it takes most of a minute. */
async function makeWorld(name: MadeMedia) {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await makeTempFolder());
  const source = join(folder.path, 'source', 'show');
  await mkdir(source, { recursive: true });
  const path = join(source, name);
  await rename(await makeMedia(folder.path, name, { seconds: 240 }), path);
  const { size } = await stat(path);
  const seed = stack.use(await startLibtorrent());
  const torrentFile = await seed.make(source, join(folder.path, 'show.torrent'), { pieceSizeBytes: 32_768 });
  await seed.add(torrentFile, join(folder.path, 'source'));
  const warren = stack.use(
    await startInstance({
      dataDir: join(folder.path, 'data'),
      profile: { downloadLimitBps: Math.round(size / 50) },
    }),
  );
  await warren.listenPort();
  const target = join(folder.path, 'target');
  const { id } = await warren.json('add', torrentFile, '--to', target, '--peer', seed.address);
  const progress = async () => (await warren.call<Torrent>('torrents.show', { id })).progress;
  return { warren, id, progress, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

describeWith(['chromium', 'ffmpeg', 'python3-libtorrent'], 'playing what still arrives', () => {
  test.each<MadeMedia>(['film-late.mp4', 'film.mkv'])(
    '%s plays in the page from its beginning, and from far beyond what is here',
    async (name) => {
      await using world = await makeWorld(name);
      const browser = await launchChromium();
      await using stack = new AsyncDisposableStack();
      stack.defer(() => browser.close());
      const { page } = stack.use(await openPage(browser));
      await page.goto(world.warren.ready.url);
      await page.getByRole('row', { name: 'show' }).dblclick();
      await page.getByRole('tab', { name: 'Files' }).click();
      await page.getByRole('button', { name: `Play ${name}` }).click();
      await until(async () => (await position(page)) > 0.5, { what: 'it plays', timeoutMs: 40_000 });
      expect(await world.progress()).toBeLessThan(0.6);

      await seek(page, 200);
      await until(async () => (await position(page)) > 200.5, {
        what: 'it plays from there',
        timeoutMs: 40_000,
      });
      expect(await world.progress()).toBeLessThan(0.9);
      await bar(page).getByRole('button', { name: 'Pause' }).waitFor();
    },
  );

  test('only pages of ours may use what the door serves', async () => {
    await using world = await makeWorld('film.mp4');
    const { warren, id } = world;
    const { url } = await warren.call<Playable>('player.openTorrentFile', { torrentId: id });
    const own = new URL(warren.ready.url).origin;
    const ask = async (origin: string) => {
      const answer = await fetch(url, { method: 'HEAD', headers: { origin } });
      return [answer.status, answer.headers.get('access-control-allow-origin')];
    };
    expect(await ask(own)).toEqual([200, own]);
    expect(await ask(own.replace('127.0.0.1', 'localhost'))).toEqual([
      200,
      own.replace('127.0.0.1', 'localhost'),
    ]);
    expect(await ask('https://evil.example')).toEqual([403, null]);
    expect(await ask(own.replace(/:\d+$/u, ':1'))).toEqual([403, null]);
  });
});

describeWith(['chromium', 'ffmpeg'], 'playing in the window', () => {
  test('a film that is shared plays there, from the door of its own process and from nowhere else', async () => {
    await using folder = await makeTempFolder();
    const source = join(folder.path, 'show');
    await mkdir(source);
    await makeMedia(source, 'film.mp4', { seconds: 20 });
    await using desktop = await startDesktop(folder.path);
    const { page } = desktop;
    await networkIsUp(page);
    await dropOnPage(desktop, source);
    await page.getByRole('dialog').getByText('Share it').click();
    const card = page.getByRole('dialog', { name: 'Share something of yours' });
    await expect.poll(() => card.getByLabel('File or folder').inputValue(), patience).toBe(source);
    await card.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('dialog', { name: 'Shared' }).getByRole('button', { name: 'Done' }).click();
    await page.getByRole('row').filter({ hasText: 'Seeding' }).dblclick();
    await page.getByRole('tab', { name: 'Files' }).click();
    await page.getByRole('button', { name: 'Play film.mp4' }).click();
    await until(async () => (await position(page)) > 0.5, { what: 'it plays', timeoutMs: 40_000 });
    expect(desktop.app.recorded.filter(({ what }) => what === 'network')).toEqual([]);
  });
});
