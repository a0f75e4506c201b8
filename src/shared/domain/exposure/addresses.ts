import type { ObservedAddress, ObservedChannel, Standing } from './observed.ts';

export function familyOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4;
}

/** RFC 1122 and 4291: what never leaves this computer. Nobody outside is there, and nobody is on the way. */
const loopback = /^(127\.|::1$|::ffff:127\.)/iu;

export function isLoopback(address: string): boolean {
  return loopback.test(address);
}

/** The same of a host in a URL, which may be a name (RFC 6761, 6.3). */
export function isLoopbackHost(host: string): boolean {
  return isLoopback(host) || /(^|\.)localhost\.?$/iu.test(host);
}

/** RFC 1918, 3927, 4193, 4291: what a neighbour sees, which is another address than the one outside. */
const local =
  /^(10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\.|^(f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):|^::1$/iu;

/** Fewer than this share of a channel's voices are taken for liars or a change that has just happened. */
const outvotedBelow = 0.2;

/**
 * Addresses of one family of which no channel is sure, or on which two channels are sure of different ones; none where
 * they agree. A single liar among many is outvoted: shown, and no alarm.
 */
export function disagreeing(observed: readonly ObservedAddress[]): string[] {
  for (const family of [4, 6] as const) {
    const named = observed.filter(({ address }) => familyOf(address) === family && !local.test(address));
    const believed = new Set(
      named.filter((one) => shareOf(one, named) >= outvotedBelow).map(({ address }) => address),
    );
    if (believed.size > 1) return [...believed].toSorted();
  }
  return [];
}

/** How an address stands among what was said through the same profile. */
export function standingOf(
  one: ObservedAddress,
  all: readonly ObservedAddress[],
  homeAddresses: readonly string[],
): Standing {
  if (homeAddresses.includes(one.address)) return 'home';
  return shareOf(one, all) >= outvotedBelow ? 'expected' : 'outvoted';
}

/** Of those who spoke by the same channel through the same profile about the same family. */
function shareOf(one: ObservedAddress, all: readonly ObservedAddress[]): number {
  const peers = all.filter((other) => isSameTalk(one, other));
  const sum = peers.reduce((total, { count }) => total + count, 0);
  const said = peers
    .filter(({ address }) => address === one.address)
    .reduce((total, { count }) => total + count, 0);
  return sum === 0 ? 0 : said / sum;
}

function isSameTalk(one: ObservedAddress, other: ObservedAddress): boolean {
  const [mine, theirs]: readonly ObservedChannel[] = [one.channel, other.channel];
  return (
    one.profile === other.profile && mine === theirs && familyOf(one.address) === familyOf(other.address)
  );
}
