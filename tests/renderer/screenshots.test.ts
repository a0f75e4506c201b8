import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { describePage } from '../support/chromium-suite.ts';
import { exampleLibrary, manyTorrents } from '../support/in-memory-core-examples.ts';
import { furnish } from '../support/in-memory-core-furniture.ts';
import { beSeen } from '../support/in-memory-core-parties.ts';
import { cable, liveInThreeNetworks, tunnel } from '../support/in-memory-core-networks.ts';
import type { World } from '../support/in-memory-core-world.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { libraryScenes } from './scenes/library.ts';
import { makeAllMedia, playerScenes } from './scenes/player.ts';
import { sizes, type Scene } from './scenes/scene.ts';

/*
 * Not a test: pictures of every screen, for people to look at.
 * WARREN_SCENES=privacy makes only those whose names begin so.
 *   WARREN_SCREENSHOTS=tests/artefacts/screenshots npx vitest run --project renderer tests/renderer/screenshots.test.ts
 */
const folder = process.env.WARREN_SCREENSHOTS;
const wantedScenes = process.env.WARREN_SCENES ?? '';

const nothingMore = () => undefined;
const settled = (page: Page) => page.evaluate(() => document.fonts.ready.then(() => undefined));

async function open(page: Page, tab: string): Promise<void> {
  await page.locator('[data-id]').first().dblclick();
  await page.getByRole('tab', { name: tab }).click();
}

async function choose(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const file = { name: 'a.torrent', mimeType: 'application/x-bittorrent', buffer: Buffer.from('d4:infodee') };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('treeitem').first().waitFor();
}

const seenBy = (count: number) => (world: World) => {
  liveInThreeNetworks(world);
  beSeen(world, count);
};

