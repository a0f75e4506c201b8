import type { ProfileStatus } from '#shared/contract/network.ts';
import { interfaceOf, type Profile } from '#shared/contract/profile.ts';
import type { DoorView } from '#shared/domain/exposure/facts.ts';
import type { ObservedAddress } from '#shared/domain/exposure/observed.ts';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';
import { defaultInterface } from './interface-of.ts';

/** Where the packets of a profile go, as far as it matters to who sees what. */
export function doorViewOf(profile: Profile, interfaces: readonly NetworkInterface[]): DoorView {
  const name = interfaceOf(profile) ?? defaultInterface(interfaces, 4)?.name;
  const found = interfaces.find((one) => one.name === name);
  const isBound = profile.binding.kind !== 'any';
  const hasAddress6 =
    found?.addresses.some(({ family, isLinkLocal }) => family === 6 && !isLinkLocal) === true;
  return {
    profile: profile.name,
    binding: profile.binding.kind,
    // Whoever runs the proxy is on the way, and its network is not ours to name.
    interface: profile.proxy === null ? (name ?? null) : null,
    isTunnel: profile.proxy !== null || found?.kind === 'vpn',
    hasIpv6: isBound ? profile.ipv6 === 'auto' && hasAddress6 : found?.hasDefaultRoute6 === true,
    hasPeerIdPerTorrent: profile.identity.peerId === 'torrent',
    asksTrackers: profile.discovery.trackers,
    hasWebRtc: profile.webRtc,
  };
}

/** What others said of our address, profile by profile. */
export function observedOf(statuses: readonly ProfileStatus[]): ObservedAddress[] {
  return statuses.flatMap(({ name, observations }) =>
    observations.map(({ address, by, count }) => ({ profile: name, channel: by, address, count })),
  );
}

interface HomeParts {
  readonly door: DoorView;
  /** Of all profiles. */
  readonly doors: readonly DoorView[];
  readonly observed: readonly ObservedAddress[];
  readonly interfaces: readonly NetworkInterface[];
}

/**
 * Addresses that nobody may see through a door that hides them: those of the interfaces beside the tunnel, and those that
 * others see through profiles that hide nothing. Behind a home router only the latter tell the address of the home.
 */
export function homeAddresses({ door, doors, observed, interfaces }: HomeParts): string[] {
  if (!door.isTunnel) return [];
  const own = interfaces.find(({ name }) => name === door.interface)?.addresses ?? [];
  const beside = interfaces
    .filter(({ name, kind }) => name !== door.interface && kind !== 'vpn' && kind !== 'loopback')
    .flatMap(({ addresses }) => addresses.filter(({ isLinkLocal }) => !isLinkLocal))
    .map(({ address }) => address);
  const open = new Set(
    doors.filter(({ isTunnel, binding }) => !isTunnel && binding !== 'lan').map(({ profile }) => profile),
  );
  const seen = observed.filter(({ profile }) => open.has(profile)).map(({ address }) => address);
  const ownAddresses = new Set(own.map(({ address }) => address));
  return [...new Set([...beside, ...seen])].filter((address) => !ownAddresses.has(address));
}
