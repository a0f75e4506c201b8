import type WebTorrent from 'webtorrent';
import { parseInfoHash } from '#shared/domain/info-hash.ts';
import type { Exposure, Purpose } from '../../ports/exposure.ts';

/** What a DHT message is (BEP 5), as far as it matters to what its receiver learns. */
interface DhtMessage {
  /** `q` question, `r` answer, `e` error. */
  readonly y: string;
  readonly q?: string;
  readonly a?: { readonly info_hash?: Uint8Array };
}

/** Each DHT message says what for it is: for a torrent, or for the upkeep of the table; asked, or answering. */
export function noteDht(dht: Exclude<WebTorrent['dht'], false>, exposure: Exposure): void {
  const { socket } = dht._rpc;
  const send = socket.send.bind(socket);
  socket.send = (node, message, onSent) =>
    exposure.during(purposeOf(message as DhtMessage), () => send(node, message, onSent)); // k-rpc-socket makes no others
}

function purposeOf({ y, q, a }: DhtMessage): Purpose {
  if (y !== 'q') return { kind: 'dht', torrent: null, direction: 'in', transport: 'udp', learns: ['dht-id'] };
  const torrent =
    a?.info_hash === undefined ? undefined : parseInfoHash(Buffer.from(a.info_hash).toString('hex'));
  return {
    kind: 'dht',
    torrent: torrent ?? null,
    direction: 'out',
    transport: 'udp',
    learns: [
      'dht-id',
      ...(torrent === undefined ? [] : (['infohash'] as const)),
      ...(q === 'announce_peer' ? (['port'] as const) : []),
    ],
  };
}
