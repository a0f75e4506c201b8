import { describe, expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { liveInThreeNetworks } from '../support/in-memory-core-networks.ts';
import { exampleVerdict } from '../support/in-memory-core-parties.ts';
import type { World } from '../support/in-memory-core-world.ts';
import { until } from '../support/until.ts';
import { album, openTab } from '../support/who-sees-page.ts';

describePage('who can see me', (open) => {
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
});
