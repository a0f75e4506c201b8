import { makeExtensions, makePeerExchange, type Extensions } from '../extensions/index.ts';
import { interest } from './interest.ts';
import type { ExchangeEvents, Speaks } from './interface.ts';
import type { Peer } from './peer.ts';
import { requestQueue } from './uploads.ts';

interface SpeakParts {
  readonly speaks: Speaks;
  readonly infoBytes: Uint8Array;
  readonly peers: ReadonlySet<Peer>;
  readonly events: Pick<ExchangeEvents, 'onAddresses' | 'onTold' | 'onSays'>;
  readonly nowMs: () => number;
}

/** What is said to peers beside pieces, as far as the profile lets us. */
export function speakToPeers({ speaks, infoBytes, peers, events, nowMs }: SpeakParts): Extensions {
  return makeExtensions({
    infoBytes,
    fetch: undefined,
    pex: speaks.pex
      ? makePeerExchange({
          peers: () => peers,
          nowMs,
          onAddresses: (added) => events.onAddresses(added),
          onTold: (peer) => events.onTold(peer as Peer), // every peer that is greeted here is one
        })
      : undefined,
    clientName: speaks.clientName,
    listenPort: speaks.listenPort,
    requestQueue,
    yourIpOf: ({ wire }) => speaks.yourIpOf(wire.channel.remote?.address ?? ''),
    onSays(peer, says) {
      events.onSays(peer as Peer, says); // every peer that is greeted here is one
    },
    onDontHave(peer, piece) {
      const one = peer as Peer; // as above
      one.picks.dontHave(piece);
      interest.look(one);
    },
  });
}
