import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { client, internet, isp, type VpnServer } from './addresses.ts';
import { ip, run, runIn } from './command.ts';

/** Names of a bed's namespaces; no two beds on a computer have the same. */
export interface Namespaces extends AsyncDisposable {
  readonly client: string;
  readonly isp: string;
  readonly internet: string;
  vpn(server: VpnServer): string;
}

/** The place of the client's cable in the ISP's namespace: what passes here left the client in the clear. */
export const clearLink = 'cl0';

const namePrefix = 'wleak';
let made = 0;

/**
 * Client, ISP, VPN servers and internet, each with a network of its own, joined by cables, both IPv4 and IPv6, without
 * any tunnel yet.
 */
export async function makeNamespaces(servers: readonly VpnServer[]): Promise<Namespaces> {
  const number = made++;
  const name = (place: string) => `${namePrefix}-${process.pid}-${number}-${place}`;
  const [clientName, ispName, internetName] = ['client', 'isp', 'internet'].map(name) as [
    string,
    string,
    string,
  ];
  const vpn = ({ number }: VpnServer) => name(`vpn${number}`);
  const all = [clientName, ispName, internetName, ...servers.map(vpn)];
  const namespaces: Namespaces = {
    client: clientName,
    isp: ispName,
    internet: internetName,
    vpn,
    [Symbol.asyncDispose]: () => removeNamespaces(all),
  };
  try {
    // What `ip netns exec` lays over /etc for everything that runs in there.
    const etc = join('/etc/netns', clientName);
    await mkdir(etc, { recursive: true });
    await writeFile(join(etc, 'resolv.conf'), `nameserver ${isp.v4}\noptions timeout:1 attempts:1\n`);
    await run('ip', ['-batch', '-'], all.map((each) => `netns add ${each}`).join('\n'));
    await Promise.all(all.map((each) => furnish(each)));
    await layCables(namespaces, servers);
  } catch (error) {
    await removeNamespaces(all);
    throw error;
  }
  return namespaces;
}

async function furnish(namespace: string): Promise<void> {
  const settings = [
    'net.ipv6.conf.all.accept_dad=0',
    'net.ipv6.conf.default.accept_dad=0',
    'net.ipv6.conf.default.accept_ra=0',
    // As systemd sets it: replies may come in by another way than the one that we would take.
    'net.ipv4.conf.all.rp_filter=2',
    'net.ipv4.conf.default.rp_filter=2',
    ...(namespace.endsWith('client') ? [] : ['net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1']),
  ];
  await Promise.all([ip(namespace, 'link set lo up'), runIn(namespace, ['sysctl', '-qw', ...settings])]);
}

async function layCables(
  { client: clientName, isp: ispName, internet: internetName, vpn }: Namespaces,
  servers: readonly VpnServer[],
): Promise<void> {
  const ends = [
    { namespace: clientName, device: clearLink },
    { namespace: internetName, device: 'in0' },
    ...servers.map((server) => ({ namespace: vpn(server), device: `vp${server.number}` })),
  ];
  for (const { namespace, device } of ends)
    await run('ip', [
      'link',
      'add',
      'eth0',
      'netns',
      namespace,
      'type',
      'veth',
      'peer',
      'name',
      device,
      'netns',
      ispName,
    ]);
  await ip(
    ispName,
    ...place(clearLink, isp, 24),
    ...place('in0', internet.gateway, 24),
    ...servers.flatMap(({ number, line }) => place(`vp${number}`, line, 25)),
  );
  await ip(clientName, ...place('eth0', client, 24), ...defaultRoutes(isp, 100));
  const { gateway, ...hosts } = internet;
  const [first, ...others] = Object.values(hosts) as { v4: string; v6?: string }[];
  if (first?.v6 === undefined) throw new Error('The internet has no address');
  await ip(
    internetName,
    ...place('eth0', { v4: first.v4, v6: first.v6 }, 24),
    ...others.flatMap(({ v4, v6 }) => [
      `address add ${v4}/24 dev eth0`,
      ...(v6 === undefined ? [] : [`address add ${v6}/64 dev eth0 nodad`]),
    ]),
    ...defaultRoutes(gateway),
  );
  for (const server of servers)
    await ip(vpn(server), ...place('eth0', server, 25), ...defaultRoutes(server.line));
  await runIn(ispName, ['nft', '-f', '-'], ispResolverRules);
}

interface BothAddresses {
  readonly v4: string;
  readonly v6: string;
}

function place(device: string, { v4, v6 }: BothAddresses, prefix: number): string[] {
  return [
    `address add ${v4}/${prefix} dev ${device}`,
    `address add ${v6}/64 dev ${device} nodad`,
    `link set ${device} up`,
  ];
}

function defaultRoutes({ v4, v6 }: BothAddresses, metric = 100): string[] {
  return [
    `route add default via ${v4} dev eth0 metric ${metric}`,
    `route add default via ${v6} dev eth0 metric ${metric + 924}`,
  ];
}

const ispResolverRules = `table ip resolver {
  chain before { type nat hook prerouting priority dstnat;
    iifname ${clearLink} ip daddr ${isp.v4} udp dport 53 dnat to ${internet.ispResolver.v4}
    iifname ${clearLink} ip daddr ${isp.v4} tcp dport 53 dnat to ${internet.ispResolver.v4}
  }
}
`;

async function removeNamespaces(names: readonly string[]): Promise<void> {
  for (const name of names) {
    await run('ip', ['netns', 'delete', name]).catch(() => undefined);
    await rm(join('/etc/netns', name), { recursive: true, force: true });
  }
}

/** Takes away what test processes have left behind that were killed, with everything that still runs in there. */
export async function removeOrphans(): Promise<void> {
  const folders = await readdir('/etc/netns').catch(() => []);
  const list = [await run('ip', ['netns', 'list']), ...folders].join('\n');
  const pattern = new RegExp(`^(${namePrefix}-(\\d+)-\\S+)`, 'gmu');
  const orphans = [...list.matchAll(pattern)].filter(([, , pid]) => !isRunning(Number(pid)));
  for (const [, name = ''] of orphans) {
    const pids = await run('ip', ['netns', 'pids', name]).catch(() => '');
    for (const pid of pids.split('\n').filter(Boolean)) end(Number(pid));
    await removeNamespaces([name]);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
