import { expect, test } from 'vitest';
import { describeWith, leakTools } from '../support/tools.ts';
import { makeWorld } from './scenario/world.ts';
import { vpnServers } from './bed/addresses.ts';
import { describePacket } from './capture/packet.ts';
import { downloads } from './internet/download.ts';
import type { Sighting } from './internet/sighting.ts';
import { boundProfile } from './scenario/profiles.ts';
import { startTransfers } from './scenario/transfers.ts';
import { until } from '../support/until.ts';

/* Two torrents at the same time, each in a profile of its own with a tunnel of its own. */

const addressesOf = ({ v4, v6 }: { v4: string; v6: string }): readonly string[] => [v4, v6];

const details = (sightings: readonly Sighting[], key: string) =>
  new Set(sightings.flatMap(({ detail }) => (detail[key] === undefined ? [] : [String(detail[key])])));

describeWith(leakTools, 'two profiles on two tunnels', () => {
  test('each torrent is seen at the far ends only by the address of its own tunnel, and nothing links the two', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'split', secondTunnel: 'openvpn' });
    const { tunnel, secondTunnel } = world.bed;
    if (secondTunnel === undefined) throw new Error('There is no second tunnel');
    await Promise.all([tunnel.up(), secondTunnel.up()]);
    const [one, two] = [boundProfile(tunnel.device, 'One'), boundProfile(secondTunnel.device, 'Two')];
    // Not the same port: a port that is chosen could link the two, so each gets its own.
    await using warren = await world.startWarren(one, { ...two, listenPort: 0 });

    await startTransfers(world, warren, { profile: 'One', download: downloads.first });
    await startTransfers(world, warren, { profile: 'Two', download: downloads.second });

    const { sightings } = world.internet;
    const of = (addresses: readonly string[]) => sightings.filter(({ from }) => addresses.includes(from));
    const [first, second] = [vpnServers[1], vpnServers[2]].map(addressesOf) as [string[], string[]];
    const needed = ['resolver', 'http-tracker', 'udp-tracker', 'dht', 'web-seed', 'peer-in', 'asked'];
    const missing = () =>
      [first, second].flatMap((addresses) =>
        needed.filter((witness) => !of(addresses).some(({ by }) => by === witness)),
      );
    await until(() => missing().length === 0, { what: () => `both are seen at: ${missing().join(', ')}` });

    expect(of([...first, ...second])).toHaveLength(sightings.length);
    const [here, there] = [of(first), of(second)];
    expect(details(here, 'infoHash')).toContain(downloads.first.infoHash);
    expect(details(there, 'infoHash')).toContain(downloads.second.infoHash);
    for (const key of ['infoHash', 'peerId', 'id', 'port']) {
      const [ours, theirs] = [details(here, key), details(there, key)];
      expect({ key, both: [...ours].filter((value) => theirs.has(value)) }).toEqual({ key, both: [] });
    }
    const { ours } = await world.clearPackets();
    expect(ours.map(describePacket)).toEqual([]);
  });
});
