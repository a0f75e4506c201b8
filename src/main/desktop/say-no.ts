import { app, session, type WebContents } from 'electron';
import { isOurAddress, pageOrigin } from './page-address.ts';
import { openOutside } from './outside-links.ts';

/**
 * What the page may load: its own files, what it made itself, and media from the door of this very process. The developer
 * tools load theirs.
 */
function mayLoad(address: string, mediaOrigin: string | undefined): boolean {
  return (
    isOurAddress(address) ||
    isMadeByOurPage(address) ||
    /^(data|devtools):/u.test(address) ||
    (mediaOrigin !== undefined && address.startsWith(`${mediaOrigin}/`))
  );
}

/**
 * A film may fill the screen. Chromium may ask besides whether a page may reach this computer itself, where media comes from;
 * to which address, is decided request by request.
 */
const granted: readonly string[] = ['fullscreen', 'local-network-access', 'loopback-network'];

function isMadeByOurPage(address: string): boolean {
  return address.startsWith(`blob:${pageOrigin}/`);
}

/**
 * Chromium itself finds nothing on the web by name, whatever asks it: no policy of a page covers DNS prefetching, and a
 * name that is looked up says to strangers what one is after. Engines do not go through Chromium; media comes from this
 * computer. Before the app is ready.
 */
export function closeChromiumsDoor(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1');
}

/** Refuses, for every page there will ever be, all that Warren's own page does not need. Once, when the app is ready. */
export function sayNo({ mediaOrigin }: { readonly mediaOrigin: () => string | undefined }): void {
  const { defaultSession: pages } = session;
  pages.setPermissionRequestHandler((_contents, permission, answer) => answer(granted.includes(permission)));
  pages.setPermissionCheckHandler((_contents, permission) => granted.includes(permission));
  pages.setDevicePermissionHandler(() => false);
  pages.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  // Its dictionaries would come from the web.
  pages.setSpellCheckerEnabled(false);
  pages.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url, mediaOrigin()) }));
  pages.on('will-download', (event, item) => {
    if (!isMadeByOurPage(item.getURL())) event.preventDefault();
  });
  app.on('web-contents-created', (_event, contents) => keepInPlace(contents));
}

/** It shows what the shell loaded into it, opens nothing beside it, and sends no packet of its own. */
function keepInPlace(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // No policy of a page covers WebRTC: without this, a script could send UDP round the VPN.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
