import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeNamespace, plugCable, type NetworkNamespace } from './network-namespace.ts';
import type { OutsideProgram } from './outside-program.ts';
import { makeTempFolder } from './temp-folder.ts';
import { until } from './until.ts';

/** A home: one computer behind a router that opens ports, and the internet outside. */
export interface Home extends AsyncDisposable {
  readonly computer: NetworkNamespace;
  readonly router: NetworkNamespace;
  readonly internet: NetworkNamespace;
  readonly gateway: string;
  /** Of the router, as the internet sees it. */
  readonly publicAddress: string;
  readonly program: OutsideProgram;
  /** Ports that the router sends on to the computer: `tcp 6881`. */
  openPorts(): string[];
}

interface Speaks {
  /** NAT-PMP and PCP go together. */
  readonly natPmp: boolean;
  readonly upnp: boolean;
}

/** Somebody on the internet. */
export const outsider = '45.33.32.2';

// Its chains, where it puts what it opens.
const tables = `table inet filter {
  chain forward { type filter hook forward priority 0; policy drop; ct state established,related accept; jump miniupnpd; }
  chain miniupnpd { }
  chain prerouting { type nat hook prerouting priority -100; policy accept; jump prerouting_miniupnpd; }
  chain postrouting { type nat hook postrouting priority 100; policy accept; jump postrouting_miniupnpd; oifname "wan0" masquerade; }
  chain prerouting_miniupnpd { }
  chain postrouting_miniupnpd { }
}`;

/** Debian's miniupnpd, which many home routers run; with nftables. */
export async function makeHome({ natPmp, upnp }: Speaks): Promise<Home> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await makeTempFolder());
  const computer = stack.use(makeNamespace());
  const router = stack.use(makeNamespace());
  const internet = stack.use(makeNamespace());
  const [gateway, publicAddress] = ['192.168.7.1', '45.33.32.1'];
  plugCable(
    'lan0',
    { in: computer, addresses: ['192.168.7.2/24'] },
    { in: router, addresses: [`${gateway}/24`] },
  );
  plugCable(
    'wan0',
    { in: router, addresses: [`${publicAddress}/24`] },
    { in: internet, addresses: [`${outsider}/24`] },
  );
  computer.shell(`ip route add default via ${gateway}`);
  router.shell(`ip route add default via ${outsider}`, 'echo 1 > /proc/sys/net/ipv4/ip_forward');
  await writeFile(join(folder.path, 'tables'), tables);
  router.shell(`nft -f ${join(folder.path, 'tables')}`);
  const yesNo = (is: boolean) => (is ? 'yes' : 'no');
  const settings = {
    ext_ifname: 'wan0',
    listening_ip: 'lan0',
    enable_natpmp: yesNo(natPmp),
    enable_upnp: yesNo(upnp),
    secure_mode: 'yes',
    ipv6_disable: 'yes',
    uuid: '73a9cb68-a00b-4d3f-8412-75989feb5b4e',
    upnp_table_name: 'filter',
    upnp_nat_table_name: 'filter',
    upnp_forward_chain: 'miniupnpd',
    upnp_nat_chain: 'prerouting_miniupnpd',
    upnp_nat_postrouting_chain: 'postrouting_miniupnpd',
    lease_file: join(folder.path, 'leases'),
    allow: '1024-65535 192.168.7.0/24 1024-65535',
  };
  const lines = Object.entries(settings).map(([name, value]) =>
    name === 'allow' ? `${name} ${value}` : `${name}=${value}`,
  );
  await writeFile(join(folder.path, 'conf'), `${lines.join('\n')}\ndeny 0-65535 0.0.0.0/0 0-65535\n`);
  const program = stack.use(
    router.start('miniupnpd', ['-d', '-f', join(folder.path, 'conf'), '-P', join(folder.path, 'pid')]),
  );
  await until(() => (/Listening for NAT-PMP|HTTP listening/u.test(program.output()) ? true : undefined), {
    what: () => `miniupnpd is there: ${program.output()}`,
  });
  const owned = stack.move();
  return {
    computer,
    router,
    internet,
    gateway,
    publicAddress,
    program,
    openPorts: () =>
      // nft has no name for the protocol at this place: 6 is TCP, 17 UDP.
      [
        ...router
          .shell('nft list chain inet filter prerouting_miniupnpd')
          .matchAll(/ (0x6|0x11) th dport (\d+) dnat/gu),
      ].map(([, protocol, port]) => `${protocol === '0x6' ? 'tcp' : 'udp'} ${port}`),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
