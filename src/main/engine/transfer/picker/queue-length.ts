import { blockBytes } from '../block.ts';

interface Way {
  readonly downloadBps: number;
  readonly rttMs: number;
  /** How many requests the peer keeps, as it says (BEP 10). */
  readonly reqq: number | undefined;
  /** It was asked and did not answer for too long. */
  readonly isSlow: boolean;
}

/** Before anything is measured: enough to fill a fast way at once, not enough to hold up the end of a slow one. */
const minBlocks = 16;
/** 16 MiB: a second of 130 Mbit/s at a round trip of one second. */
const maxBlocks = 1_024;
/** Beyond the round trip: how much of its work a peer has in hand, ms. On a fast machine it must outlast our own pauses. */
const inHandMs = 300;
/** Peers that do not say keep at least as many as libtorrent does. */
const usualReqq = 250;

/** How many blocks to have asked of a peer at a time: what its way holds, and what keeps it at work meanwhile. */
export function queueLength({ downloadBps, rttMs, reqq, isSlow }: Way): number {
  if (isSlow) return 1;
  const wanted = Math.ceil((downloadBps * (rttMs + inHandMs)) / 1_000 / blockBytes);
  return Math.max(1, Math.min(Math.max(minBlocks, 2 * wanted), maxBlocks, reqq ?? usualReqq));
}
