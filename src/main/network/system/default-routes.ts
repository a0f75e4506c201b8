import { loadLibC, type LibC } from './libc.ts';
import { dumpNetlink } from './netlink-dump.ts';
import { fixedBytes, parseRouteMessage, tableForEveryone, type Route } from './route-messages.ts';
import { readDefaultRoutesOfProc, type DefaultRoutes } from './routes.ts';

/* Constants of Linux (linux/rtnetlink.h, sys/socket.h). */
const [getRoute, getRule] = [26, 34];
const families = { 4: 2, 6: 10 } as const;
const mainTable = 254;

let libc: LibC | undefined;

/**
 * Which interfaces everything is sent through that has no better way: by a default route, or by parts that make up the
 * whole, which VPNs use to leave the real one in place. Only tables count that are asked for every packet without a mark:
 * the main one, and that of wg-quick; not one that somebody made for some addresses or some programs.
 * @param indexOf the number of an interface, 0 for none
 */
export function readDefaultRoutes(names: Iterable<string>, indexOf: (name: string) => number): DefaultRoutes {
  const [v4, v6] = [routesForEveryone(4), routesForEveryone(6)];
  // Where netlink does not answer: of IPv6 the file lists all tables in one.
  if (v4 === undefined || v6 === undefined) return readDefaultRoutesOfProc();
  const nameOf = new Map([...names].map((name) => [indexOf(name), name]));
  return defaultRoutesAmong({ v4, v6 }, nameOf);
}

function routesForEveryone(family: 4 | 6): Route[] | undefined {
  try {
    libc ??= loadLibC();
  } catch {
    return undefined;
  }
  const about = { family: families[family], bodyBytes: fixedBytes };
  const messages = dumpNetlink(libc, { ...about, type: getRoute });
  if (messages === undefined) return undefined;
  const rules = dumpNetlink(libc, { ...about, type: getRule })?.flatMap(
    (rule) => tableForEveryone(rule) ?? [],
  );
  // A kernel without rules has the main table only.
  const tables = new Set(rules === undefined || rules.length === 0 ? [mainTable] : rules);
  return messages
    .flatMap((message) => parseRouteMessage(message) ?? [])
    .filter(({ table }) => tables.has(table));
}

/** @param nameOf names of interfaces by their numbers */
export function defaultRoutesAmong(
  { v4, v6 }: { readonly v4: readonly Route[]; readonly v6: readonly Route[] },
  nameOf: ReadonlyMap<number, string>,
): DefaultRoutes {
  const named = (numbers: readonly number[]) => numbers.flatMap((number) => nameOf.get(number) ?? []);
  const gateways = new Map<string, string>();
  for (const { prefixLength, gateway, interfaces } of v4) {
    if (prefixLength !== 0 || gateway?.length !== 4) continue;
    for (const name of named(interfaces)) if (!gateways.has(name)) gateways.set(name, [...gateway].join('.'));
  }
  return {
    v4: new Set(named(whollyCovered(v4, 1))),
    v6: new Set(named(whollyCovered(v6, 4)).filter((name) => name !== 'lo')),
    gateways,
  };
}

/** All that is assigned of IPv6 lies in 2000::/3: these two of its sixteen blocks of /4. VPNs route them together or apart. */
const blocks = { 1: [0, 1], 4: [2, 3] } as const;

/** Interfaces to which all blocks of that many bits lead. */
function whollyCovered(routes: readonly Route[], bits: 1 | 4): number[] {
  const covered = new Map<number, Set<number>>();
  for (const { destination, prefixLength, interfaces } of routes) {
    if (prefixLength > bits) continue;
    const shift = bits - prefixLength;
    const start = (destination[0] ?? 0) >> (8 - bits);
    const within = blocks[bits].filter((block) => block >> shift === start >> shift);
    for (const number of interfaces)
      covered.set(number, new Set([...(covered.get(number) ?? []), ...within]));
  }
  return [...covered].filter(([, { size }]) => size === blocks[bits].length).map(([number]) => number);
}
