import { expect, test } from 'vitest';
import type { ExposureSummary } from '../../src/shared/contract/exposure.ts';
import { describeWith, leakTools } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { client, forwardedPort, internet, isp, vpnServers } from './bed/addresses.ts';
import { startIn } from './bed/command.ts';
import type { Witness } from './internet/sighting.ts';
import { contactedByLedger, contactedByPackets, readLedger } from './scenario/ledger.ts';
import { boundProfile, openProfile } from './scenario/profiles.ts';
import { startTransfers } from './scenario/transfers.ts';
import type { LeakWarren } from './client/warren.ts';
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
});

/** A peer on the internet that dials through the tunnel and says that it sees this address of ours. */
function visitSaying(address: string, infoHash: string): string {
  const yourIp = JSON.stringify(address.split('.').map(Number));
  return `
    const says = Buffer.concat([Buffer.from('d1:mde6:yourip4:'), Buffer.from(${yourIp}), Buffer.from('e')]);
    const head = Buffer.alloc(6);
    head.writeUInt32BE(says.length + 2);
    head[4] = 20;
    const socket = require('node:net').connect(${forwardedPort}, '${vpnServers[1].v4}');
    socket.on('error', () => process.exit(1));
    socket.resume();
    socket.write(Buffer.concat([
      Buffer.from('\\u0013BitTorrent protocol', 'latin1'), Buffer.from([0, 0, 0, 0, 0, 0x10, 0, 0]),
      Buffer.from('${infoHash}', 'hex'), Buffer.from('-XX0001-aliarwithnous', 'latin1').subarray(0, 20), head, says]));`;
}

describeWith(leakTools, 'verdicts of exposure', () => {
  const summary = (warren: LeakWarren, id?: string) =>
    warren.call<ExposureSummary>('exposure.summary', id === undefined ? {} : { id });
  const codes = ({ verdicts }: ExposureSummary) => verdicts.map(({ code }) => code);

  test('through a tunnel nothing alarms, until somebody names the home address, once', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'full' });
    await world.bed.tunnel.up();
    await using warren = await world.startWarren(boundProfile(world.bed.tunnel.device));
    const { shared } = await startTransfers(world, warren);
    await world.internet.sees([...everybody, 'resolver'], 0);
    await until(async () => (await summary(warren, shared)).observed.length > 0, {
      what: 'somebody has said which address it sees',
    });
    const before = await summary(warren);
    expect(before.verdicts.filter(({ severity }) => severity === 'alarm')).toEqual([]);
    expect(before.observed).toContainEqual(
      expect.objectContaining({ address: vpnServers[1].v4, channel: 'tracker', standing: 'expected' }),
    );
    expect((await summary(warren, shared)).shield.state).not.toBe('alarm');

    await using _ = startIn(world.bed.namespaces.internet, [
      process.execPath,
      '-e',
      visitSaying(client.v4, shared),
    ]);

    const after = await until(
      async () => {
        const now = await summary(warren, shared);
        return codes(now).includes('home-address-seen') && now;
      },
      { what: 'the home address is known to be seen' },
    );
    expect(after.shield).toMatchObject({ state: 'alarm', code: 'home-address-seen' });
    expect(after.observed).toContainEqual(
      expect.objectContaining({ address: client.v4, channel: 'peer', count: 1, standing: 'home' }),
    );
    // What most say is shown beside it, not averaged.
    expect(after.observed).toContainEqual(expect.objectContaining({ address: vpnServers[1].v4 }));
  });

  test('a name that the home router is asked for, while all else goes through the tunnel, alarms', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'full' });
    await world.bed.tunnel.up();
    await using warren = await world.startWarren({ ...openProfile, webRtc: false });
    const { shared } = await startTransfers(world, warren);
    await world.internet.sees(['isp-resolver', 'http-tracker'], 0);

    const seen = await until(
      async () => {
        const now = await summary(warren);
        return codes(now).includes('name-asked-outside') && now;
      },
      { what: 'the name is known to be asked outside' },
    );
    const verdict = seen.verdicts.find(({ code }) => code === 'name-asked-outside');
    expect(verdict?.values).toMatchObject({ resolvers: [isp.v4], interface: world.bed.tunnel.device });
    await until(async () => (await summary(warren, shared)).shield.state === 'alarm', {
      what: 'the shield of what needs that name alarms too',
    });
  });

  test('without a tunnel the address is in the open, and that is no alarm', async () => {
    await using world = await makeWorld({ tunnel: 'wireguard', routing: 'split' });
    await using warren = await world.startWarren({ ...openProfile, webRtc: false });
    const { shared } = await startTransfers(world, warren);
    await world.internet.sees(['http-tracker', 'peer-in'], 0);
    const seen = await until(
      async () => {
        const now = await summary(warren, shared);
        const verdict = now.verdicts.find(({ code }) => code === 'address-in-the-open');
        return verdict?.text.includes(client.v4) === true && now;
      },
      { what: 'the address is known to be in the open' },
    );
    expect(seen.verdicts.filter(({ severity }) => severity === 'alarm')).toEqual([]);
    expect(seen.shield.state).not.toBe('alarm');
  });
});
