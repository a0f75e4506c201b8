import type { Datum } from '#shared/domain/exposure/datum.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Exposure } from '../../ports/exposure.ts';
import type { ExtensionPeer } from '../transfer/extensions/index.ts';
import type { Greeted } from '../transfer/wire/index.ts';
import { clientOf } from './peers.ts';

/** What the peers of one torrent learn about us, by what was said to each. */
export interface PeerExposure {
  /** Both have introduced themselves. */
  greeted(one: Greeted, direction: 'in' | 'out'): void;
  /** It has said what it is and speaks. */
  says(peer: ExtensionPeer): void;
  /** It was told of other peers. */
  toldOfPeers(peer: ExtensionPeer): void;
  /** Looks at those that are linked; about once a second. */
  pulse(linked: Iterable<AskedPeer>): void;
  parted(peer: AskedPeer): void;
}

/** A peer that may be asked for pieces; those of a magnet link are not. */
type AskedPeer = ExtensionPeer & {
  readonly wasAskedSinceMs?: number | null;
  readonly receivedBytes?: number;
};

/** How often a link that goes on is told of again, so that it is known how long it lasted, ms. */
const againEveryMs = 60_000;

interface PeerExposureParts {
  readonly exposure: Exposure;
  readonly infoHash: InfoHash;
  /** Whether our program is named: in the peer id (BEP 20) and in the extended handshake. */
  readonly namesClient: boolean;
  /** Whether peers hear of each other. */
  readonly pex: boolean;
  /** Whether we say which pieces we have; not while only a magnet link is known. */
  readonly showsPieces: boolean;
  readonly nowMs: () => number;
}

export function makePeerExposure(parts: PeerExposureParts): PeerExposure {
  const { exposure, infoHash, namesClient, pex, showsPieces, nowMs } = parts;
  const notedAt = new Map<ExtensionPeer, number>();
  const hasAsked = new WeakSet<ExtensionPeer>();

  function note(
    { channel }: Greeted['wire'],
    direction: 'in' | 'out',
    learns: readonly Datum[],
    more: { readonly client?: string; readonly isEncrypted?: boolean } = {},
    isKnown = true,
  ): void {
    const { remote } = channel;
    exposure.note({
      kind: 'peer',
      torrent: infoHash,
      address: remote?.address ?? null,
      port: remote?.port ?? null,
      direction,
      transport: channel.kind,
      learns,
      isKnown,
      ...more,
    });
  }

  /** Once for each peer. */
  function noteRequests(peer: AskedPeer): void {
    const { wasAskedSinceMs = null, receivedBytes = 0 } = peer;
    if (hasAsked.has(peer) || (wasAskedSinceMs === null && receivedBytes === 0)) return;
    hasAsked.add(peer);
    note(peer.wire, peer.direction, ['requests']);
  }

  return {
    greeted({ wire, theirs, isEncrypted }, direction) {
      const learns: Datum[] = [
        'infohash',
        'peer-id',
        // It came to our port; to the others the extended handshake names it.
        ...(direction === 'in' || theirs.speaks.extensions ? (['port'] as const) : []),
        ...(namesClient ? (['client'] as const) : []),
        ...(showsPieces ? (['pieces'] as const) : []),
      ];
      note(
        wire,
        direction,
        learns,
        { isEncrypted: isEncrypted || wire.channel.kind === 'webrtc' },
        direction === 'out',
      );
    },
    says(peer) {
      const passesOn = pex && peer.says?.extensions.has('ut_pex') === true;
      note(peer.wire, peer.direction, passesOn ? ['passed-on'] : [], { client: clientOf(peer) });
    },
    toldOfPeers: (peer) => note(peer.wire, peer.direction, ['peers']),
    pulse(linked) {
      const now = nowMs();
      for (const peer of linked) {
        noteRequests(peer);
        const lastMs = notedAt.get(peer);
        if (lastMs !== undefined && now - lastMs < againEveryMs) continue;
        notedAt.set(peer, now);
        note(peer.wire, peer.direction, [], { client: clientOf(peer) });
      }
    },
    parted(peer) {
      noteRequests(peer);
      note(peer.wire, peer.direction, []);
      notedAt.delete(peer);
    },
  };
}
