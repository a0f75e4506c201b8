import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { longestTaskDuring } from '../support/chromium-tasks.ts';
import { fillLibrary } from '../support/in-memory-core-library-world.ts';
import type { World } from '../support/in-memory-core-world.ts';
import { until } from '../support/until.ts';

/** At 1280×800 some thirty covers are in sight; with those drawn beyond the edges it must stay near that. */
const mostCovers = 90;
const mostElements = 2500;

const tenThousand = (world: World) =>
  fillLibrary(world.library, { albums: 10_000, tracksAnAlbum: 2, videos: 0 });

/** Scrolls a stretch, frame by frame. */
async function scroll(page: Page, pixelsAFrame: number): Promise<void> {
  await page.evaluate(async (step) => {
    const box = document.querySelector('[role=listbox], [role=grid]')?.parentElement;
    if (box == null) throw new Error('Nothing to scroll.');
    for (let frame = 0; frame < 60; frame++) {
      box.scrollTop += step;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, pixelsAFrame);
}

const elements = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length);

/** For people to read: on a machine that others use too, time says little. */
async function tellLongestTasks(page: Page, what: string, step: number): Promise<void> {
  const passes: number[] = [];
  for (let pass = 0; pass < 3; pass++) passes.push(await longestTaskDuring(page, () => scroll(page, step)));
  console.info(
    `${what}, ${step} px a frame: longest task ${passes.map((ms) => ms.toFixed(1)).join(', ')} ms`,
  );
}

describePage('ten thousand albums', (open) => {
  test('scroll with no more elements than are in sight, and their covers come', async () => {
    const { page } = await open({ prepare: tenThousand, place: '#/library' });
    await page.getByText('10,000 albums').waitFor();
    await scroll(page, 200); // Warm up.
    for (const step of [60, 900, 6000]) {
      await tellLongestTasks(page, 'covers', step);
      expect(await page.getByRole('option').count()).toBeLessThan(mostCovers);
      expect(await elements(page)).toBeLessThan(mostElements);
    }
    await until(async () => (await page.locator('.cell.gap').count()) === 0, {
      what: 'all in sight has come',
    });
  });

  test('are fetched where somebody looks, not all of them', async () => {
    const { page, world } = await open({ prepare: tenThousand, place: '#/library' });
    await page.getByText('10,000 albums').waitFor();
    await page.getByRole('listbox').focus();
    await page.keyboard.press('End');
    await page.locator('[data-index="9999"]').waitFor();
    expect(callsOf(world, 'library.albums').length).toBeLessThan(12);
  });

  test('are not drawn where they only fly past, but where the flight ends', async () => {
    const { page } = await open({ prepare: tenThousand, place: '#/library' });
    await page.getByText('10,000 albums').waitFor();
    await page.getByRole('listbox').focus();
    // To select all of them fetches all of them: from now on each could be drawn at once.
    await page.keyboard.press('ControlOrMeta+a');
    await page.locator('[aria-selected=true]').first().waitFor();
    const drawn = await page.evaluate(async () => {
      const box = document.querySelector('[role=listbox]')?.parentElement;
      let last = -1;
      for (let frame = 0; frame < 20; frame++) {
        box?.scrollBy(0, 3000);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        last = document.querySelectorAll('[data-id]').length;
      }
      return last;
    });
    expect(drawn).toBe(0);
    await page.locator('[aria-selected=true]').first().waitFor();
  });

  test('are a table of twenty thousand tracks as well', async () => {
    const { page } = await open({ prepare: tenThousand, place: '#/library/music/tracks' });
    await page.getByText('20,000 tracks').waitFor();
    await page.locator('[data-id]').first().waitFor();
    await scroll(page, 200);
    for (const step of [60, 900, 6000]) {
      await tellLongestTasks(page, 'tracks', step);
      expect(await page.locator('[data-id]').count()).toBeLessThan(60);
    }
  });
});
