import { execFile } from 'node:child_process';
import { isIPv6 } from 'node:net';
import { sourceAddress, type NetworkInterface } from '#shared/domain/network-interface.ts';

/**
 * Addresses far away, one in each half of the address space that VPNs route apart. Nothing is sent to them: the system
 * only says where it would go.
 */
const farAddresses = { 4: ['9.9.9.9', '193.0.0.1'], 6: ['2600::1', '2a00::1'] } as const;

/** A system that hangs while being asked must not hang us, ms. */
const patienceMs = 2_000;

/** What the routing tables do with packets that carry one address of ours. */
export interface SourceRoute {
  readonly family: 4 | 6;
  readonly address: string;
  /** Interfaces through which they would leave; empty where they would go nowhere. */
  readonly leavesThrough: readonly string[];
}

/**
 * Where packets leave that carry the interface's own addresses and belong to no socket: what the kernel answers by
 * itself (RST, ICMP, late acknowledgements) follows the routing tables only, whatever sockets are tied to. Needs no
 * privilege.
 * @returns undefined where the system cannot tell
 */
export async function readSourceRoutes(of: NetworkInterface): Promise<SourceRoute[] | undefined> {
  const families = ([4, 6] as const).flatMap((family) => {
    const address = sourceAddress(of, family);
    return address === undefined ? [] : [{ family, address }];
  });
  const routes = await Promise.all(
    families.map(async ({ family, address }) => {
      const devices = await Promise.all(farAddresses[family].map((far) => askRoute(far, address)));
      return devices.includes(undefined)
        ? undefined
        : { family, address, leavesThrough: [...new Set(devices.flatMap((names) => names ?? []))] };
    }),
  );
  return routes.includes(undefined) ? undefined : routes.filter((route) => route !== undefined);
}

/** Those that would leave through another interface than the one whose address they carry. */
export function findSplitRoutes(routes: readonly SourceRoute[], interfaceName: string): SourceRoute[] {
  return routes.filter(({ leavesThrough }) => leavesThrough.some((name) => name !== interfaceName));
}

/** No device where the kernel says that there is no way; undefined where nobody could be asked. */
function askRoute(far: string, from: string): Promise<string[] | undefined> {
  return new Promise((resolve) => {
    execFile('ip', ['route', 'get', far, 'from', from], { timeout: patienceMs }, (error, output, problem) => {
      if (error === null) resolve(parseRoute(output));
      else
        resolve(/unreachable|no route to host|prohibited|permission denied/iu.test(problem) ? [] : undefined);
    });
  });
}

/** A line like `9.9.9.9 from 10.66.0.2 via 192.0.2.1 dev eth0 uid 1000`. */
export function parseRoute(text: string): string[] | undefined {
  const name = /\sdev\s+(\S+)/u.exec(text)?.[1];
  return name === undefined ? undefined : [name];
}

/**
 * Lines for the administrator that keep those packets on their interface: a table of its own for whatever carries the
 * address, and nowhere else when the interface is gone. They hold until the computer restarts.
 */
export function splitRouteCommands(split: readonly SourceRoute[], of: NetworkInterface): string[] {
  // Far from the numbers that VPN programs and distributions use, and another one for each interface.
  const table = 61_000 + of.index;
  return split.flatMap(({ address }) => {
    const ip = isIPv6(address) ? 'ip -6' : 'ip';
    return [
      `${ip} rule add from ${address} lookup ${table}`,
      `${ip} route replace default dev ${of.name} table ${table}`,
      `${ip} route replace unreachable default metric 9999 table ${table}`,
    ];
  });
}
