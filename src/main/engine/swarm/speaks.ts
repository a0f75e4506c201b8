import type { StartTorrent } from '#shared/contract/engine.ts';
import type { Speaks } from '../transfer/exchange/index.ts';
import { toCompactAddress } from './compact-address.ts';
import type { Premises } from './premises.ts';

/** What the profile lets us tell the peers of a torrent. */
export function speaksAs(
  start: Pick<StartTorrent, 'infoHash' | 'isPrivate'>,
  { client, identities, options }: Premises,
): Speaks {
  return {
    pex: options.pex && !start.isPrivate,
    clientName: identities.of(start.infoHash).clientName,
    listenPort: () => client.torrentPort,
    dhtPort: () => (start.isPrivate || client.dht === false ? undefined : client.dht.address().port),
    yourIpOf: (address) => toCompactAddress(address),
  };
}
