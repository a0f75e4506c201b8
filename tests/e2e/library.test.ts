import { execFileSync } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { startAria2 } from '../support/aria2.ts';
import { launchChromium, openPage } from '../support/chromium.ts';
import { startInstance } from '../support/instance.ts';
import { differences } from '../support/payload.ts';
import { position } from '../support/play-in-page.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { startTransmission } from '../support/transmission.ts';
import { until } from '../support/until.ts';

function makeSong(path: string, title: string, track: number): void {
  const told = {
    title,
    artist: 'Ferry Band',
    album: 'Harbour',
    album_artist: 'Ferry Band',
    track: String(track),
  };
  execFileSync('ffmpeg', [
    ...['-loglevel', 'error', '-f', 'lavfi', '-i', `sine=frequency=${200 * track}:duration=3`],
    ...Object.entries(told).flatMap(([key, value]) => ['-metadata', `${key}=${value}`]),
    path,
  ]);
}

/** A Warren whose library holds an album with a cover, and its page. */
async function makeWorld() {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await makeTempFolder());
  const music = join(folder.path, 'music');
  const album = join(music, 'Harbour');
  await mkdir(album, { recursive: true });
  makeSong(join(album, '1.flac'), 'Dawn', 1);
  makeSong(join(album, '2.mp3'), 'Dusk', 2);
  execFileSync('ffmpeg', [
    ...['-loglevel', 'error', '-f', 'lavfi', '-i', 'color=teal:size=500x500', '-frames:v', '1'],
    join(album, 'cover.jpg'),
  ]);
  await writeFile(join(album, 'diary.txt'), 'Nobody else’s business.');
  const warren = stack.use(await startInstance({ dataDir: join(folder.path, 'data') }));
  await warren.json('library', 'add', music, '--wait');
  const browser = await launchChromium();
  stack.defer(() => browser.close());
  const { page } = stack.use(await openPage(browser));
  await page.goto(warren.ready.url);
  await page.getByRole('link', { name: 'Library' }).click();
  await page.getByRole('option', { name: /Harbour/u }).waitFor();
  return { folder: folder.path, album, warren, page, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

describeWith(['chromium', 'ffmpeg', 'aria2c', 'transmission-daemon'], 'the library in the page', () => {
  test('an album that was found shows its cover, and plays to its end', async () => {
    await using world = await makeWorld();
    const { page, warren } = world;
    const cover = page.getByRole('option', { name: /Harbour/u }).locator('img');
    await until(() => cover.evaluate((img: HTMLImageElement) => img.naturalWidth > 0), {
      what: 'the cover is drawn',
    });
    await page.getByRole('option', { name: /Harbour/u }).dblclick();
    await page.getByRole('button', { name: 'Play', exact: true }).first().click();
    await until(async () => (await position(page)) > 0.5, { what: 'it plays' });
    const plays = async () =>
      (await warren.json<{ plays: number }[]>('library', 'list', '--kind', 'tracks')).map(
        (track) => track.plays,
      );
    await until(async () => (await plays()).every((count) => count === 1), {
      what: 'both tracks were played to their end',
      timeoutMs: 30_000,
    });
  });

  test('an album that is shared arrives at others, and its files stay as they were', async () => {
    await using world = await makeWorld();
    const { page, warren, album, folder } = world;
    const looks = () =>
      Promise.all(
        ['1.flac', '2.mp3', 'cover.jpg'].map(async (name) => {
          const { mtimeMs, mode, ino, size } = await stat(join(album, name));
          return { mtimeMs, mode, ino, size, bytes: (await readFile(join(album, name))).toString('base64') };
        }),
      );
    const before = await looks();
    await page.getByRole('option', { name: /Harbour/u }).dblclick();
    await page.getByRole('button', { name: 'Share…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('dialog', { name: 'Shared' }).waitFor();

    const [torrent] = await warren.json<Torrent[]>('list');
    const id = torrent?.id ?? '';
    const { torrentFile } = await warren.call<{ torrentFile: string }>('torrents.torrentFile', { id });
    const file = join(folder, 'album.torrent');
    await writeFile(file, Buffer.from(torrentFile, 'base64'));
    await using aria2 = await startAria2(join(folder, 'aria2'));
    await using transmission = await startTransmission(join(folder, 'transmission'));
    for (const [name, client] of Object.entries({ aria2, transmission })) {
      const target = join(folder, `${name}-has`);
      await mkdir(target);
      await client.add(file, target);
      await warren.json('add-peer', id, client.address);
      await client.hasEverything();
      // Of the folder only what belongs to the album.
      expect(await differences(album, join(target, 'Harbour'))).toEqual(['diary.txt']);
    }
    expect(await looks()).toEqual(before);
    const shareState = async () =>
      (await warren.json<{ shareState: string }[]>('library', 'list'))[0]?.shareState;
    await until(async () => (await shareState()) === 'sharing', {
      what: 'the album is shared, and others hold it',
    });
  });
});
