import type { LookupOneOptions } from 'node:dns';
import dns from 'node:dns';
import { isIP } from 'node:net';
import { noteLeaving } from '../exposure/purpose.ts';
import { asError } from './as-error.ts';
import { askOverHttps } from './dns-over-https.ts';
import { askingFor, askOverUdp } from './dns-over-udp.ts';
import { deny } from './denials.ts';
import { boundTo, theDoor } from './door.ts';

/** How long an answer may be used again, at least and at most, seconds: trackers announce every half hour. */
const [shortestTtl, longestTtl] = [30, 3600];
const maxRemembered = 500;
const remembered = new Map<string, { readonly addresses: Promise<string[]>; expiresMs: number }>();

/**
 * The addresses of a name, IPv4 first, asked through the binding. Never the system's resolver where there is one. Behind
 * a proxy the name itself.
 * @throws Error with `code` ENOTFOUND when nobody knows it, EDENIED when it may not be asked
 */
export async function resolveName(name: string): Promise<string[]> {
  if (isIP(name) !== 0) return [name];
  const door = theDoor();
  if (door.isClosed) throw deny('door-closed');
  // The proxy looks it up: no question for a name leaves this computer.
  if (door.proxy !== null) return [name];
  if (boundTo(door) === undefined) {
    noteSystemQuestion(name);
    const found = await dns.promises.lookup(name, { all: true, order: 'ipv4first' });
    return found.map(({ address }) => address);
  }
  const key = name.toLowerCase().replace(/\.$/u, '');
  const known = remembered.get(key);
  if (known !== undefined && known.expiresMs > performance.now()) return known.addresses;
  const entry = {
    addresses: ask(key, (ttlSeconds) => (entry.expiresMs = performance.now() + ttlSeconds * 1000)),
    expiresMs: Infinity,
  };
  remember(key, entry);
  entry.addresses.catch(() => remembered.delete(key));
  return entry.addresses;
}

const dnsPort = 53;

/** The system asks the first resolver that it knows, and the others where that one is silent, which it does not tell. */
function noteSystemQuestion(name: string): void {
  if (name === 'localhost') return;
  const [server = null] = dns.getServers().map(withoutPort);
  noteLeaving(server, dnsPort, { ...askingFor(name), transport: 'udp' });
}

/** `192.0.2.1:5353`, `[2001:db8::1]:5353`, or an address alone. */
function withoutPort(server: string): string {
  return server.replace(/^\[(.*)\](?::\d+)?$/u, '$1').replace(/^([\d.]+):\d+$/u, '$1');
}

function remember(key: string, entry: { readonly addresses: Promise<string[]>; expiresMs: number }): void {
  remembered.delete(key);
  remembered.set(key, entry);
  const [oldest] = remembered.keys();
  if (remembered.size > maxRemembered && oldest !== undefined) remembered.delete(oldest);
}

async function ask(name: string, onTtl: (seconds: number) => void): Promise<string[]> {
  const bound = boundTo(theDoor());
  if (bound === undefined) throw new Error('Only a binding asks for names itself');
  const { to } = bound;
  const families = (
    [
      ['A', to.address4],
      ['AAAA', to.address6],
    ] as const
  ).filter(([, own]) => own !== null);
  const question = (type: 'A' | 'AAAA') =>
    to.dnsOverHttps === null
      ? askOverUdp(to.dnsServers, { name, type })
      : askOverHttps(to.dnsOverHttps, { name, type });
  const answers = await Promise.allSettled(families.map(([type]) => question(type)));
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const addresses = found.flatMap(({ addresses: some }) => some);
  if (addresses.length === 0) {
    const reason: unknown = answers.find((answer) => answer.status === 'rejected')?.reason;
    throw Object.assign(new Error(`The name ${name} was not found.`, { cause: reason }), {
      code: 'ENOTFOUND',
    });
  }
  const ttl = Math.min(...found.map(({ ttlSeconds }) => ttlSeconds));
  onTtl(Math.min(longestTtl, Math.max(shortestTtl, ttl)));
  return addresses;
}

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string, family: number) => void;

/** dns.lookup's shape: one family, one address. */
export function lookupOne(name: string, options: LookupOneOptions | number, callback: LookupCallback): void {
  resolveName(name).then(
    (addresses) => {
      const wanted = typeof options === 'number' ? options : options.family;
      const family = wanted === 6 || wanted === 'IPv6' ? 6 : 4;
      const address = addresses.find((candidate) => isIP(candidate) === family);
      if (address !== undefined) return callback(null, address, family);
      callback(
        Object.assign(new Error(`${name} has no IPv${family} address.`), { code: 'ENOTFOUND' }),
        '',
        family,
      );
    },
    (error: unknown) => callback(asError(error), '', 4),
  );
}
