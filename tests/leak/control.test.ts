import { expect, test } from 'vitest';
import { describeWith, leakTools } from '../support/tools.ts';
import { forwardedPort, internet, vpnServers } from './bed/addresses.ts';
import { runIn } from './bed/command.ts';
import { tunnelKinds } from './bed/tunnel.ts';
import type { PacketReason } from './capture/clear-link.ts';
import { describePacket } from './capture/packet.ts';
import { asNobody } from './client/nobody.ts';
import { openSockets } from './client/sockets.ts';
import { openProfile } from './scenario/profiles.ts';
import { runAtClient, sourceRules } from './scenario/source-rules.ts';
import { startTransfers } from './scenario/transfers.ts';
import { makeWorld, type World } from './scenario/world.ts';

/* What the other tests of this folder look for, and do not find, is found where nothing holds it. */

const line = (pattern: RegExp) => expect.stringMatching(pattern) as unknown;

async function clearLines(world: World): Promise<Record<PacketReason, string[]>> {
  const packets = await world.clearPackets();
  const lines = Object.entries(packets).map(([reason, some]) => [reason, some.map(describePacket)]);
  return Object.fromEntries(lines) as Record<PacketReason, string[]>; // the same keys
}

function asNobodyIn({ bed }: World, ...command: readonly string[]): Promise<string> {
  return runIn(bed.namespaces.client, ['setpriv', ...asNobody, ...command]);
}

describeWith(leakTools, 'without a binding', () => {
  test('names, trackers, the DHT, peers and IPv6 of a profile that allows any network are seen on the clear link', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'split' });
    await world.bed.tunnel.up();
    await using warren = await world.startWarren(openProfile);

    await startTransfers(world, warren);
    await world.internet.sees(
      ['http-tracker', 'udp-tracker', 'websocket-tracker', 'dht', 'web-seed-elsewhere', 'asked', 'peer-out'],
      0,
    );

    const { ours, tunnel } = await clearLines(world);
    for (const seen of [
      / udp 192\.0\.2\.2 \d+ > 192\.0\.2\.1 53 /u,
      / tcp 192\.0\.2\.2 \d+ > 203\.0\.113\.11 80 \[S\]/u,
      / tcp 192\.0\.2\.2 \d+ > 203\.0\.113\.10 80 \[PA\]/u,
      / tcp 192\.0\.2\.2 \d+ > 203\.0\.113\.2[01] 6881 \[PA\]/u,
      / tcp 2001:db8:c::2 \d+ > 2001:db8:f::10 80 \[PA\]/u,
      / tcp 2001:db8:c::2 \d+ > 2001:db8:f::2[01] 6881 \[PA\]/u,
      / udp 192\.0\.2\.2 \d+ > 203\.0\.113\.10 6969 /u,
      / udp 192\.0\.2\.2 6881 > 203\.0\.113\.10 6881 /u,
    ])
      expect(ours).toContainEqual(line(seen));
    expect(tunnel.length).toBeLessThan(ours.length);
    expect(world.internet.sightings.map(({ by }) => by)).toContain('isp-resolver');
  });

  test('sockets of the engine that are not tied to the tunnel are seen', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'split' });
    await using warren = await world.startWarren(openProfile);
    await startTransfers(world, warren);

    const sockets = await openSockets(world.bed.namespaces.client, await warren.enginePids());

    expect(sockets).toContainEqual(line(/^tcp LISTEN .* \*:6881 /u));
    expect(sockets).toContainEqual(line(/^udp UNCONN .*:6881 /u));
  });

  test('a name that somebody else looks up, and a connection, are seen', async () => {
    await using world = await makeWorld({ tunnel: 'openvpn', routing: 'bare' });

    await asNobodyIn(world, 'getent', 'ahosts', 'source.example');
    await asNobodyIn(world, 'bash', '--norc', '-c', `: > /dev/tcp/${internet.services.v6}/80`);

    const { ours } = await clearLines(world);
    expect(ours).toContainEqual(line(/ udp 192\.0\.2\.2 \d+ > 192\.0\.2\.1 53 /u));
    expect(ours).toContainEqual(line(/ tcp 2001:db8:c::2 \d+ > 2001:db8:f::10 80 \[S\]/u));
  });

  test('the name is asked of the home router even where everything else goes through the tunnel', async () => {
    await using world = await makeWorld({ tunnel: 'openvpn', routing: 'full' });
    await world.bed.tunnel.up();

    await asNobodyIn(world, 'getent', 'ahosts', 'source.example');
    await asNobodyIn(world, 'bash', '--norc', '-c', `: > /dev/tcp/${internet.services.v4}/80`);

    const { ours, tunnel } = await clearLines(world);
    expect(ours.filter((each) => !/ udp 192\.0\.2\.2 \d+ > 192\.0\.2\.1 53 /u.test(each))).toEqual([]);
    expect(ours).not.toEqual([]);
    expect(tunnel).not.toEqual([]);
  });

  test('joining a multicast group is seen, and what is sent to it', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'split' });
    const join = `
      const six = require('node:dgram').createSocket('udp6');
      six.bind(0, () => { six.addMembership('ff15::efc0:988f', '::%eth0'); six.close(); });
      const four = require('node:dgram').createSocket('udp4');
      four.bind(0, () => {
        four.addMembership('239.192.152.143', '192.0.2.2');
        four.setMulticastInterface('192.0.2.2');
        four.send('hello', 6771, '239.192.152.143', () => four.close());
      });`;

    await runIn(world.bed.namespaces.client, [process.execPath, '-e', join]);

    const { ours } = await clearLines(world);
    expect(ours).toContainEqual(line(/ igmp 192\.0\.2\.2 > /u));
    expect(ours).toContainEqual(line(/ icmp6 .* type 143 code 0 /u));
    expect(ours).toContainEqual(line(/ udp 192\.0\.2\.2 \d+ > 239\.192\.152\.143 6771 /u));
  });

  test('a socket that only has the address of the tunnel is seen in split routing', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'split' });
    await world.bed.tunnel.up();
    const { v4, v6 } = vpnServers[1].clientInside();
    const send = `
      for (const [type, own, far] of [['udp4', '${v4}', '${internet.services.v4}'], ['udp6', '${v6}', '${internet.services.v6}']]) {
        const socket = require('node:dgram').createSocket(type);
        socket.bind(0, own, () => socket.send('hello', 7, far, () => socket.close()));
      }`;

    await asNobodyIn(world, process.execPath, '-e', send);

    const { ours } = await clearLines(world);
    expect(ours).toContainEqual(line(/ udp 10\.66\.0\.2 \d+ > 203\.0\.113\.10 7 /u));
    expect(ours).toContainEqual(line(/ udp fd66::2 \d+ > 2001:db8:f::10 7 /u));
  });
});

