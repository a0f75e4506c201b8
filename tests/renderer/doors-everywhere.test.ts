import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleLibrary, exampleTorrent } from '../support/in-memory-core-examples.ts';
import { blocked, cable, liveInThreeNetworks, loopback, tunnel } from '../support/in-memory-core-networks.ts';
import { until } from '../support/until.ts';

const rowOf = (page: Page, name: string) => page.getByRole('row', { name });
const dialog = (page: Page) => page.getByRole('dialog');
const inThreeNetworks = { torrents: exampleLibrary(), prepare: liveInThreeNetworks } as const;

describePage('a row of transfers', (open) => {
  test('names its network and how that stands', async () => {
    const { page, world } = await open(inThreeNetworks);
    await rowOf(page, 'Ghosts').getByText('Through VPN only').waitFor();
    expect(await rowOf(page, 'Ghosts').textContent()).toContain('Protected');
    expect(await rowOf(page, 'Grateful Dead').textContent()).not.toContain('Protected');
    world.doors.set('Through VPN only', { state: 'dead' });
    await rowOf(page, 'Ghosts').getByText('No answer').waitFor();
  });

  test('that is blocked says why and since when', async () => {
    const { page } = await open(inThreeNetworks);
    const state = rowOf(page, 'magnet 7c1f').getByText('Blocked: “tun7” is gone');
    await state.waitFor();
    expect(await state.getAttribute('title')).toBe('Blocked: “tun7” is gone, since 20 Nov 2026, 09:14');
    await rowOf(page, 'magnet 7c1f').dblclick();
    const details = page.getByRole('complementary');
    await details.getByText('Nothing of it has left since 20 Nov 2026, 09:14.').waitFor();
    await details.getByText('shut: nothing goes out').waitFor();
    await details.getByRole('link', { name: 'Look at the network' }).click();
    await page.getByRole('heading', { level: 1, name: 'Privacy' }).waitFor();
  });

  test('keeps its network in a narrow window', async () => {
    const { page } = await open({ ...inThreeNetworks, viewport: { width: 480, height: 800 } });
    await rowOf(page, 'Ghosts').getByText('Through VPN only: Protected').waitFor({ state: 'attached' });
  });

  test('that waits for a word can be resumed', async () => {
    const { page, world } = await open(inThreeNetworks);
    const torrent = [...world.torrents.rows.values()].find(({ state }) => state === 'blocked');
    world.change(torrent?.id ?? '', { ...blocked, reasonCode: 'network-back' });
    await rowOf(page, 'magnet 7c1f').getByText('Blocked: its network is back, resume it').waitFor();
    await rowOf(page, 'magnet 7c1f').click();
    await page.getByRole('button', { name: 'Resume' }).click();
    await until(() => callsOf(world, 'torrents.resume').length === 1, { what: 'it is resumed' });
  });
});

