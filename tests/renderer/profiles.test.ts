import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { profileSchema } from '../../src/shared/contract/profile.ts';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleLibrary, exampleTorrent } from '../support/in-memory-core-examples.ts';
import { cable, liveInThreeNetworks, loopback, tunnel } from '../support/in-memory-core-networks.ts';
import type { World } from '../support/in-memory-core-world.ts';
import { until } from '../support/until.ts';

const editor = (page: Page) => page.getByRole('dialog');
const list = (page: Page) => page.getByRole('list', { name: 'Network profiles' });
const closed = (page: Page) => editor(page).waitFor({ state: 'detached' });

function withTunnel(world: World): void {
  world.interfaces = [loopback, cable, tunnel];
  // Somebody who has said "Not now" to the offer, which is not what is tested here.
  world.torrents.put(exampleTorrent(1, { name: 'Alba' }));
}

const inSettings = { prepare: withTunnel, place: '#/settings' } as const;

describePage('a new profile', (open) => {
  test('is made like a preset, for the tunnel that is there', async () => {
    const { page, world } = await open(inSettings);
    await page.getByRole('button', { name: 'New profile…' }).click();
    await editor(page).getByRole('radio', { name: 'Through VPN only' }).waitFor();
    expect(await editor(page).getByLabel('Interface', { exact: true }).inputValue()).toBe('wg0');
    await editor(page).getByRole('button', { name: 'Add profile' }).click();
    await closed(page);
    await list(page).getByText('Through VPN only').waitFor();
    await list(page).getByText('protected, through wg0').waitFor();
    expect(world.settings.profiles[1]).toMatchObject({
      name: 'Through VPN only',
      binding: { kind: 'interface', interface: 'wg0' },
      webRtc: false,
      encryption: 'preferred',
    });
  });

  test('follows the preset that is chosen, by keyboard, and takes what is changed', async () => {
    const { page, world } = await open({ prepare: withTunnel, place: '#/privacy' });
    await page.getByRole('button', { name: 'New profile…' }).press('Enter');
    await editor(page).getByRole('radio', { name: 'Through VPN only' }).waitFor();
    // The first thing has the keyboard: down to Friends, down to LAN.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await editor(page).getByRole('radio', { name: 'LAN only' }).isChecked()).toBe(true);
    expect(await editor(page).getByLabel('Interface', { exact: true }).inputValue()).toBe('enp3s0');
    await editor(page).getByLabel('Name', { exact: true }).fill('At home');
    await editor(page).getByRole('switch', { name: 'Peers tell of peers (PEX)' }).press(' ');
    await editor(page).getByLabel('Name', { exact: true }).press('Enter');
    await closed(page);
    await page.getByRole('region', { name: 'Network profile “At home”' }).waitFor();
    expect(world.settings.profiles[1]).toMatchObject({
      name: 'At home',
      binding: { kind: 'lan', interface: 'enp3s0' },
      discovery: { trackers: false, dht: false, pex: false, lan: true },
    });
  });

  test('may be for an interface that is not there now', async () => {
    const { page, world } = await open(inSettings);
    await page.getByRole('button', { name: 'New profile…' }).click();
    await editor(page).getByLabel('Interface', { exact: true }).selectOption('Another one, by its name…');
    await page.keyboard.type('tun7');
    await editor(page).getByRole('button', { name: 'Add profile' }).click();
    await closed(page);
    await list(page).getByText('shut: nothing goes out').waitFor();
    expect(world.settings.profiles[1]?.binding).toEqual({ kind: 'interface', interface: 'tun7' });
  });

  test('cannot be added before what is wrong is put right, and says so at the field', async () => {
    const { page, world } = await open(inSettings);
    await page.getByRole('button', { name: 'New profile…' }).click();
    const name = editor(page).getByLabel('Name', { exact: true });
    await name.fill('Open');
    await editor(page).getByRole('button', { name: 'Advanced' }).click();
    await editor(page).getByLabel('DNS servers').fill('dns.example');
    await editor(page).getByLabel('Port', { exact: true }).fill('70000');
    await editor(page).getByRole('button', { name: 'Advanced' }).click();
    await editor(page).getByRole('button', { name: 'Add profile' }).click();
    await editor(page).getByText('There is already a profile of this name.').waitFor();
    // Unfolded by itself: what is wrong must be seen.
    await editor(page).getByText('A DNS server is given by its address').waitFor();
    await editor(page).getByText('A port is a whole number from 0 to 65535.').waitFor();
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    expect(await name.evaluate((field) => field === document.activeElement)).toBe(true);
    await name.fill('Tunnel');
    await editor(page).getByText('There is already a profile of this name.').waitFor({ state: 'detached' });
    await editor(page).getByLabel('DNS servers').fill('10.64.0.1\n10.64.0.2');
    await editor(page).getByLabel('Port', { exact: true }).fill('51413');
    await editor(page).getByLabel('Upload limit, kB/s').fill('250');
    await editor(page).getByRole('button', { name: 'Add profile' }).click();
    await closed(page);
    expect(callsOf(world, 'profiles.add')).toHaveLength(1);
    expect(world.settings.profiles[1]).toMatchObject({
      dns: { servers: ['10.64.0.1', '10.64.0.2'] },
      listenPort: 51_413,
      uploadLimitBps: 250_000,
    });
  });

  test('can go through a proxy, whose password is not shown', async () => {
    const { page, world } = await open(inSettings);
    await page.getByRole('button', { name: 'New profile…' }).click();
    await editor(page).getByRole('radio', { name: 'Any network' }).click();
    await editor(page).getByRole('button', { name: 'Advanced' }).click();
    await editor(page).getByLabel('Proxy', { exact: true }).selectOption('SOCKS5');
    await editor(page).getByLabel('Address of the proxy').fill('proxy.example');
    await editor(page).getByLabel('Port of the proxy').fill('1080');
    await editor(page).getByLabel('User at the proxy').fill('mara');
    const password = editor(page).getByLabel('Password at the proxy');
    await password.fill('open sesame');
    expect(await password.getAttribute('type')).toBe('password');
    expect(await editor(page).getByLabel('DNS servers').isDisabled()).toBe(true);
    await editor(page).getByRole('button', { name: 'Add profile' }).click();
    await editor(page).getByText('A proxy is given by its address').waitFor();
    await editor(page).getByLabel('Address of the proxy').fill('127.0.0.1');
    await editor(page).getByRole('button', { name: 'Add profile' }).click();
    await closed(page);
    expect(world.settings.profiles[1]?.proxy).toEqual({
      kind: 'socks5',
      host: '127.0.0.1',
      port: 1080,
      user: 'mara',
      password: 'open sesame',
    });
    await list(page).getByText('protected, through socks5://127.0.0.1:1080').waitFor();
  });

  test('says of each transfer whether it can be linked to the others', async () => {
    const { page, world } = await open(inSettings);
    await page.getByRole('button', { name: 'New profile…' }).click();
    await editor(page).getByRole('button', { name: 'Advanced' }).click();
    await editor(page).getByRole('switch', { name: 'Another identity in each transfer' }).click();
    await editor(page).getByRole('switch', { name: 'Say that this is Warren' }).click();
    await editor(page).getByRole('button', { name: 'Add profile' }).click();
    await closed(page);
    expect(world.settings.profiles[1]?.identity).toEqual({ peerId: 'torrent', clientName: false });
  });

  test('has no peers in browsers with a binding, and says why', async () => {
    const { page } = await open(inSettings);
    await page.getByRole('button', { name: 'New profile…' }).click();
    const webRtc = editor(page).getByRole('switch', { name: 'Peers in browsers (WebRTC)' });
    await editor(page).getByText('Not available: its connections cannot be tied').waitFor();
    expect(await webRtc.isDisabled()).toBe(true);
    await editor(page).getByRole('radio', { name: 'Any network' }).click();
    expect(await webRtc.isDisabled()).toBe(false);
    expect(await editor(page).getByLabel('Interface', { exact: true }).count()).toBe(0);
  });

  test('stays as typed when the core refuses it, with the sentence at the field it is about', async () => {
    const { page, world } = await open(inSettings);
    world.failNext('profiles.add', 'interface-missing', 'There is no interface wg0 on this computer.');
    await page.getByRole('button', { name: 'New profile…' }).click();
    await editor(page).getByLabel('Name', { exact: true }).fill('Tunnel');
    await editor(page).getByRole('button', { name: 'Add profile' }).click();
    await editor(page).getByText('There is no interface wg0 on this computer.').waitFor();
    expect(await editor(page).getByLabel('Interface', { exact: true }).getAttribute('aria-invalid')).toBe(
      'true',
    );
    world.failNext('profiles.add', 'disk-full', 'No room for the settings.');
    await editor(page).getByRole('button', { name: 'Add profile' }).click();
    await editor(page).getByText('No room for the settings.').waitFor();
    expect(await editor(page).getByLabel('Name', { exact: true }).inputValue()).toBe('Tunnel');
    await editor(page).getByRole('button', { name: 'Add profile' }).click();
    await closed(page);
  });
});

