import type { ExtensionPeer } from './extension-peer.ts';
import { encodePex, maxPexAddresses, parsePex } from './pex-messages.ts';

/** Tells the peers of one torrent of each other (BEP 11). */
export interface PeerExchange {
  hear(peer: ExtensionPeer, body: Uint8Array): void;
  drop(peer: ExtensionPeer): void;
  /** Sends each what is new for it, when it is time. */
  pulse(): void;
}

interface PeerExchangeParts {
  readonly peers: () => Iterable<ExtensionPeer>;
  readonly nowMs: () => number;
  onAddresses(added: readonly string[], from: ExtensionPeer): void;
  /** Who was told of these. */
  onTold(peer: ExtensionPeer, addresses: readonly string[]): void;
}

/** As BEP 11 asks. */
const sendEveryMs = 60_000;
/** The first one: after the extended handshakes, which say on which port an incoming peer listens, ms. */
const firstAfterMs = 1_000;
/**
 * Others send one a minute by their own clock, and one that was held up on the way makes the next come early: half a
 * minute is enough, and what comes sooner is not read.
 */
const readEveryMs = 30_000;

interface Told {
  readonly addresses: Set<string>;
  nextSendMs: number;
  isFirst: boolean;
  lastReadMs: number;
}

export function makePeerExchange({ peers, nowMs, onAddresses, onTold }: PeerExchangeParts): PeerExchange {
  const told = new Map<ExtensionPeer, Told>();

  function stateOf(peer: ExtensionPeer): Told {
    const state = told.get(peer) ?? {
      addresses: new Set(),
      nextSendMs: nowMs() + firstAfterMs,
      isFirst: true,
      lastReadMs: -Infinity,
    };
    told.set(peer, state);
    return state;
  }

  function tell(peer: ExtensionPeer, id: number, current: ReadonlySet<string>): void {
    const state = stateOf(peer);
    const { addresses } = state;
    const added = [...current].filter((one) => one !== peer.listenAddress && !addresses.has(one));
    const dropped = [...addresses].filter((one) => !current.has(one)).slice(0, maxPexAddresses);
    const some = added.slice(0, maxPexAddresses / 2);
    // The first one is sent in any case: it says that we speak it.
    if (some.length === 0 && dropped.length === 0 && !state.isFirst) return;
    state.isFirst = false;
    for (const one of some) addresses.add(one);
    for (const one of dropped) addresses.delete(one);
    peer.wire.writer.extended(id, encodePex(some, dropped));
    peer.wire.writer.flush();
    if (some.length > 0) onTold(peer, some);
  }

  return {
    hear(peer, body) {
      const state = stateOf(peer);
      if (nowMs() - state.lastReadMs < readEveryMs) return;
      state.lastReadMs = nowMs();
      const { added } = parsePex(body);
      if (added.length > 0) onAddresses(added, peer);
    },
    drop: (peer) => void told.delete(peer),
    pulse() {
      const all = [...peers()];
      const due = all.filter((peer) => stateOf(peer).nextSendMs <= nowMs());
      if (due.length === 0) return;
      const current = new Set(all.flatMap(({ listenAddress }) => listenAddress ?? []));
      for (const peer of due) {
        const id = peer.says?.extensions.get('ut_pex');
        if (id === undefined) continue;
        stateOf(peer).nextSendMs = nowMs() + sendEveryMs;
        tell(peer, id, current);
      }
    },
  };
}
