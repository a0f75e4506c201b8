import { describe, expect, test } from 'vitest';
import { decide, isSameDoor, type Decision } from '../../../../src/main/app/doors/decide.ts';
import type { InterfaceBinding } from '../../../../src/shared/contract/engine-door.ts';
import { profileSchema } from '../../../../src/shared/contract/profile.ts';
import type { NetworkInterface } from '../../../../src/shared/domain/network-interface.ts';

const own4 = { address: '10.66.0.2', family: 4, isLinkLocal: false, network: '10.66.0.0/24' } as const;
const own6 = { address: 'fd66::2', family: 6, isLinkLocal: false, network: 'fd66::/64' } as const;
const local6 = { address: 'fe80::1', family: 6, isLinkLocal: true, network: 'fe80::/64' } as const;

const tunnel: NetworkInterface = {
  name: 'wg0',
  index: 7,
  kind: 'vpn',
  isUp: true,
  addresses: [local6, own4, own6],
  hasDefaultRoute4: true,
  hasDefaultRoute6: true,
  gateway4: null,
  dnsServers: ['10.66.0.1', 'fd66::1'],
};
const home: NetworkInterface = { ...tunnel, name: 'eth0', index: 2, kind: 'lan' };

const bound = (more: object = {}) =>
  profileSchema.parse({ name: 'VPN', binding: { kind: 'interface', interface: 'wg0' }, ...more });
const decideFor = (interfaces: readonly NetworkInterface[], more: object = {}, before?: InterfaceBinding) =>
  decide(bound(more), { interfaces, cannotBind: undefined, before });

function bindingOf(decision: Decision): InterfaceBinding {
  if (decision.kind !== 'open' || decision.binding.kind !== 'interface') throw new Error('It is not bound.');
  return decision.binding;
}

describe('a door', () => {
  test.each(['any', 'interface'])('stays shut without the password of its proxy, bound to %s', (kind) => {
    const proxy = { kind: 'socks5', host: '192.0.2.1', port: 1080, user: 'mara' };
    const to = (more: object) =>
      decideFor([tunnel], { binding: { kind, interface: 'wg0' }, proxy: { ...proxy, ...more } });
    expect(to({ sealedPassword: 'c2VhbGVk' })).toMatchObject({ kind: 'shut', reason: 'password-missing' });
    expect(to({ password: 'given' }).kind).toBe('open');
    expect(to({}).kind).toBe('open');
  });

  test('is tied to the interface that the profile names, with its addresses and resolvers', () => {
    expect(bindingOf(decideFor([home, tunnel]))).toEqual({
      kind: 'interface',
      name: 'wg0',
      index: 7,
      address4: '10.66.0.2',
      address6: 'fd66::2',
      hadRoute4: true,
      hadRoute6: true,
      onlyTo: null,
      dnsServers: ['10.66.0.1', 'fd66::1'],
      dnsOverHttps: null,
    });
  });

  test.each([
    ['is not there', [home], 'interface-missing'],
    ['is down', [home, { ...tunnel, isUp: false }], 'interface-down'],
    ['has no address but one for its own link', [{ ...tunnel, addresses: [local6] }], 'no-address'],
  ] as const)('stays shut when its interface %s, whatever else is there', (_what, interfaces, reason) => {
    expect(decideFor(interfaces)).toMatchObject({ kind: 'shut', reason });
  });

  test('stays shut where sockets cannot be tied, and says why', () => {
    const decision = decide(bound(), { interfaces: [tunnel], cannotBind: 'no library.', before: undefined });
    expect(decision).toEqual({ kind: 'shut', reason: 'cannot-bind', text: 'Nothing is sent: no library.' });
  });

  test('shuts when a default route that it had is gone, and not when it never had one', () => {
    const before = bindingOf(decideFor([tunnel]));
    const without = { ...tunnel, hasDefaultRoute4: false };
    expect(decideFor([without], {}, before)).toMatchObject({ kind: 'shut', reason: 'no-route' });
    expect(decideFor([without])).toMatchObject({ kind: 'open' });
    // Made anew, it is another interface: its routes may still come.
    expect(decideFor([{ ...without, index: 8 }], {}, before)).toMatchObject({ kind: 'open' });
  });

  test('uses no IPv6, and asks no resolver by it, where the profile says so', () => {
    const binding = bindingOf(decideFor([tunnel], { ipv6: 'off' }));
    expect(binding).toMatchObject({ address6: null, dnsServers: ['10.66.0.1'] });
  });

  test('asks the resolvers of the profile instead of those of the system', () => {
    expect(bindingOf(decideFor([tunnel], { dns: { servers: ['9.9.9.9'] } })).dnsServers).toEqual(['9.9.9.9']);
  });

  test('for the local network leads nowhere else', () => {
    const profile = profileSchema.parse({ name: 'LAN', binding: { kind: 'lan', interface: 'wg0' } });
    const decision = decide(profile, { interfaces: [tunnel], cannotBind: undefined, before: undefined });
    expect(bindingOf(decision).onlyTo).toEqual(['fe80::/64', '10.66.0.0/24', 'fd66::/64']);
  });

  test('is another one when anything but a route is different', () => {
    const one = bindingOf(decideFor([tunnel]));
    expect(isSameDoor(one, bindingOf(decideFor([{ ...tunnel, hasDefaultRoute6: false }])))).toBe(true);
    expect(isSameDoor(one, bindingOf(decideFor([{ ...tunnel, index: 8 }])))).toBe(false);
    expect(isSameDoor(one, bindingOf(decideFor([{ ...tunnel, addresses: [own4] }])))).toBe(false);
  });
});
