import type { Shield, ShownObserved, ShownVerdict } from '../../src/shared/contract/exposure.ts';
import type { Party } from '../../src/shared/contract/exposure-parties.ts';
import type { Datum } from '../../src/shared/domain/exposure/datum.ts';
import type { PartyKind, Transport } from '../../src/shared/domain/exposure/party.ts';
import { sentenceOf } from '../../src/shared/domain/exposure/sentences.ts';
import {
  makeVerdict,
  remediesOf,
  type VerdictCode,
  type VerdictValues,
} from '../../src/shared/domain/exposure/verdict.ts';
import type { World } from './in-memory-core-world.ts';

/*
 * Who could have learned what about the example library. Made from a number, so that two runs see the same; addresses of
 * the networks that are kept for examples (RFC 5737, RFC 3849).
 */

const firstAt = Date.UTC(2026, 10, 26, 20, 0, 0);
const hourMs = 3_600_000;
const countries = ['NL', 'DE', 'US', 'FR', 'NL', 'SE', 'BR', 'NL', 'JP', 'DE', 'CA', 'PL'];
const networks = ['KPN B.V.', 'Deutsche Telekom AG', 'Comcast Cable Communications, LLC', null, 'Free SAS'];
const clients = ['qBittorrent 5.2.1', 'Transmission 4.1', 'libtorrent 2.0.11', 'Warren 0.1', 'Deluge 2.2'];

const learnedBy: Readonly<Record<PartyKind, readonly Datum[]>> = {
  peer: ['address', 'port', 'peer-id', 'client', 'infohash', 'pieces', 'requests'],
  tracker: ['address', 'port', 'peer-id', 'client', 'infohash', 'amounts'],
  dht: ['address', 'port', 'infohash', 'dht-id'],
  'web-seed': ['address', 'client', 'requests'],
  lan: ['address', 'port', 'infohash'],
  resolver: ['address', 'host-name'],
  stun: ['address'],
  router: ['address', 'port'],
  proxy: ['address', 'host-name', 'infohash'],
  media: ['address', 'infohash', 'pieces'],
  headless: ['address', 'client', 'infohash', 'pieces', 'amounts', 'peers'],
  operator: ['address'],
  other: ['address'],
};

/** How a list of a hundred is made up; more repeat it. */
const mixture: readonly PartyKind[] = [
  ...Array.from({ length: 62 }, () => 'peer' as const),
  ...Array.from({ length: 30 }, () => 'dht' as const),
  ...(['tracker', 'tracker', 'tracker', 'resolver', 'resolver', 'web-seed', 'lan', 'router'] as const),
];

/** A party of which only what matters need be said. */
export function exampleParty(number: number, part: Partial<Party> = {}): Party {
  const kind = part.kind ?? mixture[(number * 37) % mixture.length] ?? 'peer';
  const seenAt = firstAt + (number % 20) * hourMs;
  return {
    partyId: number + 1,
    torrentId: null,
    profile: 'Through VPN only',
    kind,
    address: addressOf(number, kind),
    port: kind === 'resolver' ? 53 : 20_000 + ((number * 7919) % 40_000),
    host: hostOf(number, kind),
    direction: kind === 'peer' && number % 3 === 0 ? 'in' : 'out',
    transport: transportOf(number, kind),
    isEncrypted: kind === 'peer' ? number % 4 !== 0 : kind === 'web-seed',
    client: kind === 'peer' ? (clients[number % clients.length] ?? null) : null,
    country: kind === 'lan' || kind === 'router' ? null : (countries[number % countries.length] ?? null),
    network: kind === 'lan' || kind === 'router' ? null : (networks[number % networks.length] ?? null),
    interface: 'wg0',
    firstSeenAt: new Date(seenAt).toISOString(),
    lastSeenAt: new Date(seenAt + ((number * 131) % 200) * 60_000).toISOString(),
    contacts: 1 + ((number * 17) % 90),
    learned: [...learnedBy[kind]],
    isBanned: false,
    ...part,
  };
}

