// `npm run screenshots`: the pictures of README and guide, taken of the demo in a headless Chromium.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ownNode, root } from './own-node.mjs';

const folder = join(root, 'docs', 'images');
/** Albums that come down at the demo's speed, ms. */
const patienceMs = 120_000;

/** In this order: the demo's albums are on their way at first, and in the library in the end. */
const pictures = {
  async transfers(page) {
    await page.getByText('Rain Above').first().click();
    await page.keyboard.press('Enter');
    await page.getByText('pieces of').first().waitFor();
    await page.waitForTimeout(6_000); // until the figures have settled
  },
  async 'who-can-see-this'(page) {
    await page.getByRole('tab', { name: 'Who can see this' }).click();
    await page.getByText('What they know').waitFor();
  },
  async privacy(page) {
    await goTo(page, '/privacy');
    await page.getByRole('button', { name: 'Run leak test' }).first().waitFor();
  },
  async profile(page) {
    await goTo(page, '/settings');
    await page.getByRole('button', { name: 'New profile…' }).click();
    await page.getByRole('dialog').waitFor();
  },
  async library(page) {
    await page.keyboard.press('Escape');
    await goTo(page, '/library/music/albums');
    for (const album of ['First Light Below', 'Moles at Work', 'Rain Above'])
      await page.getByText(album).first().waitFor({ timeout: patienceMs });
    await page.waitForTimeout(15_000); // until the covers are there, and the notices gone
  },
  async share(page) {
    await page.getByText('Rain Above').first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Share…' }).click();
    await page.getByRole('dialog').waitFor();
  },
};

async function goTo(page, place) {
  await page.evaluate(`location.hash = ${JSON.stringify(place)}`);
}

await mkdir(folder, { recursive: true });
const demo = spawn(ownNode(), [join(root, 'scripts', 'demo.mjs'), '--headless', '--json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const line = await new Promise((resolve) => createInterface({ input: demo.stdout }).once('line', resolve));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
  ],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, deviceScaleFactor: 1 });
  await page.goto(`${JSON.parse(line).url}`);
  await goTo(page, '/transfers');
  for (const [name, prepare] of Object.entries(pictures)) {
    try {
      await prepare(page);
    } catch (error) {
      await page.screenshot({ path: join(root, 'tests', 'artefacts', `screenshots-${name}.png`) });
      throw error;
    }
    await page.waitForTimeout(500); // until nothing moves any more
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }
} finally {
  await browser.close();
  demo.kill('SIGTERM');
}
