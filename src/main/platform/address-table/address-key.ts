import ipaddr from 'ipaddr.js';
import type { Family } from './layout.ts';

export interface AddressKey {
  readonly family: Family;
  /** The bytes that are told apart, as one number. */
  readonly key: number;
}

/** Undefined for what has no place in the internet: private, shared (RFC 6598), loopback, link-local, for examples … */
export function keyOf(address: string): AddressKey | undefined {
  if (!ipaddr.isValid(address)) return undefined;
  // An IPv4 address in IPv6 clothes is the IPv4 address.
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return undefined;
  if (parsed instanceof ipaddr.IPv4) return { family: 4, key: Buffer.from(parsed.octets).readUInt32BE() };
  const [first = 0, second = 0, third = 0] = parsed.parts;
  return { family: 6, key: first * 2 ** 32 + second * 2 ** 16 + third };
}