const scenes: readonly Scene[] = [
  { name: 'transfers', sizes: ['wide', 'small', 'narrow', 'large', '4k'] },
  {
    name: 'transfers-10000',
    sizes: ['usual', 'narrow'],
    torrents: () => manyTorrents(10_000),
    prepare: nothingMore,
  },
  { name: 'transfers-empty', sizes: ['usual', 'narrow'], torrents: () => [], prepare: nothingMore },
  {
    name: 'first-run',
    sizes: ['wide', 'small', 'narrow'],
    torrents: () => [],
    prepare: (world) => {
      world.interfaces = [cable, tunnel];
    },
    show: (page) => page.getByText('Found a VPN').waitFor(),
  },
  { name: 'overview', sizes: ['wide', 'small', 'narrow', 'large'], show: (page) => open(page, 'Overview') },
  {
    name: 'blocked',
    sizes: ['wide', 'small'],
    show: (page) => page.getByRole('row', { name: 'Blocked' }).first().dblclick(),
  },
  {
    name: 'options',
    sizes: ['usual', 'small', 'narrow'],
    show: async (page) => {
      await page.locator('[data-id]').first().click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Limits, order and goal…' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'files', sizes: ['usual', 'small', 'narrow'], show: (page) => open(page, 'Files') },
  { name: 'peers', sizes: ['usual', 'narrow'], show: (page) => open(page, 'Peers') },
  { name: 'trackers', sizes: ['usual', 'narrow'], show: (page) => open(page, 'Trackers') },
  {
    name: 'menu',
    sizes: ['usual', 'small'],
    show: async (page) => {
      await page.locator('[data-id]').nth(2).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Network' }).hover();
      await page.getByRole('menuitemradio').first().waitFor();
    },
  },
  { name: 'add', sizes: ['usual', 'small', 'narrow'], show: choose },
  {
    name: 'foretold',
    sizes: ['usual', 'narrow'],
    show: async (page) => {
      await choose(page);
      await page.getByRole('region', { name: 'Who will learn what' }).scrollIntoViewIfNeeded();
      await page.getByRole('button', { name: 'Choose “Open”' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'share',
    sizes: ['usual', 'narrow'],
    show: async (page) => {
      await page.getByRole('button', { name: 'Share…' }).click();
      await page.getByRole('button', { name: 'Advanced' }).click();
    },
  },
  {
    name: 'shared',
    sizes: ['usual'],
    show: async (page) => {
      await page.getByRole('button', { name: 'Share…' }).click();
      await page.getByLabel('File or folder').fill('/home/mara/Music/Slow Rivers');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Copy link' }).waitFor();
    },
  },
  {
    name: 'remove',
    sizes: ['usual', 'narrow'],
    show: async (page) => {
      await page.getByRole('grid').focus();
      await page.keyboard.press('Delete');
      await page.getByRole('radio', { name: 'Delete the files, too' }).click();
    },
  },
  { name: 'library', sizes: ['usual'], place: '#/library' },
  {
    name: 'privacy',
    sizes: ['wide', 'small', 'narrow', 'large'],
    place: '#/privacy',
  },
  {
    name: 'privacy-tested',
    sizes: ['wide', 'small'],
    place: '#/privacy',
    show: async (page) => {
      await page.getByRole('button', { name: 'Run leak test' }).first().click();
      await page.getByText('No leak was found.').first().waitFor();
      await page.getByText('Names are looked up through it').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'privacy-events',
    sizes: ['wide', 'small', 'narrow'],
    place: '#/privacy',
    show: (page) => page.getByText('Stopped · Through VPN only').scrollIntoViewIfNeeded(),
  },
  ...([0, 50, 10_000] as const).map((count): Scene => ({
    name: `seen-${count}`,
    sizes: ['wide', 'small', 'narrow', 'large'],
    place: '#/privacy',
    prepare: seenBy(count),
    show: async (page) => {
      const part = page.getByRole('region', { name: 'Who can see me', exact: true });
      await part.getByRole('button', { name: 'Forget now…' }).waitFor();
      await part.evaluate((element) => element.scrollIntoView());
    },
  })),
  {
    name: 'seen-list',
    sizes: ['wide', 'small', 'narrow'],
    place: '#/privacy',
    prepare: seenBy(10_000),
    show: async (page) => {
      await page.getByRole('button', { name: /^\d+ Trackers$/u }).click();
      await page.getByRole('listbox').getByRole('option').first().waitFor();
      await page.getByRole('listbox').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'seen-party',
    sizes: ['wide', 'narrow'],
    place: '#/privacy',
    prepare: seenBy(50),
    show: async (page) => {
      await page.getByRole('button', { name: 'One by one' }).click();
      await page.getByRole('listbox').getByRole('option').nth(1).click();
      await page.getByText('What it learned').waitFor();
    },
  },
  {
    name: 'seen-export',
    sizes: ['usual', 'narrow'],
    place: '#/privacy',
    prepare: seenBy(50),
    show: (page) => page.getByRole('button', { name: 'Export…' }).click(),
  },
  {
    name: 'seen-top',
    sizes: ['wide', 'narrow'],
    place: '#/privacy',
    prepare: seenBy(50),
    show: (page) => page.getByRole('button', { name: 'Show who' }).waitFor(),
  },
  {
    name: 'seen-keeping',
    sizes: ['usual'],
    place: '#/privacy',
    prepare: seenBy(50),
    show: async (page) => {
      await page.getByRole('button', { name: 'Which address others say you have' }).click();
      await page.getByLabel('Keep it for').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'seen-tab',
    sizes: ['wide', 'small', 'narrow', 'large'],
    prepare: seenBy(50),
    show: (page) => open(page, 'Who can see this'),
  },
  {
    name: 'seen-rows',
    sizes: ['wide', 'narrow'],
    prepare: seenBy(50),
    show: (page) => page.locator('[data-id]').first().waitFor(),
  },
  {
    name: 'settings',
    sizes: ['wide', 'small', 'narrow'],
    place: '#/settings',
  },
  {
    name: 'profile-new',
    sizes: ['wide', 'small', 'narrow'],
    place: '#/settings',
    show: (page) => page.getByRole('button', { name: 'New profile…' }).click(),
  },
  {
    name: 'profile-edit',
    sizes: ['wide', 'small'],
    place: '#/settings',
    show: async (page) => {
      await page.getByRole('button', { name: 'Edit “Through VPN only”' }).click();
      await page.getByRole('button', { name: 'Advanced' }).click();
      await page.getByLabel('DNS servers').fill('dns.example');
      await page.getByLabel('Name', { exact: true }).fill('Open');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('A DNS server is given').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'profile-remove',
    sizes: ['wide'],
    place: '#/settings',
    show: (page) => page.getByRole('button', { name: 'Remove “Through VPN only”' }).click(),
  },
  {
    name: 'shortcuts',
    sizes: ['usual'],
    show: (page) => page.getByRole('button', { name: 'Keyboard' }).click(),
  },
  ...libraryScenes,
  ...playerScenes,
  {
    name: 'player-files',
    sizes: ['usual'],
    show: (page) => open(page, 'Files'),
  },
  { name: 'locked', sizes: ['usual'], hasToken: false },
];

describePage('pictures', (visit) => {
  test.skipIf(folder === undefined)('of every screen, light and dark', { timeout: 900_000 }, async () => {
    await mkdir(folder ?? '', { recursive: true });
    await using temp = await makeTempFolder();
    if (scenes.some(({ name, needsMedia }) => needsMedia && name.startsWith(wantedScenes)))
      await makeAllMedia(temp.path);
    for (const {
      name,
      sizes: wanted,
      show,
      prepare = liveInThreeNetworks,
      torrents = exampleLibrary,
      ...wishes
    } of scenes) {
      if (!name.startsWith(wantedScenes)) continue;
      for (const size of wanted) {
        for (const colorScheme of ['light', 'dark'] as const) {
          const { page } = await visit({
            ...wishes,
            torrents: torrents(),
            prepare: (world) => {
              furnish(world);
              prepare(world);
            },
            colorScheme,
            viewport: sizes[size],
            reducedMotion: 'reduce',
          });
          await page.getByRole('heading').first().waitFor();
          await show?.(page);
          await settled(page);
          await page.screenshot({ path: join(folder ?? '', `${name}-${size}-${colorScheme}.png`) });
          await page.close();
        }
      }
    }
  });
});