describePage('a profile that is there', (open) => {
  const inThreeNetworks = { torrents: exampleLibrary(), prepare: liveInThreeNetworks } as const;

  test('is edited from its card, and says that its transfers stop for a moment', async () => {
    const { page, world } = await open({ ...inThreeNetworks, place: '#/privacy' });
    await page.getByRole('button', { name: 'Edit “Through VPN only”' }).click();
    await editor(page).getByRole('switch', { name: 'Public directory (DHT)' }).click();
    await editor(page).getByText('Its 8 transfers stop for a moment when you save.').waitFor();
    await editor(page).getByRole('button', { name: 'Save' }).click();
    await closed(page);
    await page
      .getByRole('region', { name: 'Network profile “Through VPN only”' })
      .getByText('Public directory (DHT): off')
      .waitFor();
    expect(world.settings.profiles[0]?.discovery.dht).toBe(false);
  });

  test('keeps its transfers and its place as the default when it is renamed', async () => {
    const { page, world } = await open({ ...inThreeNetworks, place: '#/settings' });
    await list(page).getByRole('button', { name: 'Edit “Through VPN only”' }).click();
    await editor(page).getByLabel('Name', { exact: true }).fill('Mullvad');
    await page.keyboard.press('Enter');
    await closed(page);
    await list(page).getByText('Mullvad').waitFor();
    await until(async () => (await page.getByLabel('Network for new transfers').inputValue()) === 'Mullvad', {
      what: 'it is still the default',
    });
    expect(world.settings.defaultProfile).toBe('Mullvad');
    expect(callsOf(world, 'profiles.set')).toMatchObject([
      { name: 'Through VPN only', profile: { name: 'Mullvad' } },
    ]);
  });

  test('shows everything it holds, and keeps what nobody touched', async () => {
    const profile = profileSchema.parse({
      name: 'Full',
      binding: { kind: 'interface', interface: 'wg0' },
      dns: { overHttps: 'https://9.9.9.9/dns-query' },
      portSource: { kind: 'file', path: '/run/port' },
      discovery: { dhtBootstrap: ['10.0.0.1:6881'] },
      downloadLimitBps: 1_500_000,
    });
    const { page, world } = await open({
      place: '#/settings',
      prepare: (made) => {
        withTunnel(made);
        made.settings.profiles.push(profile);
      },
    });
    await list(page).getByRole('button', { name: 'Edit “Full”' }).click();
    await editor(page).getByRole('button', { name: 'Advanced' }).click();
    expect(await editor(page).getByLabel('File that holds the number').inputValue()).toBe('/run/port');
    expect(await editor(page).getByLabel('Download limit, kB/s').inputValue()).toBe('1500');
    await editor(page).getByRole('switch', { name: 'Go on by itself when the network is back' }).click();
    await editor(page).getByRole('button', { name: 'Save' }).click();
    await closed(page);
    expect(world.settings.profiles[1]).toEqual({ ...profile, resumesByItself: false });
  });

  test('is not lost with Esc once something was changed', async () => {
    const { page, world } = await open({ ...inThreeNetworks, place: '#/settings' });
    await list(page).getByRole('button', { name: 'Edit “Open”' }).click();
    await editor(page).getByLabel('Name', { exact: true }).fill('Wide open');
    await page.keyboard.press('Escape');
    await editor(page).getByText('What you changed is not saved.').waitFor();
    await page.keyboard.press('Enter');
    expect(await editor(page).getByLabel('Name', { exact: true }).inputValue()).toBe('Wide open');
    await editor(page).getByRole('button', { name: 'Cancel' }).click();
    await editor(page).getByRole('button', { name: 'Discard' }).click();
    await closed(page);
    expect(callsOf(world, 'profiles.set')).toEqual([]);
  });

  test('is left at once when nothing was changed', async () => {
    const { page } = await open({ ...inThreeNetworks, place: '#/settings' });
    await list(page).getByRole('button', { name: 'Edit “Open”' }).click();
    await editor(page).getByLabel('Name', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await closed(page);
  });

  describe('and is to be removed', () => {
    test('goes after one question when nothing uses it', async () => {
      const { page, world } = await open({ ...inThreeNetworks, torrents: [], place: '#/settings' });
      await list(page).getByRole('button', { name: 'Remove “LAN only”' }).click();
      await editor(page).getByText('No transfer uses it.').waitFor();
      await editor(page).getByRole('button', { name: 'Remove', exact: true }).press('Enter');
      await closed(page);
      await list(page).getByText('LAN only').waitFor({ state: 'detached' });
      expect(world.settings.profiles).toHaveLength(3);
    });

    test('says which transfers use it, and moves them where it is told', async () => {
      const { page, world } = await open({ ...inThreeNetworks, place: '#/settings' });
      await list(page).getByRole('button', { name: 'Remove “LAN only”' }).click();
      await editor(page).getByText('3 transfers use it.').waitFor();
      await editor(page).getByText('Prelinger Archives').waitFor();
      await editor(page).getByLabel('Move them to').selectOption('Open');
      await editor(page).getByRole('button', { name: 'Move and remove' }).click();
      await closed(page);
      expect(callsOf(world, 'torrents.setProfile')).toMatchObject([{ profile: 'Open' }]);
      expect(world.settings.profiles.map(({ name }) => name)).not.toContain('LAN only');
    });

    test('stays when it is the only one', async () => {
      const { page } = await open({ place: '#/settings' });
      await list(page).getByRole('button', { name: 'Remove “Open”' }).click();
      await editor(page).getByText('It is the only profile.').waitFor();
      expect(await editor(page).getByRole('button', { name: 'Remove', exact: true }).isDisabled()).toBe(true);
    });

    test('stays when the core refuses, with its sentence', async () => {
      const { page, world } = await open({ ...inThreeNetworks, torrents: [], place: '#/settings' });
      world.failNext('profiles.remove', 'profile-in-use', '3 transfers use “LAN only”.');
      await list(page).getByRole('button', { name: 'Remove “LAN only”' }).click();
      await editor(page).getByRole('button', { name: 'Remove', exact: true }).click();
      await editor(page).getByText('3 transfers use “LAN only”.').waitFor();
      expect(world.settings.profiles).toHaveLength(4);
    });
  });
});
