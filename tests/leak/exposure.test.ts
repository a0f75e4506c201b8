import { expect, test } from 'vitest';
import { describeWith, leakTools } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { internet } from './bed/addresses.ts';
import { candidates } from './internet/rtc-peer.ts';
import type { Witness } from './internet/sighting.ts';
import { contactedByLedger, contactedByPackets, isAskedInLan, readLedger } from './scenario/ledger.ts';
import { boundProfile, openProfile } from './scenario/profiles.ts';
import { startTransfers } from './scenario/transfers.ts';
import { makeWorld } from './scenario/world.ts';

/* The exposure ledger says neither more nor less than the wire: every address and every name, both ways. */

const everybody: readonly Witness[] = [
  'http-tracker',
  'udp-tracker',
  'dht',
  'web-seed-elsewhere',
  'peer-in',
  'peer-out',
  'asked',
  'received',
  'utp-in',
  'utp-out',
  'utp-asked',
];

const withLan = <P extends { readonly discovery: object }>(profile: P) => ({
  ...profile,
  discovery: { ...profile.discovery, lan: true },
});

describeWith(leakTools, 'the exposure ledger', () => {
  test('has exactly the addresses and names that come out of the tunnel', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'full' });
    await world.bed.tunnel.up();
    await using warren = await world.startWarren(withLan(boundProfile(world.bed.tunnel.device)));
    const { download, shared } = await startTransfers(world, warren);
    await world.internet.sees([...everybody, 'resolver'], 0);
    await until(async () => isAskedInLan(await world.far.packets(), [download, shared]), {
      what: 'the local network is asked for both',
    });

    await warren.stop();

    const parties = readLedger(world);
    expect(contactedByLedger(parties)).toEqual(contactedByPackets(await world.far.packets()));
    expect(parties.filter(({ kind }) => kind === 'other')).toEqual([]);
    expect(new Set(parties.map((party) => party.interface))).toEqual(new Set([world.bed.tunnel.device]));
    const kinds = (torrent: string) =>
      new Set(parties.filter(({ torrentId }) => torrentId === torrent).map(({ kind }) => kind));
    expect(kinds(download)).toEqual(new Set(['peer', 'tracker', 'dht', 'web-seed', 'lan', 'resolver']));
    // Names are asked once, for whoever needs them first.
    expect(kinds(shared)).toEqual(new Set(['peer', 'tracker', 'dht', 'lan']));
    // Connections in both directions, and what was said on them.
    const peers = parties.filter(({ kind, learned }) => kind === 'peer' && learned.includes('infohash'));
    expect(new Set(peers.map(({ direction }) => direction))).toEqual(new Set(['in', 'out']));
    expect(peers.find(({ direction }) => direction === 'out')?.learned).toEqual(
      expect.arrayContaining(['address', 'peer-id', 'infohash', 'requests']),
    );
  });

  test('has exactly those that go over the cable where nothing is tied', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'split' });
    await using warren = await world.startWarren(withLan({ ...openProfile, webRtc: false }));
    await startTransfers(world, warren);
    await world.internet.sees([...everybody, 'isp-resolver'], 0);

    await warren.stop();

    const parties = readLedger(world);
    const { ours } = await world.clearPackets();
    expect(contactedByLedger(parties)).toEqual(contactedByPackets(ours));
    expect(parties.filter(({ kind }) => kind === 'other')).toEqual([]);
    expect(contactedByLedger(parties).addresses).toEqual(
      expect.arrayContaining([internet.services.v4, internet.services.v6]),
    );
  });

  test('has exactly those that WebRTC asks and looks for, where no connection comes about', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'split' });
    await using warren = await world.startWarren(openProfile);
    const { download, shared } = await startTransfers(world, warren);
    await world.internet.sees([...everybody, 'isp-resolver', 'websocket-tracker', 'stun'], 0);
    const looksFor = [...candidates.answered, ...candidates.offered].toSorted();
    const sent = async () => contactedByPackets((await world.clearPackets()).ours);
    let last: readonly string[] = [];
    await until(
      async () => {
        last = (await sent()).addresses;
        return looksFor.every((address) => last.includes(address));
      },
      { what: () => `it looks for ${looksFor.join(', ')}; it has sent to ${last.join(', ')}` },
    );

    await warren.stop();

    const parties = readLedger(world);
    expect(contactedByLedger(parties)).toEqual(await sent());
    expect(parties.filter(({ kind }) => kind === 'other')).toEqual([]);
    const looked = parties.filter(({ transport }) => transport === 'webrtc');
    const addressesOf = (some: typeof parties) => [...new Set(some.map(({ address }) => address))].toSorted();
    expect(looked.every(({ kind }) => kind === 'peer')).toBe(true);
    for (const id of [download, shared])
      expect(addressesOf(looked.filter(({ torrentId }) => torrentId === id))).toEqual(looksFor);
    expect(addressesOf(looked.filter(({ direction }) => direction === 'in'))).toEqual(
      [...candidates.offered].toSorted(),
    );
    const stun = parties.filter(({ kind }) => kind === 'stun');
    const asked = world.internet.sightings.filter(({ by }) => by === 'stun').map(({ detail }) => detail.at);
    expect(addressesOf(stun)).toEqual([...new Set(asked)].toSorted());
  });
});
