import type { Page } from 'playwright-core';
import type { Messages } from '../../../src/renderer/i18n/messages.ts';
import { exampleLibrary } from '../../support/in-memory-core-examples.ts';
import { furnish } from '../../support/in-memory-core-furniture.ts';
import { fillLibrary } from '../../support/in-memory-core-library-world.ts';
import { cable, liveInThreeNetworks, tunnel } from '../../support/in-memory-core-networks.ts';
import { beSeen } from '../../support/in-memory-core-parties.ts';
import type { World } from '../../support/in-memory-core-world.ts';

/** A screen that is found by what it says in the language it is shown in. */
export interface SpokenScene {
  readonly name: string;
  readonly place?: string;
  readonly torrents: ReturnType<typeof exampleLibrary>;
  readonly prepare: (world: World) => void;
  readonly show: (page: Page) => Promise<void>;
}

function furnished(world: World): void {
  furnish(world);
  liveInThreeNetworks(world);
  beSeen(world, 200);
  fillLibrary(world.library, { albums: 60 });
}

const firstRow = (page: Page) => page.locator('[data-id]').first();

type Part = Partial<SpokenScene> & Pick<SpokenScene, 'show'>;

/** The main screens, and those with the longest words. */
export function scenesIn({
  common,
  details,
  firstRun,
  library,
  lists,
  profiles,
  settings,
  sharing,
  shell,
  transfers,
  privacy,
  leakTest,
  whoSees,
}: Messages): readonly SpokenScene[] {
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
  const tab = async (page: Page, name: string) => {
    await firstRow(page).dblclick();
    await page.getByRole('tab', { name }).click();
  };
  const parts: Readonly<Record<string, Part>> = {
    albums: { place: '#/library', show: (page) => firstRow(page).waitFor() },
    album: {
      place: '#/library/album/album-1',
      show: (page) => page.getByRole('button', { name: library.do.share }).waitFor(),
    },
    tracks: { place: '#/library/music/tracks', show: (page) => firstRow(page).waitFor() },
    filters: {
      place: '#/library',
      show: async (page) => {
        await press(page, library.filter.more);
        await page.getByLabel(library.filter.year).waitFor();
      },
    },
    'empty-library': {
      place: '#/library',
      prepare: liveInThreeNetworks,
      show: (page) => page.getByText(library.empty.title).waitFor(),
    },
    rule: {
      place: '#/library/playlist/playlist-3',
      show: async (page) => {
        await press(page, lists.do.edit);
        await page.getByRole('dialog').waitFor();
      },
    },
    transfers: { show: (page) => firstRow(page).waitFor() },
    'no-transfers': {
      torrents: [],
      prepare: liveInThreeNetworks,
      show: (page) => page.getByText(transfers.empty.title).waitFor(),
    },
    'first-run': {
      torrents: [],
      prepare: (world) => {
        world.interfaces = [cable, tunnel];
      },
      show: (page) => page.getByText(firstRun.question).waitFor(),
    },
    menu: {
      show: async (page) => {
        await page.locator('[data-id]').nth(2).click({ button: 'right' });
        await page.getByRole('menuitem', { name: transfers.do.move }).hover();
        await page.getByRole('menuitemradio').first().waitFor();
      },
    },
    options: {
      show: async (page) => {
        await firstRow(page).click({ button: 'right' });
        await page.getByRole('menuitem', { name: transfers.do.options }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    overview: { show: (page) => tab(page, details.tabs.overview) },
    files: { show: (page) => tab(page, details.tabs.files) },
    peers: { show: (page) => tab(page, details.tabs.peers) },
    trackers: { show: (page) => tab(page, details.tabs.trackers) },
    'who-sees': {
      show: async (page) => {
        await tab(page, details.tabs.exposure);
        await page.getByRole('button', { name: whoSees.list.title }).waitFor();
      },
    },
    add: {
      show: async (page) => {
        await press(page, transfers.add);
        const file = {
          name: 'a.torrent',
          mimeType: 'application/x-bittorrent',
          buffer: Buffer.from('d4:infodee'),
        };
        await page.locator('input[type=file]').setInputFiles(file);
        await page.getByRole('region', { name: whoSees.forecast.title }).waitFor();
      },
    },
    share: {
      show: async (page) => {
        await press(page, transfers.share);
        await press(page, sharing.advanced);
      },
    },
    shared: {
      show: async (page) => {
        await press(page, transfers.share);
        await page.getByLabel(sharing.path).fill('/home/mara/Music/Slow Rivers');
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: sharing.copyMagnet }).waitFor();
      },
    },
    remove: {
      show: async (page) => {
        await page.getByRole('grid').focus();
        await page.keyboard.press('Delete');
        await page.getByRole('radio', { name: transfers.remove.delete }).click();
      },
    },
    privacy: {
      place: '#/privacy',
      show: async (page) => {
        await press(page, leakTest.run);
        await page.getByText(leakTest.overall.ok).first().waitFor();
      },
    },
    'who-sees-me': {
      place: '#/privacy',
      show: async (page) => {
        await press(page, whoSees.list.title);
        await page.getByRole('listbox').getByRole('option').first().waitFor();
        await page
          .getByRole('region', { name: whoSees.title, exact: true })
          .evaluate((element) => element.scrollIntoView());
      },
    },
    events: { place: '#/privacy', show: (page) => page.getByText(privacy.events).scrollIntoViewIfNeeded() },
    settings: { place: '#/settings', show: (page) => page.getByLabel(settings.language).waitFor() },
    profile: {
      place: '#/settings',
      show: async (page) => {
        await press(page, settings.newProfile);
        await press(page, profiles.advanced);
      },
    },
    shortcuts: {
      show: async (page) => {
        await page.getByRole('button', { name: shell.shortcuts.button }).click();
        await page.getByRole('dialog').getByRole('button', { name: common.close }).waitFor();
      },
    },
  };
  return Object.entries(parts).map(([name, part]) => ({
    name,
    torrents: exampleLibrary(),
    prepare: furnished,
    ...part,
  }));
}
