import { expect, test } from 'vitest';
import { describeWith, leakTools } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { forwardedPort, internet, vpnServers } from './bed/addresses.ts';
import { runIn, startIn } from './bed/command.ts';
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

async function clearLines(world: World): Promise<Record<PacketReason, string[]>> {
  const packets = await world.clearPackets();
  const lines = Object.entries(packets).map(([reason, some]) => [reason, some.map(describePacket)]);
  return Object.fromEntries(lines) as Record<PacketReason, string[]>; // the same keys
}

/**
 * Waits until each of these is among what has left the client for that reason. Some of it leaves later than it was asked
 * for: a report of a multicast group up to a second, what waits for a neighbour's address until that is known.
 */
async function isSeen(world: World, reason: PacketReason, patterns: readonly RegExp[]): Promise<void> {
  let missing = patterns;
  await until(
    async () => {
      const lines = (await clearLines(world))[reason];
      missing = patterns.filter((pattern) => !lines.some((each) => pattern.test(each)));
      return missing.length === 0;
    },
    { what: () => `the clear link has seen ${missing.join(' and ')}` },
  );
}

function asNobodyIn({ bed }: World, ...command: readonly string[]): Promise<string> {
  return runIn(bed.namespaces.client, ['setpriv', ...asNobody, ...command]);
}

describeWith(leakTools, 'without a binding', () => {
  test('names, trackers, the DHT, peers by TCP and uTP, and IPv6 of a profile that allows any network are seen on the clear link', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'split' });
    await world.bed.tunnel.up();
    await using warren = await world.startWarren(openProfile);

    await startTransfers(world, warren);
    await world.internet.sees(
      [
        ...(['http-tracker', 'udp-tracker', 'websocket-tracker', 'dht', 'web-seed-elsewhere'] as const),
        ...(['asked', 'peer-out', 'utp-asked', 'utp-in'] as const),
      ],
      0,
    );

    await isSeen(world, 'ours', [
      / udp 192\.0\.2\.2 \d+ > 192\.0\.2\.1 53 /u,
      / tcp 192\.0\.2\.2 \d+ > 203\.0\.113\.11 80 \[S\]/u,
      / tcp 192\.0\.2\.2 \d+ > 203\.0\.113\.10 80 \[PA\]/u,
      / tcp 192\.0\.2\.2 \d+ > 203\.0\.113\.2[01] 6881 \[PA\]/u,
      / tcp 2001:db8:c::2 \d+ > 2001:db8:f::10 80 \[PA\]/u,
      / tcp 2001:db8:c::2 \d+ > 2001:db8:f::2[01] 6881 \[PA\]/u,
      / udp 192\.0\.2\.2 \d+ > 203\.0\.113\.10 6969 /u,
      / udp 192\.0\.2\.2 6881 > 203\.0\.113\.10 6881 /u,
      / udp 192\.0\.2\.2 6881 > 203\.0\.113\.22 6881 /u,
    ]);
    const { ours, tunnel } = await clearLines(world);
    expect(tunnel.length).toBeLessThan(ours.length);
    expect(world.internet.sightings.map(({ by }) => by)).toContain('isp-resolver');
  });

  test('sockets of the engine that are not tied to the tunnel are seen', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'split' });
    await using warren = await world.startWarren(openProfile);
    await startTransfers(world, warren);

    let sockets: readonly string[] = [];
    await until(
      async () => {
        sockets = await openSockets(world.bed.namespaces.client, await warren.enginePids());
        const has = (pattern: RegExp) => sockets.some((each) => pattern.test(each));
        return has(/^tcp LISTEN .* \*:6881 /u) && has(/^udp UNCONN .*:6881 /u);
      },
      { what: () => `it listens for peers and for the DHT: ${sockets.join(', ')}` },
    );
  });

  test('a name that somebody else looks up, and a connection, are seen', async () => {
    await using world = await makeWorld({ tunnel: 'openvpn', routing: 'bare' });

    await asNobodyIn(world, 'getent', 'ahosts', 'source.example');
    await asNobodyIn(world, 'bash', '--norc', '-c', `: > /dev/tcp/${internet.services.v6}/80`);

    await isSeen(world, 'ours', [
      / udp 192\.0\.2\.2 \d+ > 192\.0\.2\.1 53 /u,
      / tcp 2001:db8:c::2 \d+ > 2001:db8:f::10 80 \[S\]/u,
    ]);
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
    // They stay open: the kernel reports a group after a while, and not at all when nobody is in it any more by then.
    const join = `
      const six = require('node:dgram').createSocket('udp6');
      six.bind(0, () => six.addMembership('ff15::efc0:988f', '::%eth0'));
      const four = require('node:dgram').createSocket('udp4');
      four.bind(0, () => {
        four.addMembership('239.192.152.143', '192.0.2.2');
        four.setMulticastInterface('192.0.2.2');
        four.send('hello', 6771, '239.192.152.143');
      });`;

    await using _ = startIn(world.bed.namespaces.client, [process.execPath, '-e', join]);

    await isSeen(world, 'ours', [
      / igmp 192\.0\.2\.2 > /u,
      / icmp6 .* type 143 code 0 /u,
      / udp 192\.0\.2\.2 \d+ > 239\.192\.152\.143 6771 /u,
    ]);
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

    await isSeen(world, 'ours', [
      / udp 10\.66\.0\.2 \d+ > 203\.0\.113\.10 7 /u,
      / udp fd66::2 \d+ > 2001:db8:f::10 7 /u,
    ]);
  });
});

