import { execFile } from 'node:child_process';
import { getServers } from 'node:dns';
import { isIP } from 'node:net';
import type { DnsServers } from './interfaces.ts';
import { readText } from './read-text.ts';

/** A system that hangs while being asked must not hang us, ms. */
const patienceMs = 2_000;

/**
 * Resolvers by interface, as systemd-resolved knows them. Where there is none, the servers of resolv.conf stand for
 * every interface; a stub on this computer (127.0.0.53) is left out: it could not be reached from a bound socket, and
 * asks whomever it likes.
 */
export async function readDnsServers(names: readonly string[]): Promise<DnsServers> {
  const resolved = await askResolved();
  if (resolved.size > 0) return resolved;
  // Windows has no such file; Node has asked it for all of its servers together.
  const isWindows = process.platform === 'win32';
  const common = isWindows
    ? addressesIn(getServers().join(' '))
    : parseResolvConf(readText('/etc/resolv.conf'));
  return new Map(names.map((name) => [name, common]));
}

function askResolved(): Promise<DnsServers> {
  return new Promise((resolve) => {
    execFile('resolvectl', ['dns'], { timeout: patienceMs }, (error, output) => {
      resolve(error === null ? parseResolvectl(output) : new Map());
    });
  });
}

/** Lines like `Link 3 (wg0): 10.64.0.1 fd66::1`. */
export function parseResolvectl(text: string): DnsServers {
  const servers = new Map<string, readonly string[]>();
  for (const [, name, list] of text.matchAll(/^Link \d+ \(([^)]+)\):(.*)$/gmu)) {
    const found = addressesIn(list ?? '');
    if (name !== undefined && found.length > 0) servers.set(name, found);
  }
  return servers;
}

export function parseResolvConf(text: string): string[] {
  return [...text.matchAll(/^nameserver\s+(\S+)/gmu)].flatMap(([, server]) => addressesIn(server ?? ''));
}

function addressesIn(text: string): string[] {
  const words = text
    .trim()
    .split(/\s+/u)
    .map((word) => word.replace(/[#%].*$/u, ''));
  return words.filter((word) => isIP(word) !== 0 && !word.startsWith('127.') && word !== '::1');
}
