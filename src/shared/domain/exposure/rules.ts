import { makeVerdict, inOrder, type Verdict } from './verdict.ts';
import type { ExposureFacts } from './facts.ts';
import { hasPasskey, hostOfUrl } from './tracker-privacy.ts';
import { disagreeing, familyOf, isLoopbackHost } from './addresses.ts';

type Rule = (facts: ExposureFacts) => Verdict | undefined;

const homeAddressSeen: Rule = ({ door, observed, homeAddresses }) => {
  if (!door.isTunnel) return undefined;
  const seen = observed.filter(({ address }) => homeAddresses.includes(address));
  if (seen.length === 0) return undefined;
  return makeVerdict('home-address-seen', {
    profile: door.profile,
    addresses: unique(seen.map(({ address }) => address)),
    sayers: seen.reduce((sum, { count }) => sum + count, 0),
  });
};

const ipv6BesideTunnel: Rule = ({ door, observed }) => {
  if (!door.isTunnel || door.hasIpv6) return undefined;
  const seen = observed.filter(({ address }) => familyOf(address) === 6);
  if (seen.length === 0) return undefined;
  return makeVerdict('ipv6-beside-tunnel', {
    interface: door.interface ?? door.profile,
    addresses: unique(seen.map(({ address }) => address)),
  });
};

const nameAskedOutside: Rule = ({ door, askedNames }) => {
  if (!door.isTunnel || door.interface === null) return undefined;
  // Where a resolver on this computer asks in turn is not known: no reason for an alarm.
  const outside = askedNames.filter(
    (asked) =>
      asked.interface !== null && asked.interface !== door.interface && !isLoopbackHost(asked.resolver),
  );
  if (outside.length === 0) return undefined;
  return makeVerdict('name-asked-outside', {
    interface: door.interface,
    names: unique(outside.map(({ name }) => name)),
    resolvers: unique(outside.map(({ resolver }) => resolver)),
  });
};

const privateInDht: Rule = ({ torrent, dhtNodes }) =>
  torrent?.isPrivate === true && dhtNodes > 0
    ? makeVerdict('private-in-dht', { nodes: dhtNodes })
    : undefined;

const addressesDisagree: Rule = ({ door, observed }) => {
  const addresses = disagreeing(observed);
  return addresses.length === 0
    ? undefined
    : makeVerdict('addresses-disagree', { profile: door.profile, addresses });
};

/** Whose operator can read what is not encrypted: the tunnel's, or that of the network at home. */
const networkOf = ({ door }: ExposureFacts) => door.interface ?? door.profile;

const passkeyOverHttp: Rule = (facts) => {
  const hosts = plainTrackers(facts, hasPasskey);
  return hosts.length === 0 ? undefined : makeVerdict('passkey-over-http', { hosts });
};

const trackerOverHttp: Rule = (facts) => {
  const hosts = plainTrackers(facts, (url) => !hasPasskey(url));
  return hosts.length === 0
    ? undefined
    : makeVerdict('tracker-over-http', { hosts, network: networkOf(facts) });
};

/** Within the local network, and where nothing was said, nobody is on the way. */
const plainTextPeers: Rule = (facts) =>
  facts.plainTextPeers > 0 && facts.door.binding !== 'lan'
    ? makeVerdict('plain-text-peers', { peers: facts.plainTextPeers, network: networkOf(facts) })
    : undefined;

const linkablePeerId: Rule = ({ door, torrent, otherTorrents }) =>
  torrent?.isRunning === true && otherTorrents > 0 && !door.hasPeerIdPerTorrent
    ? makeVerdict('linkable-peer-id', { torrents: otherTorrents })
    : undefined;

const linkablePort: Rule = ({ door, torrent, otherTorrents }) =>
  torrent?.isRunning === true && otherTorrents > 0 && door.hasPeerIdPerTorrent
    ? makeVerdict('linkable-port', { torrents: otherTorrents })
    : undefined;

const addressInTheOpen: Rule = ({ door, observed }) => {
  if (door.isTunnel || door.binding === 'lan' || observed.length === 0) return undefined;
  return makeVerdict('address-in-the-open', {
    profile: door.profile,
    addresses: unique(observed.map(({ address }) => address)),
  });
};

const lastSeeder: Rule = ({ torrent }) =>
  torrent?.isComplete === true && torrent.isRunning && torrent.otherSeeds === 0
    ? makeVerdict('last-seeder')
    : undefined;

const rules: readonly Rule[] = [
  homeAddressSeen,
  ipv6BesideTunnel,
  nameAskedOutside,
  privateInDht,
  addressesDisagree,
  passkeyOverHttp,
  plainTextPeers,
  trackerOverHttp,
  linkablePeerId,
  linkablePort,
  addressInTheOpen,
  lastSeeder,
];

/** Everything that the facts show, the worst first. */
export function judge(facts: ExposureFacts): Verdict[] {
  return inOrder(rules.flatMap((rule) => rule(facts) ?? []));
}

/** Hosts of trackers that are asked by plain HTTP, which a WebSocket begins with; to one on this computer nobody is on the way. */
function plainTrackers({ door, torrent }: ExposureFacts, counts: (url: string) => boolean): string[] {
  const asked = door.asksTrackers ? (torrent?.trackers ?? []) : [];
  const isPlain = door.hasWebRtc ? /^(http|ws):/iu : /^http:/iu;
  const plain = asked.filter((url) => isPlain.test(url) && counts(url));
  return unique(plain.map(hostOfUrl)).filter((host) => !isLoopbackHost(host));
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
