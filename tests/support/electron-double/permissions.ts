import type { BrowserContext } from 'playwright-core';
import { session } from './session.ts';

/** Electron's names, and the web's for the same. */
const permissions: Readonly<Record<string, readonly string[]>> = {
  geolocation: ['geolocation'],
  notifications: ['notifications'],
  media: ['camera', 'microphone'],
  midi: ['midi'],
  'clipboard-read': ['clipboard-read'],
  'idle-detection': ['idle-detection'],
};

/** Chromium asks nobody: it is told beforehand what the app's handlers say, for every origin. */
export async function grantPermissions(context: BrowserContext): Promise<void> {
  const [page = await context.newPage()] = context.pages();
  const cdp = await context.newCDPSession(page);
  for (const [permission, names] of Object.entries(permissions)) {
    const setting = session.defaultSession.grants(permission) ? 'granted' : 'denied';
    for (const name of names) await cdp.send('Browser.setPermission', { permission: { name }, setting });
  }
}
