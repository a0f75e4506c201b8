import type { Giving } from './giving.ts';
import { compareInstants } from './instants.ts';
import { hasGiven, type ChokerPeer } from './peer.ts';
import type { Service } from './service.ts';

interface TitForTatParts {
  readonly giving: Giving;
  readonly service: Service;
  readonly random: () => number;
  readonly nowMs: () => number;
}

interface Request<Peer> {
  /** All that are connected, and those of them that want something. */
  readonly peers: readonly Peer[];
  readonly wanting: readonly Peer[];
  readonly slots: number;
}

/** BEP 3: how long one has the slot that goes round, and how long it is counted as new, ms. */
const optimisticMs = 30_000;
const newForMs = 60_000;
/** One that is new is chosen three times as likely, and one that has given, three times as likely again. */
const newWeight = 3;
const giverWeight = 3;
/** One that was served and has never given anything, a third as likely. */
const riderWeight = 1 / 3;
/** One that was asked and has given nothing for so long gets nothing in return, ms. */
const snubAfterMs = 60_000;

/** Serves those that serve us (tit for tat, BEP 3), and one more by turns to find better ones. */
export function makeTitForTat({ giving, service, random, nowMs }: TitForTatParts) {
  let optimistic: ChokerPeer | undefined;
  let optimisticUntilMs = -Infinity;

  function isSnubbing({ wasAskedSinceMs, lastGaveAtMs }: ChokerPeer): boolean {
    return wasAskedSinceMs !== null && nowMs() - Math.max(wasAskedSinceMs, lastGaveAtMs) > snubAfterMs;
  }

  /** Served for as long as it takes to give something in return, and has never given anything. */
  function isRider(peer: ChokerPeer): boolean {
    return !hasGiven(peer) && service.totalMs(peer) >= optimisticMs;
  }

  /** One that has no slot of its own: more likely a new one, or one that has given without a slot. */
  function chooseOptimistic(waiting: readonly ChokerPeer[]): ChokerPeer | undefined {
    function weightOf(peer: ChokerPeer): number {
      if (isRider(peer)) return riderWeight;
      const forNew = nowMs() - peer.connectedAtMs < newForMs ? newWeight : 1;
      return hasGiven(peer) ? giverWeight * forNew : forNew;
    }
    let point = random() * waiting.reduce((sum, peer) => sum + weightOf(peer), 0);
    for (const peer of waiting) {
      point -= weightOf(peer);
      if (point < 0) return peer;
    }
    return waiting.at(-1);
  }

  /** Slots that are left over by those who give go to the others on trial, and to those last who have failed it. */
  function byMerit<Peer extends ChokerPeer>(wanting: readonly Peer[]): Peer[] {
    return wanting
      .map((peer) => ({ peer, gives: isSnubbing(peer) ? -1 : giving.bytesOf(peer) }))
      .map(({ peer, gives }) => ({
        peer,
        gives,
        merit: hasGiven(peer) ? 0 : isRider(peer) ? 2 : 1,
        // Whoever is served for nothing has no right to stay when its trial is over.
        stays: service.has(peer) && (gives > 0 || service.lastsMs(peer) < optimisticMs),
        lastMs: service.lastMs(peer),
        luck: random(),
      }))
      .sort(
        (a, b) =>
          b.gives - a.gives ||
          a.merit - b.merit ||
          Number(b.stays) - Number(a.stays) ||
          compareInstants(a.lastMs, b.lastMs) ||
          a.luck - b.luck,
      )
      .map(({ peer }) => peer);
  }

  return function titForTat<Peer extends ChokerPeer>({ peers, wanting, slots }: Request<Peer>): Set<Peer> {
    const ordered = byMerit(wanting);
    const chosen = new Set(ordered.slice(0, slots - 1));
    const waiting = ordered.slice(slots - 1);
    const isHere = peers.some((peer) => peer === optimistic);
    const hasEarnedIt = [...chosen].some((peer) => peer === optimistic);
    if (nowMs() >= optimisticUntilMs || !isHere || hasEarnedIt) {
      optimistic = chooseOptimistic(waiting);
      optimisticUntilMs = nowMs() + optimisticMs;
    }
    // One that wants nothing for a moment keeps its time: else the slot would soon be with one that always wants.
    const last = waiting.find((peer) => peer === optimistic) ?? waiting[0];
    if (last !== undefined) chosen.add(last);
    return chosen;
  };
}
