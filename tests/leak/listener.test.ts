import { expect, test } from 'vitest';
import { describeWith, leakTools } from '../support/tools.ts';
import { client, forwardedPort, vpnServers } from './bed/addresses.ts';
import { run, runIn } from './bed/command.ts';
import { tunnelKinds } from './bed/tunnel.ts';
import { describePacket } from './capture/packet.ts';
import { everythingFlows, setScene, type Scene } from './scenario/scene.ts';

/* A port that the VPN forwards to Warren: open there, and nowhere else. */

type Outcome = 'accepted' | 'refused' | 'no answer';

/** Knocks by TCP. */
async function knock(namespace: string, host: string): Promise<Outcome> {
  const line = `: > /dev/tcp/${host}/${forwardedPort}`;
  try {
    await runIn(namespace, ['timeout', '2', 'bash', '--norc', '-c', line]);
    return 'accepted';
  } catch (error) {
    return String(error).includes('refused') ? 'refused' : 'no answer';
  }
}

/** Asks as a DHT node would (BEP 5), and says whether somebody answered. */
async function ping(namespace: string, host: string): Promise<Outcome> {
  const script = `
    const socket = require('node:dgram').createSocket('${host.includes(':') ? 'udp6' : 'udp4'}');
    socket.once('message', () => { console.log('answered'); process.exit(); });
    socket.on('error', () => {});
    socket.send('d1:ad2:id20:abcdefghij0123456789e1:q4:ping1:t2:aa1:y1:qe', ${forwardedPort}, '${host}');
    setTimeout(() => process.exit(), 700);`;
  const said = await runIn(namespace, [process.execPath, '-e', script]);
  return said.includes('answered') ? 'accepted' : 'no answer';
}

/** The ISP, or anybody on the home network, could send to the address inside the tunnel. */
async function reachTunnelAddresses({ world: { bed } }: Scene): Promise<void> {
  const { v4, v6 } = vpnServers[1].clientInside();
  const { isp } = bed.namespaces;
  await run('ip', ['-n', isp, 'route', 'add', v4, 'via', client.v4]);
  await run('ip', ['-n', isp, 'route', 'add', v6, 'via', client.v6]);
}

describeWith(leakTools, 'the port for peers in split routing', () => {
  test.each(tunnelKinds)(
    'is open at the far end of the tunnel and closed on the cable (%s)',
    async (tunnel) => {
      await using scene = await setScene({ tunnel, routing: 'split' });
      await everythingFlows(scene);
      await reachTunnelAddresses(scene);
      const { internet, isp } = scene.world.bed.namespaces;
      const server = vpnServers[1];
      const inside = server.clientInside();

      const outcomes = {
        tcp: await knock(internet, server.v4),
        tcp6: await knock(internet, server.v6),
        udp: await ping(internet, server.v4),
        tcpOnCable: await knock(internet, client.v4),
        tcp6OnCable: await knock(internet, client.v6),
        udpOnCable: await ping(internet, client.v4),
        insideFromCable: await knock(isp, inside.v4),
        inside6FromCable: await knock(isp, inside.v6),
        insideUdpFromCable: await ping(isp, inside.v4),
      };

      expect(outcomes).toEqual({
        tcp: 'accepted',
        tcp6: 'accepted',
        udp: 'accepted',
        tcpOnCable: 'refused',
        tcp6OnCable: 'refused',
        udpOnCable: 'no answer',
        insideFromCable: 'refused',
        inside6FromCable: 'refused',
        insideUdpFromCable: 'no answer',
      });
      // The kernel's refusals, and nothing else.
      const { ours } = await scene.world.clearPackets();
      const refusal = / (tcp \S+ 6881 > .* \[RA\] 0 bytes|icmp6? .* type [13] code [34] about \(.*)/u;
      expect(ours.map(describePacket).filter((line) => !refusal.test(line))).toEqual([]);
    },
  );
});
