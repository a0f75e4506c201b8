import { BlockList, isIP } from 'node:net';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';

/**
 * Through which interface a packet to this address goes where nothing is tied to one, as far as addresses and default
 * routes tell. Null where they do not.
 */
export function interfaceOfAddress(
  address: string | null,
  interfaces: readonly NetworkInterface[],
): string | null {
  const family = isIP(address ?? '');
  if (address === null || family === 0) return null;
  const up = interfaces.filter(({ isUp }) => isUp);
  const onItsNetwork = up.find((one) =>
    one.addresses.some(({ network, isLinkLocal }) => !isLinkLocal && isWithin(address, network)),
  );
  return (onItsNetwork ?? defaultInterface(up, family === 6 ? 6 : 4))?.name ?? null;
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
  const [base = '', prefix = ''] = network.split('/');
  if (isIP(base) !== isIP(address) || prefix === '') return false;
  const list = new BlockList();
  list.addSubnet(base, Number(prefix), isIP(base) === 6 ? 'ipv6' : 'ipv4');
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
