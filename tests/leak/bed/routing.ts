import { isp, type VpnServer } from './addresses.ts';

/**
 * How the client's routing table uses a tunnel. `full`: for everything, by two halves, as VPN programs do it. `split`:
 * there is a default route through it, and a better one through the cable. `bare`: no route but to its own network.
 * `policy`: for everything, by a table of its own, as wg-quick does it; only for a tunnel that marks its own packets.
 */
export const routings = ['full', 'split', 'bare', 'policy'] as const;
export type Routing = (typeof routings)[number];

const halves4 = ['0.0.0.0/1', '128.0.0.0/1'];
const halves6 = ['::/1', '8000::/1'];

/** Lines for `ip` that make a tunnel's routes. */
export function routeLines(routing: Routing, device: string, server: VpnServer): string[] {
  const lines = tunnelRoutes(routing, device).map((route) => `route replace ${route}`);
  // Else the tunnel's own packets would go into the tunnel.
  return routing === 'full' ? [`route replace ${server.v4}/32 via ${isp.v4} dev eth0`, ...lines] : lines;
}

/** Lines that take them away. */
export function noRouteLines(routing: Routing, device: string): string[] {
  return tunnelRoutes(routing, device).map((route) => `route delete ${route}`);
}

/** The mark of the tunnel's own packets is the same number. */
export const policyTable = 51_820;

/** A line of shell: everything without the mark asks the table first, but for what the main one knows better. */
export const policyRules = ['-4', '-6']
  .flatMap((family) =>
    [`not fwmark ${policyTable} table ${policyTable}`, 'table main suppress_prefixlength 0'].map(
      (rule) => `ip ${family} rule delete ${rule} 2>/dev/null; ip ${family} rule add ${rule}`,
    ),
  )
  .join('\n');

function tunnelRoutes(routing: Routing, device: string): string[] {
  switch (routing) {
    case 'full':
      return [...halves4, ...halves6].map((half) => `${half} dev ${device}`);
    case 'split':
      return ['0.0.0.0/0', '::/0'].map((all) => `${all} dev ${device} metric 5000`);
    case 'bare':
      return [];
    case 'policy':
      return ['0.0.0.0/0', '::/0'].map((all) => `${all} dev ${device} table ${policyTable}`);
    default:
      return routing satisfies never;
  }
}
