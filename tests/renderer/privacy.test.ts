import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleLibrary, exampleTorrent } from '../support/in-memory-core-examples.ts';
import { blocked, liveInThreeNetworks } from '../support/in-memory-core-networks.ts';
import { until } from '../support/until.ts';

const card = (page: Page, name: string) => page.getByRole('region', { name: `Network profile “${name}”` });

const inThreeNetworks = {
  torrents: exampleLibrary(),
  prepare: liveInThreeNetworks,
  place: '#/privacy',
} as const;

describePage('the privacy page', (open) => {
  describe('says of each door', () => {
    test('that it is protected, where it leads, what others see and what was stopped', async () => {
      const { page } = await open(inThreeNetworks);
      const vpn = card(page, 'Through VPN only');
      for (const words of [
        'Protected',
        'for new transfers',
        'Everything goes through wg0, and nothing any other way.',
        '10.66.0.2',
        '203.0.113.9',
        'so say 7 peers and 2 trackers',
        'reached from outside at 60123',
        '12 times',
        'wanted to use IPv6',
        'Peers in browsers (WebRTC): its connections cannot be tied to an interface, or sent through a proxy.',
      ])
        await vpn.getByText(words).first().waitFor();
      expect(await vpn.getByText(/^\d\d seconds ago$/).count()).toBe(1);
    });

    test('that it is open, and never that it is protected', async () => {
      const { page } = await open(inThreeNetworks);
      const door = card(page, 'Open');
      await door.getByText('Traffic of “Open” uses every network of this computer.').waitFor();
      await door.getByText('Public directory (DHT): on').waitFor();
      expect(await door.getByText('Protected').count()).toBe(0);
    });

    test('that the interface is no VPN, where it is none', async () => {
      const { page, world } = await open(inThreeNetworks);
      await card(page, 'Through VPN only').getByText('Everything goes through wg0').waitFor();
      expect(await page.getByText('is no VPN').count()).toBe(0);
      world.interfaces = world.interfaces.map((one) => ({ ...one, kind: 'lan' }));
      await card(page, 'Through VPN only').getByText('wg0 is no VPN, so others see').waitFor();
    });

    test('that it only leads into the local network', async () => {
      const { page } = await open(inThreeNetworks);
      await card(page, 'LAN only').getByText('Only devices in the network of enp3s0 are reached.').waitFor();
    });

    test('that it is not verified, or dead, as soon as that is so', async () => {
      const { page, world } = await open(inThreeNetworks);
      const vpn = card(page, 'Through VPN only');
      await vpn.getByText('Protected').waitFor();
      world.doors.set('Through VPN only', { state: 'unverified' });
      await vpn.getByText('nothing has answered through it yet').waitFor();
      world.doors.set('Through VPN only', { state: 'dead' });
      await vpn.getByText('Nothing answers through wg0 any more.').waitFor();
      expect(await vpn.getByText('Protected').count()).toBe(0);
    });

    test('what the core has a name for in its own words, and the rest as it was said', async () => {
      const { page, world } = await open(inThreeNetworks);
      world.doors.set('Through VPN only', {
        warnings: [
          {
            code: 'no-dns',
            text: 'The core, in English.',
            said: { name: 'no-dns', values: { interface: 'wg0' } },
            commands: [],
          },
          { code: 'port-not-mapped', text: 'The gateway said: no.', commands: [] },
        ],
      });
      const vpn = card(page, 'Through VPN only');
      await vpn.getByText('No DNS server is known for "wg0": trackers').waitFor();
      await vpn.getByText('The gateway said: no.').waitFor();
      expect(await page.getByText('The core, in English.').count()).toBe(0);
    });

    test('that everything goes through a proxy, and what a proxy does not carry', async () => {
      const { page, world } = await open(inThreeNetworks);
      world.doors.set('Open', { proxy: 'socks5://127.0.0.1:1080', off: ['webrtc', 'utp', 'dht'] });
      const door = card(page, 'Open');
      await door
        .getByText('Everything goes through socks5://127.0.0.1:1080, and nothing any other way')
        .waitFor();
      await door.getByText('a proxy does not carry it').waitFor();
      expect(await door.getByText('uses every network of this computer').count()).toBe(0);
    });

    test('what should be done about it, with the lines to copy', async () => {
      const { page } = await open(inThreeNetworks);
      await card(page, 'Through VPN only').getByRole('button', { name: 'Copy the lines' }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
        'ip rule add from 10.66.0.2 lookup 51820\nip -6 rule add from fd66::2 lookup 51820',
      );
    });
  });

  test('opens a door that waits for a word', async () => {
    const torrent = exampleTorrent(1, { ...blocked, profile: 'Work VPN' });
    const { page, world } = await open({ ...inThreeNetworks, torrents: [exampleTorrent(0), torrent] });
    world.change(torrent.id, { profile: 'Work VPN', state: 'blocked', reasonCode: 'network-back' });
    world.doors.set('Work VPN', { state: 'down', reasonCode: 'waits-for-you' });
    await card(page, 'Work VPN').getByText('the network is back and waits for you').waitFor();
    await card(page, 'Work VPN').getByRole('button', { name: 'Open it and go on' }).click();
    await until(() => callsOf(world, 'torrents.resume').length > 0, { what: 'it goes on' });
    expect(callsOf(world, 'torrents.resume')).toEqual([{ ids: [torrent.id] }]);
  });

  test('tells what happened, the newest first, and what happens', async () => {
    const { page, world } = await open(inThreeNetworks);
    const events = page.getByRole('region', { name: 'Events' }).getByRole('listitem');
    await events.first().getByText('tun7 is gone; 3 transfers stopped').waitFor();
    world.events.put({
      id: 'new',
      at: '2026-11-21T09:00:00.000Z',
      profile: 'Work VPN',
      kind: 'alive',
      text: 'tun7 is back.',
    });
    await events.first().getByText('tun7 is back.').waitFor();
    expect(await events.count()).toBe(7);
  });

  test('keeps long stories short until somebody asks', async () => {
    const { page } = await open({
      place: '#/privacy',
      prepare: (world) => {
        for (let number = 0; number < 40; number++)
          world.events.put({
            id: String(number),
            at: new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString(),
            profile: 'Open',
            kind: 'port',
            text: `Port number ${number}.`,
          });
      },
    });
    const events = page.getByRole('region', { name: 'Events' });
    await events.getByText('Port number 39.').waitFor();
    expect(await events.getByRole('listitem').count()).toBe(12);
    await events.getByRole('button', { name: 'Show 28 earlier ones' }).click();
    await events.getByText('Port number 0.').waitFor();
  });

  test('can be asked for again when it could not be told', async () => {
    const { page } = await open({
      place: '#/privacy',
      prepare: (world) => world.failNext('profiles.watch', 'internal'),
    });
    await page.getByText('The state of your networks cannot be shown').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await card(page, 'Open').waitFor();
  });
});

