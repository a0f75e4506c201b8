import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleLibrary, exampleTorrent } from '../support/in-memory-core-examples.ts';
import { liveInThreeNetworks } from '../support/in-memory-core-networks.ts';
import { beSeen, exampleParty, exampleVerdict } from '../support/in-memory-core-parties.ts';
import type { World } from '../support/in-memory-core-world.ts';
import { until } from '../support/until.ts';

const album = exampleTorrent(0, { name: 'Harbour Tapes', progress: 0.62, profile: 'Through VPN only' });

function seenBy(count: number) {
  return (world: World) => {
    liveInThreeNetworks(world);
    beSeen(world, count);
  };
}

const onPrivacy = (count: number) =>
  ({ torrents: exampleLibrary(), prepare: seenBy(count), place: '#/privacy' }) as const;

const seenPart = (page: Page) => page.getByRole('region', { name: 'Who can see me', exact: true });
const kind = (page: Page, name: RegExp) => seenPart(page).getByRole('button', { name });

async function openTab(page: Page): Promise<void> {
  await page.getByRole('row', { name: 'Harbour Tapes' }).dblclick();
  await page.getByRole('tab', { name: 'Who can see this' }).click();
}

async function openList(page: Page): Promise<void> {
  await seenPart(page).getByRole('button', { name: 'One by one' }).click();
  await page.getByRole('listbox').getByRole('option').first().waitFor();
}

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

  describe('is a list', () => {
    test('of ten thousand, of which only those in sight are drawn and fetched', async () => {
      const { page, world } = await open(onPrivacy(10_000));
      await openList(page);
      await page.getByText('10,000 parties', { exact: true }).waitFor();
      expect(await page.getByRole('listbox').getByRole('option').count()).toBeLessThan(40);
      await page.getByRole('listbox').focus();
      await page.keyboard.press('End');
      await page.locator('[role=option][aria-posinset="10000"]').waitFor();
      expect(callsOf(world, 'exposure.parties').length).toBeLessThan(5);
    });

    test('that is narrowed by country, by what they know and by text', async () => {
      const { page, world } = await open(onPrivacy(100));
      await openList(page);
      await page.getByLabel('Country', { exact: true }).selectOption('NL');
      await page.getByLabel('Knows', { exact: true }).selectOption('pieces');
      await page.getByLabel('Address, host, program or network').fill('transmission');
      await until(() => callsOf(world, 'exposure.parties').length > 1, { what: 'the core was asked again' });
      await until(
        () => {
          const [last] = callsOf(world, 'exposure.parties').slice(-1);
          return JSON.stringify(last).includes('"search":"transmission"');
        },
        { what: 'the text narrows, too' },
      );
      expect(callsOf(world, 'exposure.parties').at(-1)).toMatchObject({
        countries: ['NL'],
        learned: ['pieces'],
        search: 'transmission',
      });
      await page.getByRole('button', { name: 'Clear all choices' }).click();
      await page.getByText('100 parties', { exact: true }).waitFor();
    });

    test('in which one is opened by the keyboard, with its time line', async () => {
      const { page } = await open(onPrivacy(100));
      await openList(page);
      await page.getByRole('listbox').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('learned for the first time').first().waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await page.getByRole('listbox').evaluate((list) => list === document.activeElement)).toBe(true);
    });

    test('in which an address is banned, and the ban lifted', async () => {
      const { page, world } = await open({
        ...onPrivacy(0),
        prepare: (made) => {
          seenBy(0)(made);
          made.exposure.parties = [
            exampleParty(0, { kind: 'peer', address: '203.0.113.77', network: 'KPN B.V.' }),
          ];
        },
      });
      await openList(page);
      await page.getByRole('listbox').getByRole('option').click();
      await page.getByRole('dialog').getByText('KPN B.V.').waitFor();
      await page.getByRole('button', { name: 'Ban this address' }).click();
      await page.getByRole('button', { name: 'Lift the ban' }).waitFor();
      expect(callsOf(world, 'exposure.ban')).toEqual([{ address: '203.0.113.77' }]);
      await page.keyboard.press('Escape');
      await page.getByRole('listbox').getByRole('option', { name: 'Banned' }).click();
      await page.getByRole('button', { name: 'Lift the ban' }).click();
      await page.getByRole('button', { name: 'Ban this address' }).waitFor();
      expect([...world.exposure.bans]).toEqual([]);
    });

    test('that does not move while it is read: what is newer comes when asked for', async () => {
      const { page, world } = await open(onPrivacy(50));
      await openList(page);
      await page.getByText('50 parties', { exact: true }).waitFor();
      world.exposure.parties = [...world.exposure.parties, exampleParty(50)];
      await page.getByRole('button', { name: 'Show the newest' }).click();
      await page.getByText('51 parties', { exact: true }).waitFor();
    });
  });

  describe('can be changed where it is found', () => {
    const withVerdict = (...given: Parameters<typeof exampleVerdict>) => ({
      torrents: [album],
      prepare: (world: World) => {
        liveInThreeNetworks(world);
        world.change(album.id, { profile: 'Through VPN only' });
        world.exposure.verdicts = [exampleVerdict(...given)];
      },
    });
    const plainText = withVerdict('plain-text-peers', { peers: 11, network: 'wg0' }, { torrentId: album.id });

    test('encryption is required after one question', async () => {
      const { page, world } = await open(plainText);
      await openTab(page);
      await page.getByText('Peers talk with you unencrypted, 11 of them').waitFor();
      await page.getByRole('button', { name: 'Require encryption…' }).click();
      expect(callsOf(world, 'profiles.set')).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Require it' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(callsOf(world, 'profiles.set')).toMatchObject([
        { name: 'Through VPN only', profile: { encryption: 'required' } },
      ]);
    });

    test('what the core refuses is said, and the question stays', async () => {
      const { page, world } = await open(plainText);
      await openTab(page);
      world.failNext('profiles.set', 'invalid-input', 'This cannot be.');
      await page.getByRole('button', { name: 'Require encryption…' }).click();
      await page.getByRole('button', { name: 'Require it' }).click();
      await page.getByRole('dialog').getByText('This cannot be.').waitFor();
    });

    test('the public directory is turned off, and nothing beside it', async () => {
      const { page, world } = await open(
        withVerdict('private-in-dht', { nodes: 8 }, { torrentId: album.id }),
      );
      await openTab(page);
      await page.getByRole('button', { name: 'Turn the public directory off…' }).click();
      await page.getByRole('button', { name: 'Turn it off' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(callsOf(world, 'profiles.set')).toMatchObject([
        { profile: { discovery: { dht: false, trackers: true, pex: true } } },
      ]);
    });

    test('the transfer goes to another network, or is paused', async () => {
      const { page, world } = await open(
        withVerdict(
          'home-address-seen',
          { profile: 'Through VPN only', addresses: ['198.51.100.7', '198.51.100.8'], sayers: 2 },
          { torrentId: album.id },
        ),
      );
      await openTab(page);
      await page.getByText('Your home address 198.51.100.7 and 198.51.100.8 is seen').first().waitFor();
      await page.getByRole('button', { name: 'Change the network…' }).click();
      await page.getByRole('dialog').getByLabel('Network').selectOption('LAN only');
      await page.getByRole('button', { name: 'Change it' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(callsOf(world, 'torrents.setProfile')).toEqual([{ ids: [album.id], profile: 'LAN only' }]);
      await page.getByRole('button', { name: 'Pause it' }).click();
      await until(() => callsOf(world, 'torrents.pause').length === 1, { what: 'the core was told' });
    });

    test('a transfer gets a new identity', async () => {
      const { page, world } = await open(plainText);
      await openTab(page);
      await page.getByRole('button', { name: 'New identity…' }).click();
      await page.getByRole('button', { name: 'Begin anew' }).click();
      await page.getByText('Begun anew with another peer id and port').waitFor();
      expect(callsOf(world, 'exposure.newIdentity')).toEqual([{ id: album.id }]);
    });
  });

  describe('is kept as long as one likes', () => {
    test('and forgotten after a question', async () => {
      const { page, world } = await open(onPrivacy(50));
      await seenPart(page).getByRole('button', { name: 'Forget now…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      expect(callsOf(world, 'exposure.forget')).toEqual([]);
      await seenPart(page).getByRole('button', { name: 'Forget now…' }).click();
      await page.getByRole('dialog').getByText('All 50 entries are deleted').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
      await page.getByText('Forgot 50 entries').waitFor();
      await seenPart(page).getByText('Nobody has learned anything about you.').waitFor();
    });

    test('for other days, or not written down at all', async () => {
      const { page, world } = await open(onPrivacy(50));
      await page.getByLabel('Keep it for').selectOption('30');
      await until(() => world.settings.exposure.keptDays === 30, { what: 'it is kept for 30 days' });
      await page.getByRole('switch', { name: 'Write down who learned what' }).click();
      await until(() => !world.settings.exposure.isRecorded, { what: 'nothing is written down' });
      expect(world.settings.exposure.keptDays).toBe(30);
    });

    test('and exported: with addresses of others shortened, unless one chooses otherwise', async () => {
      const { page, world } = await open(onPrivacy(50));
      const save = async () => {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Save file' }).click(),
        ]);
        return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
      };
      await seenPart(page).getByRole('button', { name: 'Export…' }).click();
      expect((await save()).name).toBe('warren-who-can-see.json');
      await seenPart(page).getByRole('button', { name: 'Export…' }).click();
      await page.getByRole('radio', { name: 'None at all' }).click();
      await page.getByRole('radio', { name: 'CSV' }).click();
      const table = await save();
      expect(table.name).toBe('warren-who-can-see.csv');
      expect(table.text.trim().split('\n')).toHaveLength(50);
      expect(callsOf(world, 'exposure.export')).toEqual([
        { format: 'json', redaction: 'others' },
        { format: 'csv', redaction: 'all' },
      ]);
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