describeWith(leakTools, 'what the kernel answers by itself in split routing', () => {
  /** In split routing the refusal of TCP is lost on its way, and the one who knocks waits for it until the test ends. */
  const knock = ({ bed }: World) => {
    const stack = new AsyncDisposableStack();
    for (const host of [vpnServers[1].v4, vpnServers[1].v6]) {
      const lines = [`: > /dev/tcp/${host}/${forwardedPort}`, `echo > /dev/udp/${host}/${forwardedPort}`];
      for (const each of lines) stack.use(startIn(bed.namespaces.internet, ['bash', '--norc', '-c', each]));
    }
    return stack;
  };

  test.each(tunnelKinds)('is told apart from what a program sends (%s)', async (tunnel) => {
    await using world = await makeWorld({ tunnel, routing: 'split' });
    await world.bed.tunnel.up();

    await using _ = knock(world);

    await isSeen(world, 'kernel', [
      / tcp 10\.66\.0\.2 6881 > 203\.0\.113\.\d+ \d+ \[RA\] /u,
      / tcp fd66::2 6881 > 2001:db8:f::\S+ \d+ \[RA\] /u,
      / icmp 10\.66\.0\.2 > 203\.0\.113\.\d+ type 3 /u,
      / icmp6 fd66::2 > 2001:db8:f::\S+ type 1 /u,
    ]);
    expect((await clearLines(world)).ours).toEqual([]);
  });

  test.each(tunnelKinds)('stays inside with a rule for the address (%s)', async (tunnel) => {
    await using world = await makeWorld({ tunnel, routing: 'split' });
    await world.bed.tunnel.up();
    await runAtClient(world, sourceRules(world));

    await using _ = knock(world);

    let answered: readonly string[] = [];
    await until(
      async () => {
        answered = (await world.far.packets()).map(describePacket);
        const has = (pattern: RegExp) => answered.some((each) => pattern.test(each));
        return has(/ tcp 10\.66\.0\.2 6881 > .* \[RA\] /u) && has(/ icmp6 fd66::2 > .* type 1 /u);
      },
      { what: () => `the answers come out of the tunnel: ${answered.join(', ')}` },
    );
    const { kernel, ours } = await clearLines(world);
    expect({ kernel, ours }).toEqual({ kernel: [], ours: [] });
  });
});
