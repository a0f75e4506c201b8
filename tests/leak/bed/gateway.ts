import { forwardedPort, type VpnServer } from './addresses.ts';
import { runIn } from './command.ts';

/**
 * What a VPN provider does at its end: clients go out under the server's own address, and one port is forwarded to the
 * client. Called again, it forwards to another address.
 */
export async function openGateway(
  namespace: string,
  to: { readonly v4: string; readonly v6: string },
): Promise<void> {
  await runIn(
    namespace,
    ['nft', '-f', '-'],
    rules('ip', to.v4, '10.0.0.0/8') + rules('ip6', to.v6, 'fd00::/8'),
  );
}

/** The server takes what comes out of the tunnel and says nothing: it is up, and leads nowhere. */
export async function fallSilent(namespace: string, server: VpnServer): Promise<void> {
  const device = serverDevice(server);
  const silence = `table inet silence {
  chain in { type filter hook prerouting priority raw;
    iifname ${device} drop
  }
  chain out { type filter hook postrouting priority 300;
    oifname ${device} drop
  }
}
`;
  await runIn(namespace, ['nft', '-f', '-'], silence);
}

export async function speakAgain(namespace: string): Promise<void> {
  await runIn(namespace, ['nft', 'delete', 'table', 'inet', 'silence']);
}

function rules(family: 'ip' | 'ip6', target: string, network: string): string {
  return `table ${family} gateway
delete table ${family} gateway
table ${family} gateway {
  chain in { type nat hook prerouting priority dstnat;
    iifname eth0 tcp dport ${forwardedPort} dnat to ${target}
    iifname eth0 udp dport ${forwardedPort} dnat to ${target}
  }
  chain out { type nat hook postrouting priority srcnat;
    ${family} saddr ${network} oifname eth0 masquerade
  }
}
`;
}

/** Name of the tunnel's device in the server's namespace. */
export function serverDevice({ number }: VpnServer): string {
  return `tunnel${number}`;
}
