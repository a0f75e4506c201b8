import { readText } from './read-text.ts';

export interface DefaultRoutes {
  readonly v4: ReadonlySet<string>;
  readonly v6: ReadonlySet<string>;
  /** IPv4 gateway by interface, where the default route names one. */
  readonly gateways: ReadonlyMap<string, string>;
}

const flagUp = 0x1;

/**
 * The poor way of default-routes.ts: which interfaces the main routing table sends everything through that has no better way: by a default route, or by
 * two halves (0/1 and 128/1), which VPNs use to leave the real one in place. Empty where the system has no /proc/net.
 * Of IPv6 the system lists all tables in one, so a default route of another table counts too.
 */
export function readDefaultRoutesOfProc(): DefaultRoutes {
  return parseDefaultRoutes(readText('/proc/net/route'), readText('/proc/net/ipv6_route'));
}

export function parseDefaultRoutes(v4Text: string, v6Text: string): DefaultRoutes {
  const v4 = new Map<string, Set<string>>();
  const gateways = new Map<string, string>();
  for (const line of v4Text.split('\n').slice(1)) {
    // Iface Destination Gateway Flags RefCnt Use Metric Mask …; addresses are hex in the machine's byte order.
    const [name, destination, gateway = '', flags, , , , mask] = line.trim().split(/\s+/u);
    if (name === undefined || destination === undefined || (Number.parseInt(flags ?? '0', 16) & flagUp) === 0)
      continue;
    const isWhole = destination === '00000000' && mask === '00000000';
    const halves = isWhole ? ['00000000', '00000080'] : mask === '00000080' ? [destination] : [];
    v4.set(name, new Set([...(v4.get(name) ?? []), ...halves]));
    if (isWhole && /^[0-9a-f]{8}$/iu.test(gateway) && gateway !== '00000000')
      gateways.set(name, fromHex(gateway));
  }
  const v6 = new Map<string, Set<number>>();
  for (const line of v6Text.split('\n')) {
    // destination prefix source prefix next-hop metric refcnt use flags name
    const [destination, prefix, , , , , , , flags, name] = line.trim().split(/\s+/u);
    if (name === undefined || destination === undefined || (Number.parseInt(flags ?? '0', 16) & flagUp) === 0)
      continue;
    if (name === 'lo') continue;
    const covered = v6.get(name) ?? new Set<number>();
    for (const block of globalBlocks) if (contains(destination, prefix, block)) covered.add(block);
    v6.set(name, covered);
  }
  return {
    v4: new Set([...v4].filter(([, { size }]) => size === 2).map(([name]) => name)),
    v6: new Set([...v6].filter(([, { size }]) => size === globalBlocks.length).map(([name]) => name)),
    gateways,
  };
}

/** All that is assigned of IPv6 lies in 2000::/3: these two of its sixteen blocks of /4. VPNs route them together or apart. */
const globalBlocks = [0x2, 0x3] as const;

/** Whether a route leads to a whole block. */
function contains(destination: string, prefix: string | undefined, block: number): boolean {
  const length = Number.parseInt(prefix ?? '', 16);
  if (!(length <= 4)) return false;
  const shift = 4 - length;
  return block >> shift === Number.parseInt(destination[0] ?? '', 16) >> shift;
}

function fromHex(text: string): string {
  return Array.from({ length: 4 }, (_, index) =>
    Number.parseInt(text.slice(6 - 2 * index, 8 - 2 * index), 16),
  ).join('.');
}
