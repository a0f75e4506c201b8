import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, test } from 'vitest';

/** CI sets this: there, a program that is missing is a failure. */
const areRequired = process.env.WARREN_REQUIRE_TOOLS === '1';

const testData = 'test data (WARREN_CORPORA)';

const tools: Readonly<Record<string, () => boolean>> = {
  chromium: () => isOnPath('chromium'),
  ffmpeg: () => isOnPath('ffmpeg'),
  aria2c: () => isOnPath('aria2c'),
  'transmission-daemon': () => isOnPath('transmission-daemon'),
  'transmission-create': () => isOnPath('transmission-create'),
  'qbittorrent-nox': () => isOnPath('qbittorrent-nox'),
  deluge: () => isOnPath('deluged') && isOnPath('deluge-console'),
  rtorrent: () => isOnPath('rtorrent'),
  opentracker: () => isOnPath('opentracker'),
  'python3-libtorrent': () => runs('/usr/bin/python3', ['-c', 'import libtorrent']),
  miniupnpd: () => isOnPath('miniupnpd') && isOnPath('nft'),
  'systemd-analyze': () => isOnPath('systemd-analyze'),
  'loop devices (root)': () => process.getuid?.() === 0 && existsSync('/dev/loop-control'),
  'network namespaces (root)': () => process.getuid?.() === 0 && isOnPath('ip'),
  'tun devices (root)': () => process.getuid?.() === 0 && existsSync('/dev/net/tun'),
  'wireguard-tools': () => isOnPath('wg'),
  // Its kernel part can stand in for it, but a bed looks for that one first by itself.
  'wireguard-go': () => isOnPath('wireguard-go'),
  openssl: () => isOnPath('openssl'),
  openvpn: () => isOnPath('openvpn') && isOnPath('openssl'),
  nftables: () => isOnPath('nft'),
  tcpdump: () => isOnPath('tcpdump'),
  [testData]: () => existsSync(process.env.WARREN_CORPORA ?? ''),
};

/** What the beds of tests/leak are built of. */
export const leakTools = [
  'network namespaces (root)',
  'tun devices (root)',
  'wireguard-tools',
  'wireguard-go',
  'openvpn',
  'nftables',
  'tcpdump',
] as const;

const known = new Map<string, boolean>();

export function hasTool(name: string): boolean {
  const probe = tools[name];
  if (probe === undefined) throw new Error(`Name the tool "${name}" in tests/support/tools.ts`);
  const found = known.get(name) ?? probe();
  known.set(name, found);
  return found;
}

export function missingTools(): string[] {
  return Object.keys(tools).filter((name) => !hasTool(name));
}

/** A suite that needs something from outside: skipped and named where it is missing, failed where it must not be. */
export function describeWith(needed: readonly string[], title: string, body: () => void): void {
  const missing = needed.filter((name) => !hasTool(name));
  if (missing.length === 0) return void describe(title, body);
  // The body is not even read: it may look for what is not there.
  // Torrents of other projects are not ours to bring along; without them that suite says so, also in CI.
  if (!areRequired || missing.every((name) => name === testData)) {
    describe(title, () => test.skip(`needs ${missing.join(', ')}`, () => undefined));
    return;
  }
  describe(title, () => {
    test(`needs ${missing.join(', ')}`, () => {
      throw new Error('not installed');
    });
  });
}

function isOnPath(program: string): boolean {
  return `${process.env.PATH ?? ''}:/usr/sbin`
    .split(delimiter)
    .some((folder) => existsSync(join(folder, program)));
}

function runs(program: string, args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
