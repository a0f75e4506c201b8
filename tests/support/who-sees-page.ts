import type { Page } from 'playwright-core';
import { exampleLibrary, exampleTorrent } from './in-memory-core-examples.ts';
import { liveInThreeNetworks } from './in-memory-core-networks.ts';
import { beSeen } from './in-memory-core-parties.ts';
import type { World } from './in-memory-core-world.ts';

export const album = exampleTorrent(0, {
  name: 'Harbour Tapes',
  progress: 0.62,
  profile: 'Through VPN only',
});

export function seenBy(count: number) {
  return (world: World) => {
    liveInThreeNetworks(world);
    beSeen(world, count);
  };
}

export const onPrivacy = (count: number) =>
  ({ torrents: exampleLibrary(), prepare: seenBy(count), place: '#/privacy' }) as const;

export const seenPart = (page: Page) => page.getByRole('region', { name: 'Who can see me', exact: true });
export const kind = (page: Page, name: RegExp) => seenPart(page).getByRole('button', { name });

export async function openTab(page: Page): Promise<void> {
  await page.getByRole('row', { name: 'Harbour Tapes' }).dblclick();
  await page.getByRole('tab', { name: 'Who can see this' }).click();
}

export async function openList(page: Page): Promise<void> {
  await seenPart(page).getByRole('button', { name: 'One by one' }).click();
  await page.getByRole('listbox').getByRole('option').first().waitFor();
}
