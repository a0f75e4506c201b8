/*
 * Who has which address in a bed. All are reserved for documentation (RFC 5737, RFC 3849) or private; nothing of a bed
 * is connected to anything outside.
 */

export const client = { v4: '192.0.2.2', v6: '2001:db8:c::2' } as const;

/** The router at home, as the client sees it; also the resolver that its system uses. */
export const isp = { v4: '192.0.2.1', v6: '2001:db8:c::1' } as const;

/** A VPN provider's server: its place on the internet, and the network inside its tunnel. */
export interface VpnServer {
  readonly number: 1 | 2;
  readonly v4: string;
  readonly v6: string;
  /** The ISP's end of its line. */
  readonly line: { readonly v4: string; readonly v6: string };
  readonly inside: { readonly v4: string; readonly v6: string };
  /** The address in its tunnel that a client gets; another one after `again`. */
  readonly clientInside: (again?: 'again') => { readonly v4: string; readonly v6: string };
}

function makeVpnServer(number: 1 | 2, v4: string, v4Line: string, v6: string): VpnServer {
  const [network4, network6] = [`10.6${5 + number}.0`, `fd6${5 + number}:`];
  return {
    number,
    v4,
    v6: `${v6}::2`,
    line: { v4: v4Line, v6: `${v6}::1` },
    inside: { v4: `${network4}.1`, v6: `${network6}:1` },
    clientInside: (again) => {
      const host = again === undefined ? 2 : 3;
      return { v4: `${network4}.${host}`, v6: `${network6}:${host}` };
    },
  };
}

export const vpnServers = {
  1: makeVpnServer(1, '198.51.100.2', '198.51.100.1', '2001:db8:a'),
  2: makeVpnServer(2, '198.51.100.130', '198.51.100.129', '2001:db8:b'),
} as const;

/** Networks from which the addresses inside tunnels are. */
export const insideTunnel = /^(10\.6[67]\.|fd6[67]:)/u;

/** Far away; what is `dead` refuses every connection. */
export const internet = {
  gateway: { v4: '203.0.113.1', v6: '2001:db8:f::1' },
  services: { v4: '203.0.113.10', v6: '2001:db8:f::10' },
  dead: { v4: '203.0.113.11', v6: '2001:db8:f::11' },
  peer: { v4: '203.0.113.20', v6: '2001:db8:f::20' },
  /** The same peer where it takes uTP and refuses TCP. */
  utpPeer: { v4: '203.0.113.22' },
  /** The same peer by other addresses, which only peer exchange tells. */
  exchanged: { v4: '203.0.113.21', v6: '2001:db8:f::21' },
  /** A client that others have written. */
  libtorrent: { v4: '203.0.113.40' },
  /** Who tells browsers, and what speaks like one, which address they have. */
  stun: { v4: '203.0.113.70' },
  otherStun: { v4: '203.0.113.71' },
  /** Asked through the tunnel. */
  resolver: { v4: '203.0.113.53', v6: '2001:db8:f::53' },
  /** Whom the ISP's router asks, in its own name, what the system's resolver is asked. */
  ispResolver: { v4: '203.0.113.54' },
} as const;

/** TCP and UDP: a VPN server hands it on to its client. */
export const forwardedPort = 6881;
