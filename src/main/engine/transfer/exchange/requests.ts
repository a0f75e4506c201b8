import { blockBytes, type Block } from '../block.ts';
import { queueLength } from '../picker/index.ts';
import { messageId } from '../wire/index.ts';
import type { Peer } from './peer.ts';

/** What we ask peers for. */
export interface Requests {
  /** Asks for as much as the peer's way to us can hold, once half of that has come. */
  refill(peer: Peer): void;
  /** Those that wanted more work than there was. */
  refillHungry(): void;
  /** Somebody waits for pieces that have just got a deadline: what can wait is taken back where it is in their way. */
  makeWay(peer: Peer): void;
  cancel(peer: Peer, block: Block): void;
  forget(peer: Peer): void;
}

/** A peer whose way has not been measured, ms. */
const unknownRttMs = 100;
/** A queue that is through in less than this is in nobody's way, ms. */
const shortQueueMs = 50;

export function makeRequests({ nowMs }: { readonly nowMs: () => number }): Requests {
  const hungry = new Set<Peer>();
  /** Lent to the picker, again and again. */
  const blocks: Block[] = [];

  function refill(peer: Peer): void {
    if (peer.wire.isOver || !peer.amInterested) return;
    if (peer.peerChoking && peer.allowedFast.size === 0) return;
    const { picks } = peer;
    const length = queueLength({
      downloadBps: peer.given.bps,
      rttMs: unknownRttMs,
      reqq: peer.says?.requestQueue,
      isSlow: peer.isSlow,
    });
    // Half at a time: each write to a socket costs more than the requests in it.
    if (picks.asked > length / 2) return;
    blocks.length = 0;
    picks.pick(length - picks.asked, blocks, peer.peerChoking ? peer.allowedFast : undefined);
    if (picks.asked < length) hungry.add(peer);
    else hungry.delete(peer);
    if (blocks.length === 0) return;
    peer.wasAskedSinceMs ??= nowMs();
    for (const { piece, begin, length: bytes } of blocks)
      peer.wire.writer.withRange(messageId.request, piece, begin, bytes);
    peer.wire.writer.flush();
  }

  return {
    refill,
    refillHungry() {
      for (const peer of [...hungry]) refill(peer);
    },
    makeWay(peer) {
      const { picks, wire } = peer;
      if (!wire.isOver && picks.asked * blockBytes * 1_000 > peer.given.bps * shortQueueMs) {
        blocks.length = 0;
        picks.giveBackWhatCanWait(blocks);
        peer.lateBlocks += blocks.length;
        for (const { piece, begin, length } of blocks)
          wire.writer.withRange(messageId.cancel, piece, begin, length);
        if (blocks.length > 0) wire.writer.flush();
        if (picks.asked === 0) peer.wasAskedSinceMs = null;
      }
      refill(peer);
    },
    cancel(peer, { piece, begin, length }) {
      // It may be on its way already; with BEP 6 the peer says which.
      peer.lateBlocks++;
      peer.wire.writer.withRange(messageId.cancel, piece, begin, length);
      peer.wire.writer.flush();
    },
    forget: (peer) => void hungry.delete(peer),
  };
}
