import { readdirSync } from 'node:fs';
import os from 'node:os';
import ipaddr from 'ipaddr.js';
import type { InterfaceAddress, NetworkInterface } from '#shared/domain/network-interface.ts';
import { interfaceIndex } from './interface-index.ts';
import { interfaceKind } from './interface-kind.ts';
import { readDefaultRoutes } from './default-routes.ts';
import type { DefaultRoutes } from './routes.ts';
import { readText } from './read-text.ts';

/** DNS servers by interface name, where that is known; asked for apart, because asking takes a process. */
export type DnsServers = ReadonlyMap<string, readonly string[]>;

/** All interfaces at this moment, also those that are down. Costs well under a millisecond. */
export function listInterfaces(platform: NodeJS.Platform, dns: DnsServers): NetworkInterface[] {
  const withAddress = os.networkInterfaces();
  const names = new Set([...Object.keys(withAddress), ...systemNames(platform)]);
  const indexOf = (name: string) => interfaceIndex(name, withAddress[name], platform);
  const routes = platform === 'linux' ? readDefaultRoutes(names, indexOf) : noDefaultRoutes;
  return [...names].sort().map((name) => {
    const addresses = (withAddress[name] ?? []).flatMap((info) => describeAddress(info));
    return {
      name,
      index: indexOf(name),
      kind: interfaceKind(name, platform),
      // Node lists what is up and running and has an address.
      isUp: isUp(name) ?? addresses.length > 0,
      addresses,
      hasDefaultRoute4: routes.v4.has(name),
      hasDefaultRoute6: routes.v6.has(name),
      gateway4: routes.gateways.get(name) ?? null,
      dnsServers: dns.get(name) ?? [],
    };
  });
}

const noDefaultRoutes: DefaultRoutes = { v4: new Set(), v6: new Set(), gateways: new Map() };

function systemNames(platform: NodeJS.Platform): string[] {
  if (platform !== 'linux') return [];
  try {
    return readdirSync('/sys/class/net').filter((name) => name !== 'bonding_masters');
  } catch {
    return [];
  }
}

/** IFF_UP and, where the driver says so, a carrier. Undefined where the system does not tell. */
function isUp(name: string): boolean | undefined {
  const flags = readText(`/sys/class/net/${name}/flags`);
  if (flags === '') return undefined;
  return (
    (Number.parseInt(flags, 16) & 0x1) !== 0 && readText(`/sys/class/net/${name}/operstate`).trim() !== 'down'
  );
}

function describeAddress({ address, family, cidr }: os.NetworkInterfaceInfo): InterfaceAddress[] {
  if (cidr === null) return [];
  const [base, prefix] = ipaddr.parseCIDR(cidr.replace(/%.*(?=\/)/u, ''));
  const network =
    base.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${base.toString()}/${prefix}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${base.toString()}/${prefix}`);
  return [
    {
      address,
      family: family === 'IPv6' ? 6 : 4,
      isLinkLocal: base.range() === 'linkLocal',
      network: `${network.toString()}/${prefix}`,
    },
  ];
}
