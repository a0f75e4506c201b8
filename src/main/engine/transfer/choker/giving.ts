import type { ChokerPeer } from './peer.ts';

/** What each has given lately: in the last two rounds, and since (BEP 3: a mean over twenty seconds). */
export interface Giving {
  /** Call as often as you like: a round begins when `roundMs` have passed. */
  beginRound(peers: readonly ChokerPeer[]): void;
  bytesOf(peer: ChokerPeer): number;
}

/** BEP 3, ms. */
export const roundMs = 10_000;

export function makeGiving({ nowMs }: { readonly nowMs: () => number }): Giving {
  let beganMs = -Infinity;
  /** What it had given two rounds ago, one round ago, and when this round began. */
  const gaveUntil = new WeakMap<ChokerPeer, readonly [number, number, number]>();
  return {
    beginRound(peers) {
      if (nowMs() - beganMs < roundMs) return;
      beganMs = nowMs();
      for (const peer of peers) {
        const [, older, newer] = gaveUntil.get(peer) ?? [0, 0, 0];
        gaveUntil.set(peer, [older, newer, peer.receivedBytes]);
      }
    },
    bytesOf(peer) {
      return peer.receivedBytes - (gaveUntil.get(peer)?.[0] ?? 0);
    },
  };
}
