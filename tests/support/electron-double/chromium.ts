import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { record } from './record.ts';

/*
 * One Chromium for all windows of the process under test, which owns it: it dies with that process, also by kill -9,
 * because playwright speaks to it over a pipe. The test looks at the same pages through a debugging port.
 */

/** No name resolves, so nothing can leave this computer, whatever the page and Chromium itself try. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  // A camera that is there: that it is not given is then the app's doing.
  '--use-fake-device-for-media-stream',
  '--remote-debugging-port=0',
];

let starting: Promise<BrowserContext> | undefined;

export function browserContext(userDataFolder: string): Promise<BrowserContext> {
  starting ??= start(join(userDataFolder, 'chromium'));
  return starting;
}

async function start(profile: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: flags,
    viewport: null,
  });
  const [port] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
  record('browser', Number(port));
  return context;
}

export async function stopBrowser(): Promise<void> {
  const context = await starting?.catch(() => undefined);
  await context?.close().catch(() => undefined);
}
