import type { DenialReason, Observer } from '#shared/contract/engine-door.ts';
import type { DoorEvent, ProfileStatus, ShutReason } from '#shared/contract/network.ts';
import type { InterfaceKind } from '#shared/domain/network-interface.ts';

/** What can be said of a network profile's door, wherever it is said. */
export const doors = {
  look: {
    protected: 'Protected',
    unverified: 'Not verified yet',
    dead: 'No answer',
    shut: 'Shut',
    open: 'Open',
  },
  /** The same in a few words more, beside its name. */
  hint: {
    protected: 'protected, through {interface}',
    unverified: 'not verified yet, through {interface}',
    dead: 'no answer through {interface}',
    shut: 'shut: nothing goes out',
    open: 'any network',
  },
  shut: {
    'interface-missing': '“{interface}” is gone',
    'interface-changed': '“{interface}” was made anew',
    'interface-down': '“{interface}” is switched off',
    'no-address': '“{interface}” has no address',
    'no-route': 'nothing leads through “{interface}”',
    'left-the-door': 'a connection was not tied to “{interface}”',
    'cannot-bind': 'connections cannot be tied to “{interface}”',
    'engine-down': 'the network part has stopped',
    'waits-for-you': 'the network is back and waits for you',
    asleep: 'the computer sleeps',
    'password-missing': 'the password of the proxy is missing',
  } satisfies Record<ShutReason, string>,
  denied: {
    'door-closed': 'wanted out while the door was shut',
    name: 'wanted the system to look up a name',
    ipv6: 'wanted to use IPv6, which this profile does not have here',
    'no-address': 'wanted to use IPv4, for which the interface has no address',
    'not-local': 'wanted to go outside the local network',
    interface: 'could not be tied to the interface',
    native: 'wanted to go round the door',
    proxy: 'wanted to go by a way that the proxy does not have (UDP)',
  } satisfies Record<DenialReason, string>,
  off: {
    webrtc: 'Peers in browsers (WebRTC)',
    utp: 'uTP',
    ipv6: 'IPv6',
    dht: 'Public directory (DHT)',
    'udp-trackers': 'Trackers by UDP',
    lan: 'Local network',
    listening: 'Connections from others',
  } satisfies Record<ProfileStatus['off'][number], string>,
  offWhy: {
    webrtc: 'its connections cannot be tied to an interface, or sent through a proxy.',
    utp: 'the profile leaves it out, or has a proxy. Peers are reached over TCP.',
    ipv6: 'the profile leaves it out, or the interface has no address for it.',
    dht: 'a proxy does not carry it (UDP).',
    'udp-trackers': 'a proxy does not carry them. Those by HTTP and HTTPS are asked.',
    lan: 'a proxy does not carry it (UDP).',
    listening: 'nobody can reach you through a proxy; you connect to them.',
  } satisfies Record<ProfileStatus['off'][number], string>,
  observer: {
    peer: '{count} peer | {count} peers',
    tracker: '{count} tracker | {count} trackers',
    dht: '{count} node of the public directory | {count} nodes of the public directory',
    gateway: 'the gateway | {count} gateways',
  } satisfies Record<Observer, string>,
  event: {
    opened: 'Opened',
    shut: 'Shut',
    dead: 'No answer',
    alive: 'Answers again',
    port: 'Port',
    denied: 'Stopped',
    'left-the-door': 'Not tied',
  } satisfies Record<DoorEvent['kind'], string>,
  kind: {
    vpn: 'VPN',
    lan: 'cable or wireless',
    cellular: 'mobile',
    loopback: 'this computer only',
    other: 'other',
  } satisfies Record<InterfaceKind, string>,
} as const;
