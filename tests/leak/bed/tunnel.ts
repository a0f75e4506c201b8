import type { VpnServer } from './addresses.ts';
import type { Namespaces } from './namespaces.ts';
import type { Routing } from './routing.ts';

export const tunnelKinds = ['wireguard', 'openvpn'] as const;
export type TunnelKind = (typeof tunnelKinds)[number];

export interface TunnelPlan {
  readonly namespaces: Namespaces;
  readonly server: VpnServer;
  readonly routing: Routing;
  /** For keys and logs. */
  readonly folder: string;
}

/** A tunnel between the client and a VPN server, and what can happen to the client's end of it. */
export interface Tunnel extends AsyncDisposable {
  readonly kind: TunnelKind;
  /** Its name at the client: `wg0`, `tun1`. */
  readonly device: string;
  readonly server: VpnServer;
  /** UDP port of the server under which its packets go. */
  readonly serverPort: number;
  /** Makes the client's end, with its routes. `again`: with another address. */
  up(again?: 'again'): Promise<void>;
  /** The program at the client's end is killed; the interface goes with it. */
  kill(): Promise<void>;
}
