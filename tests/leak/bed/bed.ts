import { makeTempFolder } from '../../support/temp-folder.ts';
import { chmod } from 'node:fs/promises';
import { vpnServers } from './addresses.ts';
import { makeNamespaces, type Namespaces } from './namespaces.ts';
import { makeOpenvpn } from './openvpn.ts';
import type { Routing } from './routing.ts';
import type { Tunnel, TunnelKind } from './tunnel.ts';
import { makeWireguard } from './wireguard.ts';

/**
 * Networks for one test:
 *
 *     client  eth0 192.0.2.2 ────── cl0 isp ────── vpn1 198.51.100.2, vpn2 198.51.100.130
 *             wg0/tun0 10.66.0.2 ═══════ ║ ══════════╝ (address translation, forwarded port 6881)
 *                                       isp ────── internet 203.0.113.0/24
 *
 * and the same in IPv6. The tunnels' servers stand; the client's ends do not yet.
 */
export interface Bed extends AsyncDisposable {
  readonly namespaces: Namespaces;
  /** World-readable: programs run as `nobody` in it. */
  readonly folder: string;
  readonly routing: Routing;
  readonly tunnel: Tunnel;
  /** Only where the plan has a second one. */
  readonly secondTunnel: Tunnel | undefined;
}

interface BedPlan {
  readonly tunnel: TunnelKind;
  readonly routing: Routing;
  readonly secondTunnel?: TunnelKind;
}

const makers = { wireguard: makeWireguard, openvpn: makeOpenvpn } as const;

export async function makeBed({ tunnel, routing, secondTunnel }: BedPlan): Promise<Bed> {
  await using stack = new AsyncDisposableStack();
  const { path: folder } = stack.use(await makeTempFolder());
  await chmod(folder, 0o755);
  const servers = secondTunnel === undefined ? [vpnServers[1]] : [vpnServers[1], vpnServers[2]];
  const namespaces = stack.use(await makeNamespaces(servers));
  const plan = { namespaces, routing, folder };
  const first = stack.use(await makers[tunnel]({ ...plan, server: vpnServers[1] }));
  const second = secondTunnel && stack.use(await makers[secondTunnel]({ ...plan, server: vpnServers[2] }));
  const owned = stack.move();
  return {
    namespaces,
    folder,
    routing,
    tunnel: first,
    secondTunnel: second,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
