// `npm run screenshots`: the pictures of the README, taken of the demo in a headless Chromium.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ownNode, root } from './own-node.mjs';

const folder = join(root, 'docs', 'images');
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
  await page.goto(JSON.parse(line).url);
  const row = page.getByText('Rain Above').first();
  await row.waitFor();
  await row.click();
  await page.keyboard.press('Enter');
  await page.getByText('pieces of').first().waitFor();
  await page.waitForTimeout(6000); // until the figures have settled
  await page.screenshot({ path: join(folder, 'transfers.png') });
} finally {
  await browser.close();
  demo.kill('SIGTERM');
}