describePage('moving to another network', (open) => {
  const three = [1, 2, 3].map((number) =>
    exampleTorrent(number, { name: `Alba ${number}`, profile: 'Through VPN only' }),
  );
  const prepared = {
    torrents: three,
    prepare: (world: Parameters<typeof liveInThreeNetworks>[0]) => {
      liveInThreeNetworks(world);
      for (const torrent of three) world.torrents.put(torrent);
    },
  };

  test('works for several at once, by mouse', async () => {
    const { page, world } = await open(prepared);
    await rowOf(page, 'Alba 1').click();
    await rowOf(page, 'Alba 3').click({ modifiers: ['Shift'] });
    await rowOf(page, 'Alba 2').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Network' }).hover();
    expect(
      await page.getByRole('menuitemradio', { name: 'Through VPN only' }).getAttribute('aria-checked'),
    ).toBe('true');
    await page.getByRole('menuitemradio', { name: 'LAN only' }).click();
    await page.getByText('Moved 3 transfers to “LAN only”').waitFor();
    await rowOf(page, 'Alba 2').getByText('LAN only').waitFor();
    const [call] = callsOf(world, 'torrents.setProfile');
    expect(call).toMatchObject({ profile: 'LAN only' });
    expect((call as { ids: string[] }).ids.toSorted()).toEqual(three.map(({ id }) => id).toSorted());
  });

  test('works by keyboard', async () => {
    const { page, world } = await open(prepared);
    await rowOf(page, 'Alba 1').click();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menu').waitFor();
    await page.keyboard.type('net');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('menuitemradio', { name: 'LAN only' }).waitFor();
    await page.keyboard.type('lan');
    await page.keyboard.press('Enter');
    await rowOf(page, 'Alba 1').getByText('LAN only').waitFor();
    expect(callsOf(world, 'torrents.setProfile')).toHaveLength(1);
  });

  test('works from the details too, by mouse and by keyboard, and for that transfer only', async () => {
    const { page, world } = await open(prepared);
    await rowOf(page, 'Alba 2').dblclick();
    const details = page.getByRole('complementary', { name: 'Alba 2' });
    const change = details.getByRole('button', { name: 'Change the network' });
    await change.click();
    const now = page.getByRole('menuitemradio', { name: 'Through VPN only' });
    expect(await now.getAttribute('aria-checked')).toBe('true');
    await page.getByRole('menuitemradio', { name: 'LAN only' }).click();
    await rowOf(page, 'Alba 2').getByText('LAN only').waitFor();
    expect(callsOf(world, 'torrents.setProfile')).toEqual([{ ids: [three[1]?.id], profile: 'LAN only' }]);

    await change.press('Enter');
    await page.getByRole('menuitemradio', { name: 'Open' }).waitFor();
    await page.keyboard.type('open');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('button', { name: 'Move to “Open”' }).click();
    await rowOf(page, 'Alba 2').getByText('Open', { exact: true }).first().waitFor();
  });

  test('into the open is asked for once more', async () => {
    const { page, world } = await open(prepared);
    const moveToOpen = async () => {
      await rowOf(page, 'Alba 1').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Network' }).hover();
      await page.getByRole('menuitemradio', { name: 'Open' }).click();
    };
    await moveToOpen();
    await dialog(page).getByText('“Open” uses every network of this computer.').waitFor();
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.setProfile')).toEqual([]);
    await moveToOpen();
    await dialog(page).getByRole('button', { name: 'Move to “Open”' }).click();
    await rowOf(page, 'Alba 1').getByText('Open', { exact: true }).first().waitFor();
  });

  test('that fails says why, and the row stays', async () => {
    const { page, world } = await open(prepared);
    world.failNext('torrents.setProfile', 'not-found', 'There is no profile “LAN only” any more.');
    await rowOf(page, 'Alba 1').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Network' }).hover();
    await page.getByRole('menuitemradio', { name: 'LAN only' }).click();
    await page.getByText('There is no profile “LAN only” any more.').waitFor();
    await rowOf(page, 'Alba 1').getByText('Through VPN only').waitFor();
  });
});

describePage('the sentence about who learns what', (open) => {
  const magnet = `magnet:?xt=urn:btih:${'ab'.repeat(20)}&dn=Tapes&tr=udp%3A%2F%2Ft.example%3A1`;

  async function openCard(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog(page).getByLabel('Magnet link').fill(magnet);
    await dialog(page).getByLabel('Magnet link').press('Enter');
    await dialog(page).getByLabel('Network').waitFor();
  }

  test('names the address that others see, and the tunnel', async () => {
    const { page } = await open(inThreeNetworks);
    await openCard(page);
    await dialog(page)
      .getByText('the peers you meet will learn the address 203.0.113.9 and that you want this.')
      .waitFor();
    await dialog(page).getByText('Your provider sees an encrypted tunnel.').waitFor();
    await dialog(page).getByText('protected, through wg0').waitFor();
  });

  test('follows the network that is chosen', async () => {
    const { page, world } = await open(inThreeNetworks);
    await openCard(page);
    await dialog(page).getByLabel('Network').selectOption('Open');
    await dialog(page).getByText('will learn the address 198.51.100.7').waitFor();
    await dialog(page).getByText('Nothing hides the address').waitFor();
    await dialog(page).getByLabel('Network').selectOption('Work VPN');
    await dialog(page).getByText('Nothing leaves now: “tun7” is gone.').waitFor();
    await dialog(page).getByLabel('Network').selectOption('LAN only');
    await dialog(page).getByText('devices in the local network and the peers you meet').waitFor();
    await dialog(page).getByText('Nothing leaves the network of enp3s0.').waitFor();
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.add')).toMatchObject([{ profile: 'LAN only' }]);
  });

  test('is said before sharing, too', async () => {
    const { page, world } = await open(inThreeNetworks);
    await page.getByRole('button', { name: 'Share…' }).click();
    await dialog(page).getByText('can see the address 203.0.113.9 and that it has this').waitFor();
    await dialog(page).getByLabel('Network').selectOption('LAN only');
    await dialog(page).getByText('every device in the local network can see').waitFor();
    await dialog(page).getByLabel('File or folder').fill('/home/mara/a.flac');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('button', { name: 'Copy link' }).waitFor();
    expect(callsOf(world, 'torrents.share')).toMatchObject([{ profile: 'LAN only' }]);
  });
});