describeWith(leakTools, 'what the kernel answers by itself in split routing', () => {
  const knock = async ({ bed }: World) => {
    for (const host of [vpnServers[1].v4, vpnServers[1].v6]) {
      const lines = [`: > /dev/tcp/${host}/${forwardedPort}`, `echo > /dev/udp/${host}/${forwardedPort}`];
      // In split routing the refusal is lost on its way; with the rule it arrives.
      for (const each of lines)
        await runIn(bed.namespaces.internet, ['timeout', '0.3', 'bash', '--norc', '-c', each]).catch(() => undefined);
    }
  };

  test.each(tunnelKinds)('is told apart from what a program sends (%s)', async (tunnel) => {
    await using world = await makeWorld({ tunnel, routing: 'split' });
    await world.bed.tunnel.up();

    await knock(world);

    const { kernel, ours } = await clearLines(world);
    for (const seen of [
      / tcp 10\.66\.0\.2 6881 > 203\.0\.113\.\d+ \d+ \[RA\] /u,
      / tcp fd66::2 6881 > 2001:db8:f::\S+ \d+ \[RA\] /u,
      / icmp 10\.66\.0\.2 > 203\.0\.113\.\d+ type 3 /u,
      / icmp6 fd66::2 > 2001:db8:f::\S+ type 1 /u,
    ])
      expect(kernel).toContainEqual(line(seen));
    expect(ours).toEqual([]);
  });

  test.each(tunnelKinds)('stays inside with a rule for the address (%s)', async (tunnel) => {
    await using world = await makeWorld({ tunnel, routing: 'split' });
    await world.bed.tunnel.up();
    await runAtClient(world, sourceRules(world));

    await knock(world);

    const { kernel, ours } = await clearLines(world);
    expect({ kernel, ours }).toEqual({ kernel: [], ours: [] });
    const answered = (await world.far.packets()).map(describePacket);
    expect(answered).toContainEqual(line(/ tcp 10\.66\.0\.2 6881 > .* \[RA\] /u));
    expect(answered).toContainEqual(line(/ icmp6 fd66::2 > .* type 1 /u));
  });
});
