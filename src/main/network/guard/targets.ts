import ipaddr from 'ipaddr.js';
import type { InterfaceBinding } from '#shared/contract/engine-door.ts';

/** Whether an address may be talked to: anywhere through the interface, or only on its own networks. */
export function isAllowedTarget({ onlyTo }: InterfaceBinding, address: string): boolean {
  if (onlyTo === null) return true;
  const target = parse(address);
  return target !== undefined && onlyTo.some((network) => contains(network, target));
}

function contains(network: string, target: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  const [base, prefix] = ipaddr.parseCIDR(network);
  return base.kind() === target.kind() && target.match(base, prefix);
}

/** An IPv4 address in IPv6 clothes is the IPv4 address. */
function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const text = address.replace(/%.*$/u, '');
  return ipaddr.isValid(text) ? ipaddr.process(text) : undefined;
}
