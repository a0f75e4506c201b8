import { AxeBuilder } from '@axe-core/playwright';
import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleTorrent } from '../support/in-memory-core-examples.ts';
import { makeMedia, type MadeMedia } from '../support/made-media.ts';
import { bar, play, position, putTracks, putVideo, seek } from '../support/play-in-page.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { until } from '../support/until.ts';

/** The whole thing, not the small picture of it. */
const film = (page: Page) => page.locator('video');
const isOver = (world: Parameters<typeof callsOf>[0]) =>
  until(
    () =>
      callsOf(world, 'library.setPosition').some(
        (call) => (call as { seconds: number | null }).seconds === null,
      ),
    {
      what: 'it was played to its end',
    },
  );

describeWith(['ffmpeg'], 'the player', () => {
  describePage('what it plays', (open) => {
    test.each<MadeMedia>([
      'song.mp3',
      'song.flac',
      'song.opus',
      'song.ogg',
      'song.wav',
      'song.m4a',
      'song.mka',
    ])('%s, to its end', async (name) => {
      await using folder = await makeTempFolder();
      const path = await makeMedia(folder.path, name);
      const { page, world } = await open({ prepare: (prepared) => putTracks(prepared, [{ path }]) });
      await play(page, ['track-1']);
      await bar(page).getByText('Morning Water').waitFor();
      await isOver(world);
      await bar(page).getByRole('button', { name: 'Play', exact: true }).waitFor();
      expect(callsOf(world, 'library.setPosition')).toEqual([{ id: 'track-1', seconds: null }]);
    });

    test.each<MadeMedia>([
      'film.mp4',
      'film-late.mp4',
      'film.webm',
      'film.mkv',
      'film-vp8.mkv',
      'film-flac.mkv',
      'film.mov',
      'film.ts',
    ])('%s, with its pictures, to its end', async (name) => {
      await using folder = await makeTempFolder();
      const path = await makeMedia(folder.path, name);
      const { page, world } = await open({ prepare: (prepared) => putVideo(prepared, { path }) });
      await play(page, ['video-1']);
      await until(() => film(page).evaluate((video: HTMLVideoElement) => video.videoWidth === 160), {
        what: 'pictures are there',
      });
      await isOver(world);
    });

    test.each<[MadeMedia, RegExp]>([
      ['dolby.mkv', /Its sound is in Dolby Digital/u],
      ['old.avi', /does not play AVI files/u],
    ])('%s not: it says why, and gives an address for another player', async (name, sentence) => {
      await using folder = await makeTempFolder();
      const path = await makeMedia(folder.path, name);
      const { page } = await open({ prepare: (prepared) => putVideo(prepared, { path }) });
      await play(page, ['video-1']);
      await bar(page).getByText(sentence).waitFor();
      await bar(page).getByRole('button', { name: 'Copy an address for another player' }).click();
      const address = await page.evaluate(() => navigator.clipboard.readText());
      const answer = await fetch(address, { headers: { range: 'bytes=0-3' } });
      expect(answer.status).toBe(206);
    });

    test('what does not play is left for what comes after it', async () => {
      await using folder = await makeTempFolder();
      const bad = await makeMedia(folder.path, 'old.avi');
      const good = await makeMedia(folder.path, 'song.mp3');
      const { page, world } = await open({
        prepare: (prepared) => putTracks(prepared, [{ path: bad }, { path: good }]),
      });
      await play(page, ['track-1', 'track-2']);
      await page.getByText('Cannot play Morning Water').waitFor();
      await isOver(world);
      expect(callsOf(world, 'library.setPosition')).toEqual([{ id: 'track-2', seconds: null }]);
    });
  });

  describePage('being elsewhere', (open) => {
    test.each<MadeMedia>(['film.mp4', 'film.mkv'])(
      '%s goes on from where the handle is put',
      async (name) => {
        await using folder = await makeTempFolder();
        const path = await makeMedia(folder.path, name, { seconds: 60 });
        const { page } = await open({ prepare: (prepared) => putVideo(prepared, { path }) });
        await play(page, ['video-1']);
        await until(async () => (await position(page)) > 0.3, { what: 'it plays' });
        await seek(page, 45);
        await until(async () => (await position(page)) > 45.5, { what: 'it plays on from there' });
        expect(await position(page)).toBeLessThan(55);
        await seek(page, 10);
        await until(async () => (await position(page)) < 20 && (await position(page)) > 9.5, {
          what: 'it plays on from further back',
        });
      },
    );

    test('a film goes on where it was left, and that is kept when it is left again', async () => {
      await using folder = await makeTempFolder();
      const path = await makeMedia(folder.path, 'film.mp4', { seconds: 60 });
      const { page, world } = await open({
        prepare: (prepared) => putVideo(prepared, { path }, { positionSeconds: 30, durationSeconds: 60 }),
      });
      await play(page, ['video-1']);
      await until(async () => (await position(page)) > 30.5, { what: 'it goes on' });
      await bar(page).getByRole('button', { name: 'Stop and close the player' }).click();
      await until(() => callsOf(world, 'library.setPosition').length > 0, {
        what: 'where it was left is kept',
      });
      const [kept] = callsOf(world, 'library.setPosition') as { seconds: number }[];
      expect(kept?.seconds).toBeGreaterThan(30);
      expect(kept?.seconds).toBeLessThan(40);
    });

    test('a part of an album in one file begins and ends where the part does', async () => {
      await using folder = await makeTempFolder();
      const path = await makeMedia(folder.path, 'song.flac', { seconds: 20 });
      const { page, world } = await open({
        prepare: (prepared) =>
          putTracks(prepared, [
            { path, part: { startSeconds: 5, endSeconds: 7 } },
            { path, part: { startSeconds: 7, endSeconds: 9 } },
          ]),
      });
      await play(page, ['track-1', 'track-2']);
      await bar(page).getByText('0:02').waitFor();
      await until(() => callsOf(world, 'library.setPosition').length === 2, { what: 'both are played' });
      await bar(page).getByRole('button', { name: 'Play', exact: true }).waitFor();
    });
  });

  describePage('the queue', (open) => {
    async function withThree(page: Page, longest = 30) {
      await play(page, ['track-1', 'track-2', 'track-3']);
      await until(async () => (await position(page)) > 0.1, { what: `it plays, for ${longest} s at most` });
      await bar(page).getByRole('button', { name: 'Queue' }).click();
      return page.getByRole('complementary', { name: 'Queue' });
    }
    const prepareThree = (path: string) => (world: Parameters<typeof putTracks>[0]) =>
      putTracks(world, [{ path }, { path }, { path }]);
    const order = (page: Page) =>
      page
        .locator('.queue [data-key]')
        .evaluateAll((rows) =>
          rows.map((row) => (row as HTMLElement).innerText.split('\n').find((line) => /[A-Z]/u.test(line))),
        );

    test('is walked by its buttons, and changed by hand', async () => {
      await using folder = await makeTempFolder();
      const path = await makeMedia(folder.path, 'song.flac', { seconds: 30 });
      const { page } = await open({ prepare: prepareThree(path) });
      const queue = await withThree(page);
      await bar(page).getByRole('button', { name: 'Next' }).click();
      await bar(page).locator('.title', { hasText: 'Between Stations' }).waitFor();
      await queue.getByRole('button', { name: 'Move A Room Facing East' }).focus();
      await page.keyboard.press('Alt+ArrowUp');
      await page.keyboard.press('Alt+ArrowUp');
      expect(await order(page)).toEqual(['A Room Facing East', 'Morning Water', 'Between Stations']);
      await queue.getByRole('listitem').first().dragTo(queue.getByRole('listitem').last());
      expect(await order(page)).toEqual(['Morning Water', 'Between Stations', 'A Room Facing East']);
      await queue.getByRole('button', { name: 'Take Morning Water out of the queue' }).click();
      expect(await order(page)).toEqual(['Between Stations', 'A Room Facing East']);
      await bar(page).locator('.title', { hasText: 'Between Stations' }).waitFor();
    });

    test('goes on by itself, with the next one ready before', async () => {
      await using folder = await makeTempFolder();
      const path = await makeMedia(folder.path, 'song.flac', { seconds: 2 });
      const { page, world } = await open({ prepare: prepareThree(path) });
      await play(page, ['track-1', 'track-2', 'track-3']);
      await until(() => callsOf(world, 'player.open').length >= 2, { what: 'the next one is opened' });
      expect(callsOf(world, 'library.setPosition')).toEqual([]);
      await until(() => callsOf(world, 'library.setPosition').length === 3, { what: 'all are played' });
      expect(callsOf(world, 'player.open')).toHaveLength(3);
    });

    test('keys play, go on, and are silent, but not while somebody types', async () => {
      await using folder = await makeTempFolder();
      const path = await makeMedia(folder.path, 'song.flac', { seconds: 30 });
      const { page } = await open({ prepare: prepareThree(path) });
      await play(page, ['track-1', 'track-2']);
      await until(async () => (await position(page)) > 0.1, { what: 'it plays' });
      await page.locator('body').click({ position: { x: 2, y: 2 } });
      await page.keyboard.press('Space');
      await bar(page).getByRole('button', { name: 'Play', exact: true }).waitFor();
      await page.keyboard.press('ArrowRight');
      await until(async () => (await position(page)) >= 5, { what: 'it is further' });
      await page.keyboard.press('m');
      await bar(page).getByRole('button', { name: 'Sound on' }).waitFor();
      await page.keyboard.press('n');
      await bar(page).locator('.title', { hasText: 'Between Stations' }).waitFor();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('m n');
      await expect.poll(() => page.getByRole('combobox').first().inputValue()).toBe('m n');
      await page.keyboard.press('Escape');
      await bar(page).getByRole('button', { name: 'Sound on' }).waitFor();
      await bar(page).locator('.title', { hasText: 'Between Stations' }).waitFor();
    });
  });

  describePage('a film over the whole window', (open) => {
    test('shows subtitles in the language that is chosen, and another sound', async () => {
      await using folder = await makeTempFolder();
      const path = await makeMedia(folder.path, 'two-sounds.mkv', { seconds: 20 });
      const subtitles = `${folder.path}/two-sounds.en.srt`;
      await writeFile(subtitles, '1\n00:00:00,000 --> 00:00:19,000\nGood evening.\n');
      const { page, world } = await open({
        prepare: (prepared) => putVideo(prepared, { path, subtitles: [{ path: subtitles, language: 'en' }] }),
      });
      await play(page, ['video-1']);
      await bar(page).getByRole('button', { name: 'Show it large' }).click();
      const full = page.getByRole('region', { name: 'What plays' });
      await full.getByLabel('Subtitles').selectOption('Subtitles: English');
      const shown = () =>
        film(page).evaluate((video: HTMLVideoElement) => {
          const [track] = video.textTracks;
          return [track?.mode, ...[...(track?.activeCues ?? [])].map((cue) => (cue as VTTCue).text)];
        });
      await expect.poll(shown, { timeout: 10_000 }).toEqual(['showing', 'Good evening.']);

      await full.getByLabel('Sound', { exact: true }).selectOption('Sound: German – Commentary');
      await until(() => callsOf(world, 'player.open').length === 2, { what: 'the other sound is asked for' });
      expect(callsOf(world, 'player.open').at(-1)).toEqual({ id: 'video-1', audioTrack: 1 });
      const before = await position(page);
      await until(async () => (await position(page)) > before, { what: 'it plays on' });

      await page.keyboard.press('Escape');
      await bar(page).getByRole('button', { name: 'Show it large' }).waitFor();
      await page.getByRole('heading', { name: 'Transfers' }).waitFor();
    });
  });

  describePage('for everyone', (open) => {
    test.each(['light', 'dark'] as const)(
      'bar, queue and large view have no serious finding in %s colours',
      async (colorScheme) => {
        await using folder = await makeTempFolder();
        const path = await makeMedia(folder.path, 'two-sounds.mkv', { seconds: 60 });
        const { page } = await open({
          colorScheme,
          reducedMotion: 'reduce',
          prepare: (prepared) =>
            putVideo(prepared, { path, chapters: [{ startSeconds: 0, title: 'The quay' }] }),
        });
        const findings = async () => {
          const { violations } = await new AxeBuilder({ page }).analyze();
          return violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ; ')}`);
        };
        await play(page, ['video-1']);
        await until(async () => (await position(page)) > 0.2, { what: 'it plays' });
        expect(await findings()).toEqual([]);
        await bar(page).getByRole('button', { name: 'Queue' }).click();
        await page.getByRole('complementary', { name: 'Queue' }).waitFor();
        expect(await findings()).toEqual([]);
        await page.keyboard.press('Escape');
        await bar(page).getByRole('button', { name: 'Show it large' }).click();
        await page.getByRole('region', { name: 'What plays' }).waitFor();
        expect(await findings()).toEqual([]);
      },
    );
  });

  describePage('a file of a torrent', (open) => {
    test('is played from the list of its files', async () => {
      await using folder = await makeTempFolder();
      const path = await makeMedia(folder.path, 'song.flac', { seconds: 20 });
      const torrent = exampleTorrent(1, { name: 'Harbour Tapes', sizeBytes: 2e9, fileCount: 14 });
      const { page, world } = await open({
        torrents: [torrent],
        prepare: (prepared) => prepared.media.set(`${torrent.id}/2`, { path }),
      });
      await page.getByRole('row', { name: 'Harbour Tapes' }).dblclick();
      await page.getByRole('tab', { name: 'Files' }).click();
      await page.getByRole('button', { name: /^Play 02 – Track 3/u }).click();
      await until(async () => (await position(page)) > 0.2, { what: 'it plays' });
      expect(callsOf(world, 'player.openTorrentFile')).toMatchObject([
        { torrentId: torrent.id, file: 2, resumes: true },
      ]);
    });
  });
});
