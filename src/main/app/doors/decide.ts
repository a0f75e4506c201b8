import type { EngineBinding, InterfaceBinding } from '#shared/contract/engine-door.ts';
import type { ShutReason } from '#shared/contract/network.ts';
import type { Profile } from '#shared/contract/profile.ts';
import { sourceAddress, type NetworkInterface } from '#shared/domain/network-interface.ts';

/** What becomes of a profile's door with the network as it is. */
export type Decision =
  | { readonly kind: 'open'; readonly binding: EngineBinding }
  | { readonly kind: 'shut'; readonly reason: ShutReason; readonly text: string };

interface Circumstances {
  readonly interfaces: readonly NetworkInterface[];
  /** Why sockets cannot be tied to an interface here; undefined where they can. */
  readonly cannotBind: string | undefined;
  /** The binding that the door had before. A default route that it had must be there again. */
  readonly before: EngineBinding | undefined;
}

/** A profile whose interface is missing never becomes "any". */
export function decide(profile: Profile, { interfaces, cannotBind, before }: Circumstances): Decision {
  const { binding, proxy } = profile;
  if (proxy?.sealedPassword !== undefined && proxy.password === undefined)
    return shut(
      'password-missing',
      'The password of the proxy cannot be opened on this computer. Give it anew in the profile.',
    );
  if (binding.kind === 'any') return { kind: 'open', binding: { kind: 'any' } };
  if (cannotBind !== undefined) return shut('cannot-bind', `Nothing is sent: ${cannotBind}`);
  const found = interfaces.find(({ name }) => name === binding.interface);
  if (found === undefined) return shut('interface-missing', `"${binding.interface}" is not there.`);
  const { name } = found;
  if (!found.isUp) return shut('interface-down', `"${name}" is down.`);
  const address4 = sourceAddress(found, 4) ?? null;
  const address6 = profile.ipv6 === 'off' ? null : (sourceAddress(found, 6) ?? null);
  if (address4 === null && address6 === null) return shut('no-address', `"${name}" has no address.`);
  const isSame = before?.kind === 'interface' && before.name === name && before.index === found.index;
  const lostRoute = isSame && hasLostRoute(before, found);
  if (lostRoute) return shut('no-route', `The route through "${name}" is gone.`);
  return {
    kind: 'open',
    binding: {
      kind: 'interface',
      name,
      index: found.index,
      address4,
      address6,
      hadRoute4: found.hasDefaultRoute4,
      hadRoute6: found.hasDefaultRoute6,
      onlyTo: binding.kind === 'lan' ? localNetworks(found, profile) : null,
      dnsServers: dnsServersOf(profile, found, { address4, address6 }),
      dnsOverHttps: profile.dns.overHttps,
    },
  };
}

function hasLostRoute(before: InterfaceBinding, now: NetworkInterface): boolean {
  return (
    (before.hadRoute4 && before.address4 !== null && !now.hasDefaultRoute4) ||
    (before.hadRoute6 && before.address6 !== null && !now.hasDefaultRoute6)
  );
}

function localNetworks({ addresses }: NetworkInterface, { ipv6 }: Profile): string[] {
  const networks = addresses
    .filter(({ family }) => family === 4 || ipv6 === 'auto')
    .map(({ network }) => network);
  return [...new Set(networks)];
}

/** Only resolvers of a family that is used: another could not be asked. */
function dnsServersOf(
  { dns }: Profile,
  { dnsServers }: NetworkInterface,
  { address4, address6 }: Pick<InterfaceBinding, 'address4' | 'address6'>,
): string[] {
  const wanted = dns.servers.length > 0 ? dns.servers : dnsServers;
  return wanted.filter((server) => (server.includes(':') ? address6 : address4) !== null);
}

function shut(reason: ShutReason, text: string): Decision {
  return { kind: 'shut', reason, text };
}

/** Whether a door that stands open with one binding serves for the other: a route that came since needs no new door. */
export function isSameDoor(one: EngineBinding, other: EngineBinding): boolean {
  return JSON.stringify(withoutRoutes(one)) === JSON.stringify(withoutRoutes(other));
}

function withoutRoutes(binding: EngineBinding): unknown {
  return binding.kind === 'interface' ? { ...binding, hadRoute4: null, hadRoute6: null } : binding;
}
