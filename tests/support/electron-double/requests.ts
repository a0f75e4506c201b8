import type { BrowserContext, Frame, Page, Request, Route } from 'playwright-core';
import { toBrowser, toElectron } from './addresses.ts';
import { makePreventable } from './preventable.ts';
import { handleRequest } from './protocol.ts';
import { record } from './record.ts';
import { session } from './session.ts';
import type { WebContents } from './web-contents.ts';

/*
 * Every request of every page ends here: refused by the app's own handlers, or answered by its protocol handler, or,
 * where the real Electron would have gone to the network, recorded as `network` and refused.
 */

const owners = new WeakMap<Page, WebContents>();
let opening = 0;

/** A page that the app asked for. Any other one was opened by a page, and is closed. */
export async function openOwnPage(context: BrowserContext, owner: WebContents): Promise<Page> {
  opening++;
  try {
    const page = await context.newPage();
    owners.set(page, owner);
    page.on('download', (download) => {
      const item = { getURL: () => toElectron(download.url()), setSavePath: () => undefined };
      session.defaultSession.emit('will-download', makePreventable(), item, owner);
      // Whatever the app has decided: the browser is shared with the test's own client, and so is where it saves.
      download.cancel().catch(() => undefined);
    });
    return page;
  } finally {
    opening--;
  }
}

export async function answerRequests(context: BrowserContext): Promise<void> {
  context.on('page', (page) => {
    if (opening === 0) page.close().catch(() => undefined);
  });
  // A page may be gone before its answer is there.
  await context.route('**/*', (route) => answer(route).catch(() => undefined));
}

async function answer(route: Route): Promise<void> {
  const request = route.request();
  const address = request.url();
  const url = toElectron(address);
  if (request.isNavigationRequest()) {
    const frame = frameOf(request);
    const owner = frame && owners.get(frame.page());
    if (owner?.mayNavigate(address, frame?.parentFrame() === null) !== true) return route.abort('aborted');
  }
  if (!session.defaultSession.lets({ url, method: request.method() })) return route.abort('blockedbyclient');
  const response = (await handleRequest(url, request.method())) ?? (await fromThisComputer(request));
  if (response === undefined) {
    record('network', url);
    return route.abort('internetdisconnected');
  }
  return route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/**
 * What the app lets through to this computer itself, as media is: asked as the page would ask under its own scheme.
 * @returns undefined for any other address
 */
async function fromThisComputer(request: Request): Promise<Response | undefined> {
  if (new URL(request.url()).hostname !== '127.0.0.1') return undefined;
  const { range, origin } = request.headers();
  const response = await fetch(request.url(), {
    headers: {
      ...(range === undefined ? {} : { range }),
      ...(origin === undefined ? {} : { origin: toElectron(origin) }),
      'sec-fetch-site': 'cross-site',
    },
  });
  const headers = new Headers(response.headers);
  const allowed = headers.get('access-control-allow-origin');
  if (allowed !== null) headers.set('access-control-allow-origin', toBrowser(allowed));
  return new Response(await response.arrayBuffer(), { status: response.status, headers });
}

/** Undefined for the first request of a page that another page is opening: playwright has no frame for it yet. */
function frameOf(request: Request): Frame | undefined {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
}
