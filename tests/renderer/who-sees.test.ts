import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { liveInThreeNetworks } from '../support/in-memory-core-networks.ts';
import { exampleParty } from '../support/in-memory-core-parties.ts';
import { until } from '../support/until.ts';
import { album, seenBy, onPrivacy, seenPart, kind, openTab } from '../support/who-sees-page.ts';

describePage('who can see me', (open) => {
  describe('is said in a sentence', () => {
    test('of one transfer: how many know which address has how much of it', async () => {
      const { page } = await open({
        torrents: [album],
        prepare: (world) => {
          seenBy(0)(world);
          const of = { torrentId: album.id };
          world.exposure.parties = [
            exampleParty(0, { ...of, kind: 'peer' }),
            exampleParty(1, { ...of, kind: 'peer' }),
            exampleParty(2, { ...of, kind: 'tracker' }),
            exampleParty(3, { torrentId: 'another', kind: 'peer' }),
          ];
          world.exposure.observed = [
            {
              profile: 'Through VPN only',
              channel: 'peer',
              address: '203.0.113.9',
              count: 2,
              lastAt: new Date().toISOString(),
              standing: 'expected',
            },
          ];
          world.exposure.shields.put({ id: album.id, state: 'hidden', code: null, text: null, values: {} });
        },
      });
      await openTab(page);
      await page
        .getByText(
          '2 peers know that 203.0.113.9 (not your home address) has 62% of this. 1 tracker knows that it takes part.',
        )
        .waitFor();
    });

    test('that is as bad as the worst of what is listed below it', async () => {
      const { page } = await open({ torrents: [album], prepare: seenBy(10) });
      await openTab(page);
      await page.getByText('Alarm. Your home address').waitFor();
      await page.getByText('Something is seen that was to be hidden.').waitFor();
    });

    test('in which programs of this computer do not count', async () => {
      const { page } = await open({
        ...onPrivacy(0),
        prepare: (world) => {
          seenBy(0)(world);
          world.exposure.parties = [
            exampleParty(0, { kind: 'media', address: '127.0.0.1' }),
            exampleParty(1, { kind: 'headless', address: '::1' }),
          ];
        },
      });
      await seenPart(page).getByText('Only programs on this computer have learned anything.').waitFor();
      await kind(page, /^1 Media players?$/u).waitFor();
    });

    test('when nobody has learned anything', async () => {
      const { page } = await open(onPrivacy(0));
      await seenPart(page).getByText('Nobody has learned anything about you.').waitFor();
      expect(await seenPart(page).getByRole('button', { name: 'Forget now…' }).isDisabled()).toBe(true);
    });

    test('that is led to from the top of the page', async () => {
      const { page } = await open(onPrivacy(50));
      await page.getByText('Your home address 198.51.100.7 is seen').first().waitFor();
      await page.getByRole('button', { name: 'Show who' }).click();
      expect(await seenPart(page).evaluate((part) => part === document.activeElement)).toBe(true);
    });
  });

  describe('is a picture', () => {
    test('of which a screen reader gets the same as a list', async () => {
      const { page } = await open(onPrivacy(100));
      const list = page.getByRole('list', { name: /^Who is around you/u });
      await list.getByRole('button', { name: '62 Peers' }).waitFor();
      expect(await list.getByRole('button').allInnerTexts()).toEqual([
        '62 Peers',
        '3 Trackers',
        '30 Public directory',
        '1 Web server',
        '1 Local network',
        '2 Name servers',
        '1 Router',
      ]);
    });

    test('that is walked round with the arrow keys and narrows the list with Enter', async () => {
      const { page } = await open(onPrivacy(100));
      await kind(page, /^62 Peers$/u).focus();
      await page.keyboard.press('ArrowLeft');
      expect(await page.locator('[data-kind]:focus').innerText()).toBe('1 Router');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.getByText('3 of 100').waitFor();
      expect(await kind(page, /^3 Trackers$/u).getAttribute('aria-pressed')).toBe('true');
    });
  });

  test('stands beside every transfer, with its reason', async () => {
    const { page, world } = await open({ torrents: [album], prepare: liveInThreeNetworks });
    const row = page.getByRole('row', { name: 'Harbour Tapes' });
    await row.waitFor();
    expect(await row.getByText('Who can see this').count()).toBe(0);
    world.exposure.shields.put({ id: album.id, state: 'hidden', code: null, text: null, values: {} });
    await row.getByText('Who can see this: Hidden. Nobody sees an address of this computer.').waitFor();
    const values = { peers: 3, network: 'wg0' };
    world.exposure.shields.put({
      id: album.id,
      state: 'warning',
      code: 'plain-text-peers',
      text: null,
      values,
    });
    await row
      .getByText('Who can see this: Look at this. Peers talk with you unencrypted, 3 of them')
      .waitFor();
    await row.dblclick();
    await page
      .getByRole('complementary')
      .getByRole('button', { name: 'Who can see this: Look at this.' })
      .click();
    await page.getByText('Nobody has learned that you have this.').waitFor();
  });

  describe('is told before', () => {
    const magnet = `magnet:?xt=urn:btih:${'a'.repeat(40)}&tr=http%3A%2F%2Ftracker.example%2Fannounce`;
    const before = (page: Page) => page.getByRole('region', { name: 'Who will learn what' });

    test('something is added: who learns what, and what another network leaves out, one click away', async () => {
      const { page, world } = await open({ prepare: liveInThreeNetworks });
      await page.getByRole('button', { name: 'Add', exact: true }).first().click();
      await page.getByLabel('Magnet link').fill(magnet);
      await page.keyboard.press('Enter');
      const party = (words: string) => before(page).getByRole('listitem').filter({ hasText: words }).first();
      await party('tracker.example').getByText('not encrypted').waitFor();
      await party('The public directory (DHT)').getByText('Will know: your address, your port').waitFor();
      await before(page).getByText('leaves out tracker.example').first().waitFor();
      await before(page).getByRole('button', { name: 'Choose “LAN only”' }).click();
      await before(page).getByRole('button', { name: 'Choose “Through VPN only”' }).waitFor();
      await party('Devices in the local network').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
      await until(() => callsOf(world, 'torrents.add').length === 1, { what: 'it was added' });
      expect(callsOf(world, 'torrents.add')).toMatchObject([{ profile: 'LAN only' }]);
    });

    test('something is shared, as the trackers are typed', async () => {
      const { page } = await open({ torrents: [album], prepare: liveInThreeNetworks });
      await page.getByRole('button', { name: 'Share…' }).click();
      await before(page).getByText('The public directory (DHT)').first().waitFor();
      await page.getByRole('button', { name: 'Advanced' }).click();
      await page.getByLabel('Trackers').fill('http://private.example/4f2a9c81d07be356/announce');
      await before(page).getByText('with your key').waitFor();
      await page.getByRole('switch', { name: 'Private' }).click();
      await until(async () => (await before(page).getByText('The public directory (DHT)').count()) === 0, {
        what: 'the public directory is told nothing of a private one',
      });
    });
  });
});
