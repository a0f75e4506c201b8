import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describePage } from '../support/chromium-suite.ts';
import { longestTaskDuring } from '../support/chromium-tasks.ts';
import { manyTorrents } from '../support/in-memory-core-examples.ts';
import type { World } from '../support/in-memory-core-world.ts';
import { until } from '../support/until.ts';

/** A task that is longer keeps a person waiting; browsers call exactly those long. */
const longTaskMs = 50;
const mostPasses = 4;

const torrents = manyTorrents(10_000);

/** Five hundred torrents move, twice a second, for as long as the test runs. */
function keepMoving(world: World): Disposable {
  const ids = [...world.torrents.rows.keys()];
  let at = 0;
  const timer = setInterval(() => {
    const moved = Array.from({ length: 500 }, () => {
      at = (at + 7919) % ids.length;
      const row = world.torrents.rows.get(ids[at] ?? '');
      return row === undefined
        ? []
        : [
            {
              ...row,
              downloadBps: (row.downloadBps + 12_345) % 9_000_000,
              uploadBps: (row.uploadBps + 999) % 900_000,
            },
          ];
    });
    world.torrents.put(...moved.flat());
  }, 500);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** Scrolls a stretch, frame by frame, and back to the top. */
async function scroll(page: Page, pixelsAFrame: number): Promise<void> {
  await page.evaluate(async (step) => {
    const grid = document.querySelector('[role=grid]');
    if (grid === null) throw new Error('no grid');
    for (let frame = 0; frame < 60; frame++) {
      grid.scrollTop += step;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    grid.scrollTop = 0;
  }, pixelsAFrame);
}

/** The best of a few passes: now and then a pass meets a collection of garbage. */
async function longestTaskWhileScrolling(page: Page, pixelsAFrame: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let pass = 0; pass < mostPasses && best >= longTaskMs; pass++) {
    best = Math.min(best, await longestTaskDuring(page, () => scroll(page, pixelsAFrame)));
  }
  return best;
}

describePage('ten thousand transfers', (open) => {
  test('scroll without a long task, slowly and fast, while they move', async () => {
    const { page, world } = await open({ torrents });
    await page.locator('[data-id]').first().waitFor();
    using _ = keepMoving(world);
    await scroll(page, 200); // Warm up.
    expect(await longestTaskWhileScrolling(page, 60)).toBeLessThan(longTaskMs);
    expect(await longestTaskWhileScrolling(page, 2000)).toBeLessThan(longTaskMs);
  });

  test('would be told apart from a page that hangs', async () => {
    const { page } = await open({ torrents });
    await page.locator('[data-id]').first().waitFor();
    const hang = () => page.evaluate(() => void Array.from({ length: 2_000_000 }, Math.random).sort());
    expect(await longestTaskDuring(page, hang)).toBeGreaterThan(longTaskMs);
  });

  test('are found by name and counted by state', async () => {
    const { page } = await open({ torrents });
    await page.getByRole('button', { name: 'All 10,000' }).waitFor();
    await page.getByRole('textbox', { name: 'Filter transfers' }).fill('harbour 4318');
    await until(async () => (await page.locator('[data-id]').count()) === 1, { what: 'one is left' });
  });

  test('are selected and removed together', async () => {
    const { page, world } = await open({ torrents });
    await page.locator('[data-id]').first().waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await page.getByText('10,000 selected').waitFor();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog', { name: 'Remove 10,000 transfers?' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Nothing is on its way yet').waitFor();
    expect(world.torrents.rows.size).toBe(0);
  });
});
