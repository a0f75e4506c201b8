import type * as z from 'zod';
import type {
  DoorEvent,
  LeakCheck,
  networkInterfaceSchema,
  ProfileStatus,
} from '../../src/shared/contract/network.ts';
import { profileOfPreset } from '../../src/shared/contract/presets.ts';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import type { World } from './in-memory-core-world.ts';

export type ExampleInterface = z.infer<typeof networkInterfaceSchema>;

/** An interface of which only what matters need be said. Addresses of the networks that are kept for examples. */
function networkInterface(
  part: Partial<ExampleInterface> & Pick<ExampleInterface, 'name' | 'index'>,
): ExampleInterface {
  return {
    kind: 'lan',
    isUp: true,
    addresses: [],
    hasDefaultRoute4: false,
    hasDefaultRoute6: false,
    gateway4: null,
    dnsServers: [],
    ...part,
  };
}

const address = (text: string, network: string) => ({
  address: text,
  family: text.includes(':') ? (6 as const) : (4 as const),
  isLinkLocal: text.startsWith('fe80'),
  network,
});

export const loopback = networkInterface({
  name: 'lo',
  index: 1,
  kind: 'loopback',
  addresses: [address('127.0.0.1', '127.0.0.0/8')],
});

export const cable = networkInterface({
  name: 'enp3s0',
  index: 2,
  addresses: [
    address('192.168.1.23', '192.168.1.0/24'),
    address('2001:db8:1::23', '2001:db8:1::/64'),
    address('fe80::1', 'fe80::/64'),
  ],
  hasDefaultRoute4: true,
  hasDefaultRoute6: true,
  gateway4: '192.168.1.1',
  dnsServers: ['192.168.1.1'],
});

export const tunnel = networkInterface({
  name: 'wg0',
  index: 5,
  kind: 'vpn',
  addresses: [address('10.66.0.2', '10.66.0.0/24'), address('fd66::2', 'fd66::/64')],
  dnsServers: ['10.66.0.1'],
});

/** The checks of a leak test as they come out where everything is as it should be, or everything goes anywhere. */
export function exampleChecks({ interface: bound, name }: ProfileStatus): LeakCheck[] {
  if (bound === null) {
    return [
      { name: 'interface', verdict: 'unknown', detail: `“${name}” is tied to no interface.` },
      {
        name: 'observed-address',
        verdict: 'unknown',
        detail: 'Others see 198.51.100.7, which is your own address.',
      },
    ];
  }
  return [
    { name: 'interface', verdict: 'ok', detail: `${bound} is up and has the address 10.66.0.2.` },
    { name: 'route', verdict: 'ok', detail: `Packets from 10.66.0.2 leave through ${bound}.` },
    { name: 'dns', verdict: 'ok', detail: `Names are looked up at 10.66.0.1 through ${bound}.` },
    { name: 'ipv6', verdict: 'ok', detail: `IPv6 goes through ${bound}, too.` },
    { name: 'sockets', verdict: 'ok', detail: `All 14 sockets are tied to ${bound}.` },
    { name: 'native', verdict: 'ok', detail: 'Peers in browsers (WebRTC) are off.' },
    { name: 'observed-address', verdict: 'ok', detail: '9 others see 203.0.113.9. It is not your own.' },
    { name: 'kernel-packets', verdict: 'ok', detail: 'The system itself answers through the tunnel, too.' },
  ];
}

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString();

/** A VPN, the house, and a profile whose interface has gone, with transfers in each. */
export function liveInThreeNetworks(world: World): void {
  world.interfaces = [loopback, cable, tunnel];
  world.settings.profiles = [
    profileOfPreset('vpn', 'wg0'),
    profileOfPreset('lan', 'enp3s0'),
    { ...profileOfPreset('vpn', 'tun7'), name: 'Work VPN' },
    profileOfPreset('open', undefined),
  ];
  world.settings.defaultProfile = 'Through VPN only';
  world.doors.set('Through VPN only', {
    since: at(2),
    verifiedAt: new Date(Date.now() - 12_000).toISOString(),
    observedAddresses: ['203.0.113.9'],
    observations: [
      { address: '203.0.113.9', by: 'peer', count: 7, lastAt: at(40) },
      { address: '203.0.113.9', by: 'tracker', count: 2, lastAt: at(41) },
    ],
    externalPort: 60_123,
    denied: { ipv6: 12, name: 1 },
    off: ['webrtc', 'utp'],
    warnings: [
      {
        code: 'split-route',
        text: 'The system itself may answer strangers through enp3s0, in the name of the tunnel’s address. Two lines for a terminal end that:',
        commands: ['ip rule add from 10.66.0.2 lookup 51820', 'ip -6 rule add from fd66::2 lookup 51820'],
      },
    ],
  });
  world.doors.set('Open', {
    observedAddresses: ['198.51.100.7'],
    observations: [{ address: '198.51.100.7', by: 'peer', count: 3, lastAt: at(30) }],
  });
  const profiles = ['Through VPN only', 'Through VPN only', 'LAN only', 'Work VPN', 'Open'];
  for (const [number, { id }] of [...world.torrents.rows.values()].entries()) {
    const profile = profiles[number % profiles.length] ?? 'Open';
    world.change(id, profile === 'Work VPN' ? { ...blocked, profile } : { profile });
  }
  world.events.put(...exampleEvents());
}

/** As a torrent is whose door is shut. */
export const blocked = {
  state: 'blocked',
  reasonCode: 'network-down',
  reason: 'The network interface “tun7” is not there.',
  stateSince: at(14),
  downloadBps: 0,
  uploadBps: 0,
  peers: 0,
  etaSeconds: null,
} as const satisfies Partial<Torrent>;

function exampleEvents(): DoorEvent[] {
  const events: Omit<DoorEvent, 'id' | 'at'>[] = [
    { profile: 'Through VPN only', kind: 'opened', text: 'Open through wg0 (10.66.0.2).' },
    { profile: 'Work VPN', kind: 'opened', text: 'Open through tun7 (10.8.0.6).' },
    { profile: 'Through VPN only', kind: 'port', text: 'The VPN gave port 60123.' },
    { profile: 'Through VPN only', kind: 'denied', text: 'A packet over IPv6 was stopped.' },
    { profile: 'Work VPN', kind: 'dead', text: 'Nothing answers through tun7 any more.' },
    { profile: 'Work VPN', kind: 'shut', text: 'tun7 is gone; 3 transfers stopped within 21 ms.' },
  ];
  return events.map((event, number) => ({ ...event, id: String(number), at: at(2 + number * 2) }));
}