describePage('the leak test', (open) => {
  test('shows its steps as they pass, then the verdict, and tells who listens', async () => {
    const { page, world } = await open(inThreeNetworks);
    const release = world.hold('profiles.leakTest last check');
    const vpn = card(page, 'Through VPN only');
    await vpn.getByRole('button', { name: 'Run leak test' }).click();
    await vpn.getByText('Packets from 10.66.0.2 leave through wg0.').waitFor();
    const steps = vpn.getByRole('list', { name: 'Steps of the leak test' }).getByRole('listitem');
    expect(await steps.count()).toBe(8);
    expect(await vpn.getByText('No leak was found.').count()).toBe(0);
    release();
    await vpn.getByText('No leak was found.').waitFor();
    expect(await steps.getByText('Passed').count()).toBe(8);
    await page
      .getByText('Leak test of “Through VPN only”: No leak was found.')
      .waitFor({ state: 'attached' });
  });

  test('never says that an open profile passed', async () => {
    const { page } = await open(inThreeNetworks);
    await card(page, 'Open').getByRole('button', { name: 'Run leak test' }).press('Enter');
    await card(page, 'Open').getByText('It cannot be told whether something leaks.').waitFor();
    expect(await card(page, 'Open').getByText('Passed').count()).toBe(0);
  });

  test('names the leak that it found', async () => {
    const { page, world } = await open(inThreeNetworks);
    world.leakChecks = () => [
      { name: 'dns', verdict: 'leak', detail: 'A name was looked up at 192.168.1.1.' },
    ];
    await card(page, 'LAN only').getByRole('button', { name: 'Run leak test' }).click();
    await card(page, 'LAN only').getByText('A leak was found.').waitFor();
    await card(page, 'LAN only').getByText('A name was looked up at 192.168.1.1.').waitFor();
  });

  test('can be stopped and run again', async () => {
    const { page, world } = await open(inThreeNetworks);
    const release = world.hold('profiles.leakTest last check');
    const vpn = card(page, 'Through VPN only');
    await vpn.getByRole('button', { name: 'Run leak test' }).click();
    await vpn.getByRole('button', { name: 'Stop' }).click();
    await vpn.getByText('The leak test was stopped.').waitFor();
    release();
    await vpn.getByRole('button', { name: 'Run it again' }).click();
    await vpn.getByText('No leak was found.').waitFor();
  });

  test('keeps its report while another page is looked at', async () => {
    const { page } = await open(inThreeNetworks);
    await card(page, 'Through VPN only').getByRole('button', { name: 'Run leak test' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Transfers' }).click();
    await page.getByRole('row').nth(2).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Privacy' }).click();
    await card(page, 'Through VPN only').getByText('No leak was found.').waitFor();
  });

  test('can be kept as text and as JSON', async () => {
    const { page } = await open(inThreeNetworks);
    const vpn = card(page, 'Through VPN only');
    await vpn.getByRole('button', { name: 'Run leak test' }).click();
    const saved = async (button: string) => {
      const download = page.waitForEvent('download');
      await vpn.getByRole('button', { name: button }).click();
      const file = await download;
      return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
    };
    const text = await saved('Save as text');
    expect(text.name).toMatch(/^warren-leak-test-through-vpn-only-\d{4}-\d\d-\d\d\.txt$/);
    expect(text.text).toContain('[Passed] Names are looked up through it: Names are looked up at 10.66.0.1');
    const json = await saved('Save as JSON');
    expect(JSON.parse(json.text)).toMatchObject({ profile: 'Through VPN only', verdict: 'ok' });
  });

  test('says why it could not be run', async () => {
    const { page, world } = await open(inThreeNetworks);
    world.failNext('profiles.leakTest', 'engine-down', 'The engine of “LAN only” is starting.');
    await card(page, 'LAN only').getByRole('button', { name: 'Run leak test' }).click();
    await card(page, 'LAN only').getByText('The engine of “LAN only” is starting.').waitFor();
  });
});
