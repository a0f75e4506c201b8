import { messageId } from '../wire/index.ts';
import type { Peer } from './peer.ts';

/** Tells peers whether they have something that we want. */
export interface Interest {
  look(peer: Peer): void;
}

export const interest: Interest = {
  look(peer) {
    const isInteresting = peer.picks.isInteresting;
    if (peer.amInterested === isInteresting || peer.wire.isOver) return;
    peer.amInterested = isInteresting;
    peer.wire.writer.plain(isInteresting ? messageId.interested : messageId.notInterested);
    peer.wire.writer.flush();
  },
};