describePage('somebody who has set nothing up', (open) => {
  const offer = (page: Page) => page.getByRole('region', { name: 'A VPN was found' });
  const withTunnel = {
    prepare: (world: Parameters<typeof liveInThreeNetworks>[0]) => {
      world.interfaces = [loopback, cable, tunnel];
    },
  };

  test('is offered the VPN that is there, and everything goes through it from then on', async () => {
    const { page, world } = await open(withTunnel);
    await offer(page).getByText('Found a VPN: wg0. Send everything through it only?').waitFor();
    // Nothing is in the way meanwhile.
    await page.getByRole('button', { name: 'Share…' }).click();
    await page.keyboard.press('Escape');
    await offer(page).getByRole('button', { name: 'Through wg0 only' }).click();
    await page.getByText('New transfers go through wg0 only').waitFor();
    await offer(page).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Network: Through VPN only protected, through wg0' }).waitFor();
    expect(world.settings).toMatchObject({
      defaultProfile: 'Through VPN only',
      profiles: [{ name: 'Open' }, { binding: { kind: 'interface', interface: 'wg0' } }],
    });
  });

  test('is not asked again after "not now"', async () => {
    const { page } = await open(withTunnel);
    await offer(page).getByRole('button', { name: 'Not now' }).press('Enter');
    await offer(page).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('Nothing is on its way yet').waitFor();
    await page.getByRole('link', { name: 'Network: Open any network' }).waitFor();
    expect(await offer(page).count()).toBe(0);
  });

  test('chooses among several tunnels', async () => {
    const { page, world } = await open({
      prepare: (made) => {
        made.interfaces = [tunnel, { ...tunnel, name: 'tun0', index: 9, hasDefaultRoute4: true }];
      },
    });
    // The one that the system uses anyway comes first.
    await offer(page).getByRole('button', { name: 'Through tun0 only' }).waitFor();
    await offer(page).getByLabel('VPN').selectOption('wg0');
    await offer(page).getByRole('button', { name: 'Through wg0 only' }).click();
    await until(() => world.settings.defaultProfile === 'Through VPN only', { what: 'it is taken' });
    expect(world.settings.profiles[1]?.binding).toEqual({ kind: 'interface', interface: 'wg0' });
  });

  test('is told when it did not work, and can try again', async () => {
    const { page, world } = await open(withTunnel);
    world.failNext('profiles.add', 'disk-full', 'No room for the settings.');
    await offer(page).getByRole('button', { name: 'Through wg0 only' }).click();
    await offer(page).getByText('No room for the settings.').waitFor();
    await offer(page).getByRole('button', { name: 'Through wg0 only' }).click();
    await until(() => world.settings.defaultProfile === 'Through VPN only', { what: 'it worked' });
  });

  describe('is offered nothing', () => {
    test('without a VPN that is up', async () => {
      const { page } = await open({
        prepare: (world) => {
          world.interfaces = [cable, { ...tunnel, isUp: false }];
        },
      });
      await page.getByRole('link', { name: 'Network: Open any network' }).waitFor();
      await page.getByText('Nothing is on its way yet').waitFor();
      expect(await offer(page).count()).toBe(0);
    });

    test('once there are transfers', async () => {
      const { page } = await open({ ...withTunnel, torrents: [exampleTorrent(1, { name: 'Alba' })] });
      await rowOf(page, 'Alba').waitFor();
      await page.getByRole('link', { name: 'Network: Open any network' }).waitFor();
      expect(await offer(page).count()).toBe(0);
    });
  });
});
