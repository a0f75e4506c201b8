import type { ChokerPeer } from './peer.ts';

/** Who is served, and was, and for how long. */
export interface Service {
  has(peer: ChokerPeer): boolean;
  /** Without a break; 0 where it is not served. */
  lastsMs(peer: ChokerPeer): number;
  /** All its times together. */
  totalMs(peer: ChokerPeer): number;
  /** When it was served last: now, if it is; -Infinity: never. */
  lastMs(peer: ChokerPeer): number;
  /** From now on it is these. */
  change(peers: readonly ChokerPeer[], chosen: ReadonlySet<ChokerPeer>): void;
}

export function makeService({ nowMs }: { readonly nowMs: () => number }): Service {
  let served: ReadonlySet<ChokerPeer> = new Set();
  const sinceMs = new WeakMap<ChokerPeer, number>();
  const beforeMs = new WeakMap<ChokerPeer, number>();
  const endedMs = new WeakMap<ChokerPeer, number>();
  const service: Service = {
    has: (peer) => served.has(peer),
    lastsMs: (peer) => (served.has(peer) ? nowMs() - (sinceMs.get(peer) ?? nowMs()) : 0),
    totalMs: (peer) => (beforeMs.get(peer) ?? 0) + service.lastsMs(peer),
    lastMs: (peer) => (served.has(peer) ? nowMs() : (endedMs.get(peer) ?? -Infinity)),
    change(peers, chosen) {
      for (const peer of peers) {
        if (served.has(peer) === chosen.has(peer)) continue;
        if (chosen.has(peer)) {
          sinceMs.set(peer, nowMs());
        } else {
          beforeMs.set(peer, service.totalMs(peer));
          endedMs.set(peer, nowMs());
        }
      }
      served = chosen;
    },
  };
  return service;
}
