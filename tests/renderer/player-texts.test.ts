import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describePage } from '../support/chromium-suite.ts';
import { makeFilmWithTexts, type FilmWithTexts } from '../support/film-with-texts.ts';
import { exampleTorrent } from '../support/in-memory-core-examples.ts';
import { bar, play, position, putVideo, seek } from '../support/play-in-page.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { until } from '../support/until.ts';

/** All that the chosen one says, of whatever time. */
const words = (page: Page) =>
  page.locator('video').evaluate((video: HTMLVideoElement) => {
    const shown = [...video.textTracks].find(({ mode }) => mode === 'showing');
    return [...(shown?.cues ?? [])].map((cue) => (cue as VTTCue).text.split('\n')[0]);
  });

const german = ['<i>Die Fähre</i> at dawn.', 'Die Fähre, again', 'The last of Die Fähre.'];
const plays = (page: Page) => until(async () => (await position(page)) > 0.1, { what: 'it plays' });

async function large(page: Page) {
  await bar(page).getByRole('button', { name: 'Show it large' }).click();
  return page.getByRole('region', { name: 'What plays' });
}

describeWith(['ffmpeg'], 'what is written within a film', () => {
  describePage('subtitles and chapters', (open) => {
    test.each<FilmWithTexts>(['words.mkv', 'words.mp4'])('%s: chosen by name, and read', async (name) => {
      await using folder = await makeTempFolder();
      const path = await makeFilmWithTexts(folder.path, name);
      const { page } = await open({ prepare: (prepared) => putVideo(prepared, { path }) });
      await play(page, ['video-1']);
      await plays(page);
      const full = await large(page);
      const named =
        name === 'words.mkv' ? /^Subtitles: German – Only signs \(forced\)$/u : /^Subtitles: German/u;
      const options = await full.getByLabel('Subtitles').locator('option').allInnerTexts();
      expect(options).toEqual(['Subtitles: Off', 'Subtitles: English', expect.stringMatching(named)]);
      await full.getByLabel('Subtitles').selectOption({ index: 2 });
      const slanted = german.map((line) => (name === 'words.mkv' ? line : line.replace(/<\/?i>/gu, '')));
      await expect.poll(() => words(page), { timeout: 60_000 }).toEqual(slanted);
    });

    test('they stay, and the film goes on, when somebody goes elsewhere in it', async () => {
      await using folder = await makeTempFolder();
      const path = await makeFilmWithTexts(folder.path, 'words.mkv', { seconds: 120 });
      const { page } = await open({ prepare: (prepared) => putVideo(prepared, { path }) });
      await play(page, ['video-1']);
      await plays(page);
      const full = await large(page);
      await full.getByLabel('Subtitles').selectOption({ index: 2 });
      await expect.poll(() => words(page), { timeout: 60_000 }).toEqual(german);
      await seek(page, 100);
      await until(async () => (await position(page)) > 100.2, { what: 'it plays on from there' });
      expect(await words(page)).toEqual(german);
    });

    test('of a film that still arrives too, and it does not wait for its subtitles', async () => {
      await using folder = await makeTempFolder();
      const path = await makeFilmWithTexts(folder.path, 'words.mkv', { seconds: 120 });
      const torrent = exampleTorrent(1, { name: 'Ferry', sizeBytes: 2e9, fileCount: 14 });
      const { page } = await open({
        torrents: [torrent],
        prepare: (prepared) => prepared.media.set(`${torrent.id}/2`, { path }),
      });
      await page.getByRole('row', { name: 'Ferry' }).dblclick();
      await page.getByRole('tab', { name: 'Files' }).click();
      await page.getByRole('button', { name: /^Play 02 – Track 3/u }).click();
      await plays(page);
      const full = await large(page);
      await full.getByLabel('Subtitles').selectOption({ index: 2 });
      await expect.poll(() => words(page), { timeout: 60_000 }).toEqual(german);
      await seek(page, 100);
      await until(async () => (await position(page)) > 100.2, { what: 'it plays on from there' });
      expect(await words(page)).toEqual(german);
    });

    test('chapters are marked on the time line, named in a list, and gone to', async () => {
      await using folder = await makeTempFolder();
      const path = await makeFilmWithTexts(folder.path, 'words.mp4', { seconds: 60 });
      const { page } = await open({ prepare: (prepared) => putVideo(prepared, { path }) });
      await play(page, ['video-1']);
      await plays(page);
      expect(await bar(page).locator('.mark').count()).toBe(1);
      const full = await large(page);
      const list = full.getByLabel('Chapters');
      expect(await list.locator('option').allInnerTexts()).toEqual(['0:00 The quay', '0:04 Öffnes Wasser']);
      await list.selectOption('0:04 Öffnes Wasser');
      await until(async () => (await position(page)) >= 4, { what: 'it is there' });
      const slider = full.getByRole('slider', { name: 'Position' });
      await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/of 1:00, Öffnes Wasser$/u);
    });
  });
});
