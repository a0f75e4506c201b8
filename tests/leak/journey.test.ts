import { expect, test } from 'vitest';
import type { LeakReport, ProfileStatus } from '../../src/shared/contract/network.ts';
import { describeWith, leakTools } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { forwardedPort, internet, vpnServers } from './bed/addresses.ts';
import { describePacket } from './capture/packet.ts';
import { dhtEntrance } from './internet/names.ts';
import { startTransfers } from './scenario/transfers.ts';
import { makeWorld } from './scenario/world.ts';

/* As a user does it: with the command line alone. */

describeWith(leakTools, 'through the VPN only, by the command line', () => {
  test('the VPN is found, a profile is made, tested, used, seen to shut and to open again', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'full' });
    const { tunnel } = world.bed;
    await tunnel.up();
    await using warren = await world.startWarren({ name: 'Open', discovery: { dht: false } });

    const found = await warren.json<{ name: string; kind: string }[]>('interfaces');
    expect(found).toContainEqual(expect.objectContaining({ name: tunnel.device, kind: 'vpn' }));

    const name = 'Through VPN only';
    const settings = [`listenPort=${forwardedPort}`, `discovery.dhtBootstrap=${dhtEntrance}`];
    await warren.json(
      ...['profile', 'add', name, '--interface', tunnel.device, '--dns', internet.resolver.v4],
      ...settings.flatMap((setting) => ['--set', setting]),
    );
    const { download, shared } = await startTransfers(world, warren, { profile: name });
    await world.internet.sees(['http-tracker', 'dht', 'peer-out', 'asked', 'received'], 0);

    const show = () => warren.json<ProfileStatus>('profile', 'show', name);
    await until(async () => (await show()).state === 'up', { what: 'the profile is known to be up' });
    const report = await warren.json<LeakReport>('leak-test', name);
    expect(report.checks.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(report.verdict).toBe('ok');
    expect((await show()).observedAddresses).toContain(vpnServers[1].v4);

    await tunnel.kill();
    for (const id of [download, shared])
      expect(await warren.reaches(id, 'blocked')).toMatchObject({
        reason: expect.stringContaining(tunnel.device) as string,
      });
    expect(await show()).toMatchObject({
      state: 'down',
      reason: expect.stringContaining(tunnel.device) as string,
    });

    const back = Date.now();
    await tunnel.up();
    await world.internet.sees(['http-tracker', 'peer-in', 'received'], back);
    for (const [id, state] of [
      [download, 'downloading'],
      [shared, 'seeding'],
    ] as const)
      await warren.reaches(id, state);

    const { ours, kernel } = await world.clearPackets();
    expect([...ours, ...kernel].map(describePacket)).toEqual([]);
  });
});