/** As somebody is seen who has been on the net for a day: parties, what follows from them, and a shield for each torrent. */
export function beSeen(world: World, count: number): void {
  const ids = [...world.torrents.rows.keys()];
  world.exposure.parties = Array.from({ length: count }, (_, number) => {
    const party = exampleParty(number);
    const owner = ids[number % Math.max(1, Math.min(3, ids.length))] ?? null;
    return { ...party, torrentId: party.kind === 'router' || party.kind === 'resolver' ? null : owner };
  });
  if (count === 0) return;
  world.exposure.observed = exampleObserved();
  world.exposure.verdicts = exampleVerdicts(ids[0] ?? null);
  world.exposure.shields.put(...exampleShields(ids));
}

function exampleVerdicts(torrentId: string | null): ShownVerdict[] {
  return [
    exampleVerdict('home-address-seen', {
      profile: 'Through VPN only',
      addresses: ['198.51.100.7'],
      sayers: 2,
    }),
    exampleVerdict('plain-text-peers', { peers: 11, network: 'wg0' }, { torrentId }),
    exampleVerdict('tracker-over-http', { hosts: ['tracker.example'], network: 'wg0' }, { torrentId }),
    exampleVerdict('linkable-port', { torrents: 6 }, { torrentId }),
    exampleVerdict('last-seeder', {}, { torrentId }),
  ];
}

function exampleShields(ids: readonly string[]): Shield[] {
  const quiet = { code: null, text: null, values: {} } as const;
  const alarm = {
    state: 'alarm',
    code: 'home-address-seen',
    text: null,
    values: { profile: 'Through VPN only', addresses: ['198.51.100.7'], sayers: 2 },
  } as const;
  const warning = {
    state: 'warning',
    code: 'plain-text-peers',
    text: null,
    values: { peers: 11, network: 'wg0' },
  } as const;
  const states = [
    warning,
    { ...quiet, state: 'hidden' },
    { ...quiet, state: 'hidden' },
    { ...quiet, state: 'unknown' },
    { ...quiet, state: 'open' },
  ] as const;
  return [
    { id: '', ...alarm },
    ...ids.map((id, number): Shield => ({ id, ...(states[number % states.length] ?? alarm) })),
  ];
}

/** As the core makes it of a code and its values. */
export function exampleVerdict(
  code: VerdictCode,
  values: VerdictValues = {},
  place: Partial<Pick<ShownVerdict, 'torrentId' | 'profile'>> = {},
): ShownVerdict {
  const { severity } = makeVerdict(code, values);
  return {
    code,
    severity,
    text: sentenceOf({ code, values }),
    values: { ...values },
    torrentId: null,
    profile: 'Through VPN only',
    remedies: remediesOf(code),
    ...place,
  };
}

function exampleObserved(): ShownObserved[] {
  const lastAt = new Date(firstAt + 5 * hourMs).toISOString();
  const told = { profile: 'Through VPN only', lastAt };
  return [
    { ...told, channel: 'peer', address: '203.0.113.9', count: 41, standing: 'expected' },
    { ...told, channel: 'peer', address: '198.51.100.66', count: 1, standing: 'outvoted' },
    { ...told, channel: 'tracker', address: '203.0.113.9', count: 3, standing: 'expected' },
    { ...told, channel: 'dht', address: '203.0.113.9', count: 12, standing: 'expected' },
  ];
}

function addressOf(number: number, kind: PartyKind): string | null {
  if (kind === 'lan') return '192.168.1.44';
  if (kind === 'router') return '192.168.1.1';
  if (kind === 'resolver') return '10.66.0.1';
  if (kind === 'peer' && number % 29 === 5) return null;
  if (number % 11 === 0) return `2001:db8:${(number % 0xffff).toString(16)}::${(number >> 4).toString(16)}`;
  return `${number % 2 === 0 ? '203.0.113' : '198.51.100'}.${(number * 31) % 254}`;
}

function hostOf(number: number, kind: PartyKind): string | null {
  if (kind === 'tracker')
    return ['tracker.example', 'open.tracker.example', 'private.example'][number % 3] ?? null;
  if (kind === 'web-seed') return 'mirror.example';
  return kind === 'resolver' ? 'tracker.example' : null;
}

function transportOf(number: number, kind: PartyKind): Transport {
  if (kind === 'peer') return number % 29 === 5 ? 'webrtc' : number % 2 === 0 ? 'utp' : 'tcp';
  if (kind === 'tracker') return number % 2 === 0 ? 'http' : 'https';
  return kind === 'web-seed' ? 'https' : 'udp';
}
