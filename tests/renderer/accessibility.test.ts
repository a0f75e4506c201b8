import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFindings } from '../support/axe.ts';
import { describePage } from '../support/chromium-suite.ts';
import { exampleLibrary } from '../support/in-memory-core-examples.ts';
import { beSeen } from '../support/in-memory-core-parties.ts';
import { cable, liveInThreeNetworks, tunnel } from '../support/in-memory-core-networks.ts';
import type { World } from '../support/in-memory-core-world.ts';

interface Screen {
  readonly name: string;
  readonly place?: string;
  readonly isEmpty?: boolean;
  /** Nothing is set up yet, and a VPN is there. */
  readonly isFirstRun?: boolean;
  readonly hasToken?: boolean;
  readonly width?: number;
  readonly show: (page: Page) => Promise<void>;
}

function withTunnel(world: World): void {
  world.interfaces = [cable, tunnel];
}

function seenInThreeNetworks(world: World): void {
  liveInThreeNetworks(world);
  beSeen(world, 200);
}

const firstRow = (page: Page) => page.locator('[data-id]').first();

async function details(page: Page, tab: string): Promise<void> {
  await firstRow(page).dblclick();
  await page.getByRole('tab', { name: tab }).click();
}

const screens: readonly Screen[] = [
  { name: 'Transfers', show: (page) => firstRow(page).waitFor() },
  { name: 'Transfers in a narrow window', width: 480, show: (page) => firstRow(page).waitFor() },
  {
    name: 'Transfers without any',
    isEmpty: true,
    show: (page) => page.getByText('Nothing is on its way yet').waitFor(),
  },
  {
    name: 'the overview of a transfer',
    show: async (page) => {
      await details(page, 'Overview');
      await page.getByText('What is here').waitFor();
    },
  },
  {
    name: 'the files of a transfer',
    show: async (page) => {
      await details(page, 'Files');
      await page.getByRole('treeitem').first().waitFor();
    },
  },
  {
    name: 'the peers of a transfer',
    show: async (page) => {
      await details(page, 'Peers');
      await page.getByText('Nobody is connected').waitFor();
    },
  },
  {
    name: 'the trackers of a transfer',
    show: async (page) => {
      await details(page, 'Trackers');
      await page.getByText('No trackers').waitFor();
    },
  },
  {
    name: 'the menu of a transfer',
    show: async (page) => {
      await firstRow(page).click({ button: 'right' });
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'the question before removing',
    show: async (page) => {
      await firstRow(page).click();
      await page.keyboard.press('Delete');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'the add card with nothing yet',
    show: async (page) => {
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByLabel('Magnet link').waitFor();
    },
  },
  {
    name: 'the add card of a .torrent file',
    show: async (page) => {
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'a.torrent', mimeType: 'application/x-bittorrent', buffer: Buffer.from('d') });
      await page.getByRole('treeitem').first().waitFor();
    },
  },
  {
    name: 'the share card with everything unfolded',
    show: async (page) => {
      await page.getByRole('button', { name: 'Share…' }).click();
      await page.getByRole('button', { name: 'Advanced' }).click();
      await page.getByLabel('Trackers').waitFor();
    },
  },
  {
    name: 'the link of a share',
    show: async (page) => {
      await page.getByRole('button', { name: 'Share…' }).click();
      await page.getByLabel('File or folder').fill('/home/mara/a.flac');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Copy link' }).waitFor();
    },
  },
  {
    name: 'the licences',
    place: '#/settings',
    show: async (page) => {
      await page.getByRole('button', { name: 'Licences…' }).click();
      await page.getByRole('dialog').getByText('vue-router', { exact: true }).click();
    },
  },
  { name: 'an empty Library', place: '#/library', show: (page) => page.getByText('live here').waitFor() },
  {
    name: 'Privacy',
    place: '#/privacy',
    show: async (page) => {
      await page.getByRole('button', { name: 'Run leak test' }).first().click();
      await page.getByText('No leak was found.').first().waitFor();
      await page.getByText('tun7 is gone;').waitFor();
    },
  },
  {
    name: 'who can see a transfer',
    show: async (page) => {
      await details(page, 'Who can see this');
      await page.getByRole('button', { name: /^\d+ Trackers$/u }).click();
      await page.getByRole('listbox').getByRole('option').first().waitFor();
    },
  },
  {
    name: 'one of those who can see you',
    place: '#/privacy',
    show: async (page) => {
      await page.getByRole('button', { name: 'Which address others say you have' }).click();
      await page.getByRole('button', { name: 'One by one' }).click();
      await page.getByRole('listbox').getByRole('option').first().click();
      await page.getByText('What it learned').waitFor();
    },
  },
  {
    name: 'the export of who can see you',
    place: '#/privacy',
    show: async (page) => {
      await page.getByRole('button', { name: 'Export…' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'the question before something is changed',
    place: '#/privacy',
    show: async (page) => {
      await page.getByRole('button', { name: 'Require encryption…' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'a new profile with everything unfolded',
    place: '#/settings',
    show: async (page) => {
      await page.getByRole('button', { name: 'New profile…' }).click();
      await page.getByLabel('Name', { exact: true }).fill('Open');
      await page.getByRole('button', { name: 'Advanced' }).click();
      await page.getByRole('button', { name: 'Add profile' }).click();
      await page.getByText('There is already a profile of this name.').waitFor();
    },
  },
  {
    name: 'the question before a profile is removed',
    place: '#/settings',
    show: async (page) => {
      await page.getByRole('button', { name: 'Remove “LAN only”' }).click();
      await page.getByLabel('Move them to').selectOption('Open');
      await page.getByText('“Open” uses every network').waitFor();
    },
  },
  {
    name: 'the offer of the first run',
    isEmpty: true,
    isFirstRun: true,
    show: (page) => page.getByText('Found a VPN').waitFor(),
  },
  {
    name: 'the networks in the menu of a transfer',
    show: async (page) => {
      await firstRow(page).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Network' }).hover();
      await page.getByRole('menuitemradio').first().waitFor();
    },
  },
  { name: 'Settings', place: '#/settings', show: (page) => page.getByLabel('Download folder').waitFor() },
  {
    name: 'the list of shortcuts',
    show: async (page) => {
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    },
  },
  {
    name: 'the page without its key',
    hasToken: false,
    show: (page) => page.getByText('needs its key').waitFor(),
  },
];

describePage('accessibility', (open) => {
  describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
    test.each(screens)(
      '$name has no serious finding',
      async ({ place, isEmpty, isFirstRun, hasToken, width, show }) => {
        const { page } = await open({
          colorScheme,
          torrents: isEmpty === true ? [] : exampleLibrary(),
          reducedMotion: 'reduce',
          prepare: isFirstRun === true ? withTunnel : seenInThreeNetworks,
          ...(place === undefined ? {} : { place }),
          ...(hasToken === undefined ? {} : { hasToken }),
          ...(width === undefined ? {} : { viewport: { width, height: 800 } }),
        });
        await show(page);
        expect(await seriousFindings(page)).toEqual([]);
      },
    );
  });
});
