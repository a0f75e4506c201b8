import { expect, test } from 'vitest';
import { doorViewOf, homeAddresses } from '../../../../src/main/app/exposure/door-view.ts';
import { interfaceOfAddress } from '../../../../src/main/app/exposure/interface-of.ts';
import { exportParties } from '../../../../src/main/app/exposure/export.ts';
import { shieldOf } from '../../../../src/main/app/exposure/shields.ts';
import type { Party } from '../../../../src/shared/contract/exposure-parties.ts';
import { profileSchema } from '../../../../src/shared/contract/profile.ts';
import type { NetworkInterface } from '../../../../src/shared/domain/network-interface.ts';

const none = { hasDefaultRoute4: false, hasDefaultRoute6: false, gateway4: null, dnsServers: [], isUp: true };
const at = (address: string, network: string) => ({
  address,
  network,
  family: address.includes(':') ? (6 as const) : (4 as const),
  isLinkLocal: address.startsWith('fe80'),
});
const cable: NetworkInterface = {
  ...none,
  name: 'eth0',
  index: 2,
  kind: 'lan',
  hasDefaultRoute4: true,
  hasDefaultRoute6: true,
  addresses: [
    at('192.168.1.20', '192.168.1.0/24'),
    at('2001:db8:c::2', '2001:db8:c::/64'),
    at('fe80::1', 'fe80::/64'),
  ],
};
const tunnel: NetworkInterface = {
  ...none,
  name: 'wg0',
  index: 3,
  kind: 'vpn',
  addresses: [at('10.66.0.2', '10.66.0.0/24')],
};
const loopback: NetworkInterface = {
  ...none,
  name: 'lo',
  index: 1,
  kind: 'loopback',
  addresses: [at('127.0.0.1', '127.0.0.0/8')],
};
const interfaces = [loopback, cable, tunnel];

const bound = doorViewOf(
  profileSchema.parse({ name: 'VPN', binding: { kind: 'interface', interface: 'wg0' } }),
  interfaces,
);
const open = doorViewOf(profileSchema.parse({ name: 'Open' }), interfaces);

test.each([
  ['192.168.1.1', 'eth0'],
  ['127.0.0.5', 'lo'],
  ['198.51.100.1', 'eth0'],
  ['2001:db8:9::1', 'eth0'],
  ['10.66.0.1', 'wg0'],
])('%s is reached through %s', (address, name) => {
  expect(interfaceOfAddress(address, interfaces)).toBe(name);
});

test('a tunnel that everything goes through is where strangers are reached, and the router is not', () => {
  const full = [loopback, cable, { ...tunnel, hasDefaultRoute4: true }];
  expect(interfaceOfAddress('198.51.100.1', full)).toBe('wg0');
  expect(interfaceOfAddress('192.168.1.1', full)).toBe('eth0');
  expect(doorViewOf(profileSchema.parse({ name: 'Open' }), full)).toMatchObject({
    isTunnel: true,
    hasIpv6: false,
  });
});

test('a door tied to a tunnel hides, one that is open does not', () => {
  expect(bound).toMatchObject({ interface: 'wg0', isTunnel: true, hasIpv6: false });
  expect(open).toMatchObject({ interface: 'eth0', isTunnel: false, hasIpv6: true });
});

test('home is the addresses beside the tunnel, and those that others see through an open door', () => {
  const observed = [
    { profile: 'Open', channel: 'peer' as const, address: '203.0.113.7', count: 1 },
    { profile: 'VPN', channel: 'peer' as const, address: '185.65.134.9', count: 1 },
  ];
  const given = { doors: [bound, open], observed, interfaces };
  expect(homeAddresses({ ...given, door: bound })).toEqual(['192.168.1.20', '2001:db8:c::2', '203.0.113.7']);
  expect(homeAddresses({ ...given, door: open })).toEqual([]);
});

test('a shield is as bad as the worst verdict, and says hidden only where the door hides', () => {
  const seen = { id: 'x', door: bound, parties: 3, verdicts: [] };
  expect(shieldOf(seen)).toMatchObject({ state: 'hidden', code: null });
  expect(shieldOf({ ...seen, door: open })).toMatchObject({ state: 'open' });
  expect(shieldOf({ ...seen, parties: 0 })).toMatchObject({ state: 'unknown' });
  const verdict = {
    code: 'plain-text-peers' as const,
    severity: 'warning' as const,
    text: 'Peers …',
    values: {},
    torrentId: 'x',
    profile: 'VPN',
    remedies: [],
  };
  expect(shieldOf({ ...seen, verdicts: [verdict] })).toMatchObject({
    state: 'warning',
    code: 'plain-text-peers',
  });
});

const party: Party = {
  partyId: 1,
  torrentId: 'a'.repeat(40),
  profile: 'Open, and more',
  kind: 'peer',
  address: '198.51.100.77',
  port: 6881,
  host: null,
  direction: 'out',
  transport: 'tcp',
  isEncrypted: true,
  client: '=HYPERLINK("http://x")',
  country: 'CZ',
  network: 'CESNET z.s.p.o.',
  interface: 'eth0',
  firstSeenAt: '2026-11-27T22:00:00.000Z',
  lastSeenAt: '2026-11-27T23:00:00.000Z',
  contacts: 2,
  learned: ['address', 'port'],
  isBanned: false,
};
const textOf = (...given: Parameters<typeof exportParties>) =>
  Array.from(exportParties(...given), ({ part }) => part).join('');

test('an export is JSON in parts, and others in it are shortened to their network where that is asked', () => {
  const parts = [[party, party], [party]];
  const whole = JSON.parse(textOf(parts, { format: 'json', redaction: 'none' })) as Party[];
  expect(whole).toHaveLength(3);
  expect(whole[0]).toMatchObject({
    address: '198.51.100.77',
    country: 'CZ',
    network: 'CESNET z.s.p.o.',
    learned: ['address', 'port'],
  });
  const [others] = JSON.parse(textOf(parts, { format: 'json', redaction: 'others' })) as Party[];
  expect(others).toMatchObject({ address: '198.51.0.0/16', port: null });
  expect(textOf(parts, { format: 'json', redaction: 'all' })).not.toMatch(/198\.51|aaaa|HYPERLINK|CESNET/u);
  expect(JSON.parse(textOf([], { format: 'json', redaction: 'none' }))).toEqual([]);
});

test('an export as CSV quotes what has to be, and holds no formula', () => {
  const [head, line, ...rest] = textOf([[party]], { format: 'csv', redaction: 'none' }).split('\r\n');
  expect(head).toMatch(/^kind,torrentId,profile,address/u);
  expect(line).toContain('"Open, and more"');
  expect(line).toContain('"\'=HYPERLINK(""http://x"")"');
  expect(rest).toEqual(['']);
});
