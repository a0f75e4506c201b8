import { protocol } from 'electron';
import { readPageFile } from '../platform/index.ts';
import { isOurAddress, pageScheme } from './page-address.ts';

/** Before the app is ready, or Chromium takes app:// for a scheme without origins. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        codeCache: true,
        corsEnabled: false,
        bypassCSP: false,
        allowServiceWorkers: false,
        stream: false,
        allowExtensions: false,
      },
    },
  ]);
}

/** `app://warren/…` from the folder that the build made; nothing else is there. */
export function servePage(folder: string): void {
  protocol.handle(pageScheme, async ({ method, url }) => {
    const isAsked = method === 'GET' && isOurAddress(url);
    const file = isAsked ? await readPageFile(folder, new URL(url).pathname) : undefined;
    return file === undefined
      ? new Response('Not found.', { status: 404 })
      : new Response(file.body, { headers: { ...file.headers } });
  });
}
