import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { launchChromium, openPage, type WatchedPage } from './chromium.ts';
import { makeWorld, type World } from './in-memory-core-world.ts';
import { startInMemoryCore, type InMemoryCore } from './in-memory-core.ts';
import { describeWith } from './tools.ts';

/** Where `npm run build` puts the page. */
const pageFolder = join(import.meta.dirname, '..', '..', 'out', 'renderer');

export interface Visit {
  readonly page: Page;
  readonly core: InMemoryCore;
  readonly world: World;
}

interface Wishes extends BrowserContextOptions {
  readonly torrents?: readonly Torrent[];
  /** Turns knobs before the page is opened. */
  readonly prepare?: (world: World) => void;
  /** Where to begin, as `#/settings`; without, at the transfers; empty: where the page itself begins. */
  readonly place?: string;
  /** Complaints of the browser that belong to what is tested, as a socket that cannot be opened. */
  readonly tolerates?: RegExp;
  /** Opens the page without its token. */
  readonly hasToken?: boolean;
  /** Runs in the page before its own scripts. */
  readonly before?: (page: Page) => Promise<void>;
}

export type Open = (wishes?: Wishes) => Promise<Visit>;

/**
 * A suite that drives the built page in the system's Chromium. After each test it is proven that the page had nothing
 * to complain about and asked nobody but its own origin.
 */
export function describePage(title: string, body: (open: Open) => void): void {
  describeWith(['chromium'], title, () => {
    let browser: Browser;
    const opened: { watched: WatchedPage; core: InMemoryCore; tolerates: RegExp | undefined }[] = [];

    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(async () => {
      await browser.close();
    });
    afterEach(async () => {
      for (const { watched, core, tolerates } of opened.splice(0)) {
        const complaints = watched.complaints.filter((complaint) => tolerates?.test(complaint) !== true);
        const strangers = watched.requests.filter((url) => !isOwn(url, core));
        await watched[Symbol.asyncDispose]();
        await core[Symbol.asyncDispose]();
        expect(complaints).toEqual([]);
        expect(strangers).toEqual([]);
      }
    });

    body(
      async ({
        torrents,
        prepare,
        place = '#/transfers',
        tolerates,
        hasToken = true,
        before,
        ...options
      } = {}) => {
        const world = makeWorld(torrents);
        prepare?.(world);
        const core = await startInMemoryCore({ world, pageFolder });
        const watched = await openPage(browser, options);
        opened.push({ watched, core, tolerates });
        await before?.(watched.page);
        await watched.page.goto(hasToken ? core.url : core.origin);
        if (hasToken) await watched.page.getByRole('main').waitFor();
        if (hasToken && place !== '') {
          await watched.page.goto(`${core.origin}/${place}`);
          // Only the hash is another: a key that is pressed before the router has heard of it would lead back there.
          await watched.page.waitForFunction(() => history.state !== null);
        }
        return { page: watched.page, core, world };
      },
    );
  });
}

function isOwn(url: string, { origin, mediaOrigin }: InMemoryCore): boolean {
  const { host, protocol } = new URL(url);
  if (protocol === 'data:' || protocol === 'blob:') return true;
  if (url.startsWith(`${mediaOrigin() ?? origin}/`)) return true;
  return host === new URL(origin).host && (protocol === 'http:' || protocol === 'ws:');
}

/** The calls of one method that the core has seen, as their inputs. */
export function callsOf(world: World, method: string): unknown[] {
  return world.calls.filter((call) => call.method === method).map(({ input }) => input);
}
