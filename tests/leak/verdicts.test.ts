import { expect, test } from 'vitest';
import type { ShownObserved } from '../../src/shared/contract/exposure.ts';
import { libtorrentThroughDht } from '../support/dht.ts';
import { startLibtorrent } from '../support/libtorrent.ts';
import { describeWith, leakTools } from '../support/tools.ts';
import { client, forwardedPort, internet, isp, vpnServers } from './bed/addresses.ts';
import { ip, startIn } from './bed/command.ts';
import { dhtEntrance } from './internet/names.ts';
import { visit } from './internet/visitor.ts';
import { boundProfile, openProfile } from './scenario/profiles.ts';
import { startTransfers } from './scenario/transfers.ts';
import { alarmsOf, becomes, codesOf, summary } from './scenario/verdicts.ts';
import { makeWorld, type World } from './scenario/world.ts';

/** libtorrent on the internet, peer and DHT node at once. */
const libtorrentOn = ({ bed }: World) =>
  startLibtorrent(
    {
      ...libtorrentThroughDht({ address: '' }),
      listen_interfaces: `${internet.libtorrent.v4}:${forwardedPort}`,
    },
    (command, args) => startIn(bed.namespaces.internet, [command, ...args]),
  );

const server = vpnServers[1];
/** Nobody's. */
const lie = '198.18.7.7';

describeWith([...leakTools, 'python3-libtorrent'], 'which address others see through a tunnel', () => {
  test('peers, trackers and the DHT say it; a liar is in doubt, then outvoted; the home address alarms at once', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'full' });
    await world.bed.tunnel.up();
    await using libtorrent = await libtorrentOn(world);
    const entrances = [dhtEntrance, `${internet.libtorrent.v4}:${forwardedPort}`];
    const profile = boundProfile(world.bed.tunnel.device);
    await using warren = await world.startWarren({ ...profile, discovery: { dhtBootstrap: entrances } });
    const { shared: id } = await startTransfers(world, warren);
    await world.internet.sees(['http-tracker', 'dht'], 0);
    await libtorrent.add(`magnet:?xt=urn:btih:${id}`, world.bed.folder);
    await libtorrent.connect(`${server.v4}:${forwardedPort}`);
    await libtorrent.hasEverything();

    // libtorrent says it as a peer and as a DHT node.
    const channels = ['peer', 'tracker', 'dht'];
    const honest = await becomes(
      warren,
      id,
      ({ observed }) =>
        channels.every((channel) =>
          observed.some((one) => one.channel === channel && one.address === server.v4),
        ),
      `${server.v4} is said by ${channels.join(', ')}`,
    );
    expect(new Set(honest.observed.map(({ address }) => address))).toEqual(new Set([server.v4, server.v6]));
    for (const absent of ['addresses-disagree', 'ipv6-beside-tunnel'])
      expect(codesOf(honest)).not.toContain(absent);
    expect(alarmsOf(honest)).toEqual([]);
    expect((await summary(warren, id)).shield.state).not.toBe('alarm');

    await using visitors = new AsyncDisposableStack();
    const says = (from: string, yourIp: string) =>
      void visitors.use(visit(world.bed.namespaces, { infoHash: id, from, yourIp }));
    says(internet.dead.v4, lie);
    const doubtful = await becomes(
      warren,
      id,
      (said) => codesOf(said).includes('addresses-disagree'),
      'it is known that they disagree',
    );
    expect(alarmsOf(doubtful)).toEqual([]);
    expect(doubtful.observed).toContainEqual({ channel: 'peer', address: lie, count: 1 });

    const { services, exchanged, resolver, ispResolver } = internet;
    for (const from of [services.v4, exchanged.v4, resolver.v4, ispResolver.v4]) says(from, server.v4);
    const outvoted = await becomes(
      warren,
      id,
      (said) => !codesOf(said).includes('addresses-disagree'),
      'the others are believed',
    );
    // Outvoted, and shown.
    expect(outvoted.observed).toContainEqual({ channel: 'peer', address: lie, count: 1 });
    const observed = await warren.call<ShownObserved[]>('exposure.observed', { profile: profile.name });
    const standingOf = (wanted: string) =>
      observed.find(({ channel, address }) => channel === 'peer' && address === wanted)?.standing;
    expect({ lie: standingOf(lie), truth: standingOf(server.v4) }).toEqual({
      lie: 'outvoted',
      truth: 'expected',
    });

    says(internet.peer.v4, client.v4);
    const after = await becomes(
      warren,
      id,
      (said) => codesOf(said).includes('home-address-seen'),
      'the home address is known to be seen',
    );
    expect(after.observed).toContainEqual({ channel: 'peer', address: client.v4, count: 1 });
    expect((await summary(warren, id)).shield).toMatchObject({ state: 'alarm', code: 'home-address-seen' });
  });
});

describeWith(leakTools, 'verdicts of exposure', () => {
  test('a name and IPv6 that go past the tunnel, while all else goes through it, alarm', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'full' });
    const { tunnel, namespaces } = world.bed;
    await tunnel.up();
    // As with a VPN that carries IPv4 alone.
    await ip(
      namespaces.client,
      ...['::/1', '8000::/1'].map((half) => `route delete ${half} dev ${tunnel.device}`),
    );
    await using warren = await world.startWarren({ ...openProfile, webRtc: false });
    const { shared: id } = await startTransfers(world, warren);
    await world.internet.sees(['isp-resolver', 'http-tracker'], 0);

    await becomes(
      warren,
      id,
      (said) => ['name-asked-outside', 'ipv6-beside-tunnel'].every((code) => codesOf(said).includes(code)),
      'both are known',
    );

    const { verdicts } = await summary(warren, id);
    const valuesOf = (code: string) => verdicts.find((verdict) => verdict.code === code)?.values;
    expect(valuesOf('name-asked-outside')).toMatchObject({
      resolvers: [isp.v4],
      interface: tunnel.device,
    });
    expect(valuesOf('ipv6-beside-tunnel')).toEqual({ interface: tunnel.device, addresses: [client.v6] });
    // A real one, not only said: it is the address of the cable.
    expect(valuesOf('home-address-seen')).toMatchObject({ addresses: [client.v6] });
    expect((await summary(warren, id)).shield.state).toBe('alarm');
  });

  test('without a tunnel the address is in the open, and that is no alarm', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'split' });
    await using warren = await world.startWarren({ ...openProfile, webRtc: false });
    const { shared: id } = await startTransfers(world, warren);
    await world.internet.sees(['http-tracker', 'peer-in'], 0);
    const said = await becomes(
      warren,
      id,
      ({ verdicts }) =>
        verdicts.some(({ code, text }) => code === 'address-in-the-open' && text.includes(client.v4)),
      'the address is known to be in the open',
    );
    expect(alarmsOf(said)).toEqual([]);
    expect((await summary(warren, id)).shield.state).not.toBe('alarm');
  });
});
