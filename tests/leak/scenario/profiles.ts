import { forwardedPort, internet } from '../bed/addresses.ts';
import { dhtEntrance } from '../internet/names.ts';

const everything = { utp: true, listenPort: forwardedPort, discovery: { dhtBootstrap: [dhtEntrance] } };

/** Uses any network: what a torrent program does that knows no guard. */
export const openProfile = { name: 'Open', webRtc: true, ...everything };

/** Uses one interface only, and asks a resolver at its other end. */
export function boundProfile(device: string, name = 'Through VPN only') {
  return {
    name,
    ...everything,
    binding: { kind: 'interface', interface: device },
    dns: { servers: [internet.resolver.v4, internet.resolver.v6] },
  };
}
