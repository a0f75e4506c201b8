import { expect, test } from 'vitest';
import { whatChanged } from '../../../src/main/network/watch/what-changed.ts';
import type { InterfaceBinding } from '../../../src/shared/contract/engine-door.ts';
import type { NetworkInterface } from '../../../src/shared/domain/network-interface.ts';

const binding: InterfaceBinding = {
  kind: 'interface',
  name: 'wg0',
  index: 7,
  address4: '10.66.0.2',
  address6: 'fd66::2',
  hadRoute4: true,
  hadRoute6: false,
  onlyTo: null,
  dnsServers: [],
  dnsOverHttps: null,
};
const found: NetworkInterface = {
  name: 'wg0',
  index: 7,
  kind: 'vpn',
  isUp: true,
  addresses: [
    { address: '10.66.0.2', family: 4, isLinkLocal: false, network: '10.66.0.0/24' },
    { address: 'fd66::2', family: 6, isLinkLocal: false, network: 'fd66::/64' },
  ],
  hasDefaultRoute4: true,
  hasDefaultRoute6: false,
  gateway4: null,
  dnsServers: [],
};

test('an interface that is as it was is no reason to shut the door, nor is an address or a route more', () => {
  const more = { address: '10.66.0.9', family: 4, isLinkLocal: false, network: '10.66.0.0/24' } as const;
  expect(whatChanged(binding, found)).toBeUndefined();
  expect(
    whatChanged(binding, { ...found, addresses: [more, ...found.addresses], hasDefaultRoute6: true }),
  ).toBeUndefined();
});

test.each([
  ['is gone', undefined, 'interface-missing'],
  ['was made anew', { ...found, index: 8 }, 'interface-changed'],
  ['is down', { ...found, isUp: false }, 'interface-down'],
  ['lost its IPv4 address', { ...found, addresses: found.addresses.slice(1) }, 'no-address'],
  ['lost its IPv6 address', { ...found, addresses: found.addresses.slice(0, 1) }, 'no-address'],
  ['lost its default route', { ...found, hasDefaultRoute4: false }, 'no-route'],
] as const)('the door shuts when its interface %s', (_what, now, reason) => {
  expect(whatChanged(binding, now)).toMatchObject({ reason });
});

test('a family that is not used does not matter', () => {
  const only4 = { ...binding, address6: null, hadRoute6: true };
  expect(whatChanged(only4, { ...found, addresses: found.addresses.slice(0, 1) })).toBeUndefined();
});
