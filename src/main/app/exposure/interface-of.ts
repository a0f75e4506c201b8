import ipaddr from 'ipaddr.js';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';

/**
 * Through which interface a packet to this address goes where nothing is tied to one, as far as addresses and default
 * routes tell. Null where they do not.
 */
export function interfaceOfAddress(
  address: string | null,
  interfaces: readonly NetworkInterface[],
): string | null {
  if (address === null || !ipaddr.isValid(address)) return null;
  const family = ipaddr.parse(address).kind() === 'ipv6' ? 6 : 4;
  const up = interfaces.filter(({ isUp }) => isUp);
  const onItsNetwork = up.find((one) =>
    one.addresses.some(({ network, isLinkLocal }) => !isLinkLocal && isWithin(address, network)),
  );
  return (onItsNetwork ?? defaultInterface(up, family))?.name ?? null;
}

/** The one that everything goes through that no other route is for. A tunnel takes the way from whom was there before. */
export function defaultInterface(
  interfaces: readonly NetworkInterface[],
  family: 4 | 6,
): NetworkInterface | undefined {
  const found = interfaces.filter(
    (one) => one.isUp && (family === 6 ? one.hasDefaultRoute6 : one.hasDefaultRoute4),
  );
  return found.find(({ kind }) => kind === 'vpn') ?? found[0];
}

function isWithin(address: string, network: string): boolean {
  if (!ipaddr.isValidCIDR(network)) return false;
  const [base, prefix] = ipaddr.parseCIDR(network);
  const parsed = ipaddr.parse(address);
  return base.kind() === parsed.kind() && parsed.match(base, prefix);
}
