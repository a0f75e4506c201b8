import { slotCount } from './slots.ts';

/** A peer as the choker sees it. */
export interface ChokerPeer {
  readonly isInterested: boolean;
  readonly isSeed: boolean;
  /** What it sends us, and what we send it. */
  readonly givesBps: number;
  readonly takesBps: number;
  readonly connectedAtMs: number;
  /** When its last block came; -Infinity: never. */
  readonly lastGaveAtMs: number;
  /** Since when it has had requests of ours; null: it has none. */
  readonly wasAskedSinceMs: number | null;
}

export interface Choker {
  /** Who is to be served from now on, of these. Call every ten seconds, and when somebody's interest changes. */
  rechoke<Peer extends ChokerPeer>(
    peers: readonly Peer[],
    how: { readonly isSeeding: boolean; readonly uploadLimitBps: number | null },
  ): ReadonlySet<Peer>;
}

interface ChokerParts {
  readonly random: () => number;
  readonly nowMs: () => number;
}

/** BEP 3: how long one has the slot that goes round, and how long it is counted as new, ms. */
const optimisticMs = 30_000;
const newForMs = 60_000;
/** One that is new is chosen three times as likely. */
const newWeight = 3;
/** One that was served and has never given anything, a third as likely. */
const riderWeight = 1 / 3;
/** One that was asked and has given nothing for so long gets nothing in return, ms. */
const snubAfterMs = 60_000;
/** While seeding: how long one is served before its turn is over, if others wait; twice that for the fastest, ms. */
const turnMs = 20_000;

/**
 * Serves those that serve us (tit for tat, BEP 3), and one more by turns to find better ones. While seeding there is
 * nothing to get in return: then everybody has a turn, those that take fastest a longer one.
 */
export function makeChoker({ random, nowMs }: ChokerParts): Choker {
  let optimistic: ChokerPeer | undefined;
  let optimisticUntilMs = -Infinity;
  const servedSince = new WeakMap<ChokerPeer, number>();
  const lastServed = new WeakMap<ChokerPeer, number>();
  let served: ReadonlySet<ChokerPeer> = new Set();

  function isSnubbing({ wasAskedSinceMs, lastGaveAtMs }: ChokerPeer): boolean {
    return wasAskedSinceMs !== null && nowMs() - Math.max(wasAskedSinceMs, lastGaveAtMs) > snubAfterMs;
  }

  /** Served for as long as it takes to give something in return, and has never given anything. */
  function isRider(peer: ChokerPeer): boolean {
    if (peer.lastGaveAtMs > -Infinity) return false;
    return lastServed.has(peer) || (served.has(peer) && !isOnTrial(peer));
  }

  function isOnTrial(peer: ChokerPeer): boolean {
    const since = served.has(peer) ? servedSince.get(peer) : undefined;
    return since !== undefined && nowMs() - since < optimisticMs;
  }

  /** One that nobody serves, more likely a new one. */
  function chooseOptimistic<Peer extends ChokerPeer>(waiting: readonly Peer[]): Peer | undefined {
    const weightOf = (peer: Peer) =>
      isRider(peer) ? riderWeight : nowMs() - peer.connectedAtMs < newForMs ? newWeight : 1;
    let point = random() * waiting.reduce((sum, peer) => sum + weightOf(peer), 0);
    for (const peer of waiting) {
      point -= weightOf(peer);
      if (point < 0) return peer;
    }
    return waiting.at(-1);
  }

  /** Slots that are left over by those who give go to the others on trial, and to those last who have failed it. */
  function forTat<Peer extends ChokerPeer>(wanting: readonly Peer[], slots: number): Set<Peer> {
    const regular = wanting
      .filter((peer) => !isSnubbing(peer))
      .map((peer) => ({
        peer,
        gives: peer.givesBps,
        isRider: isRider(peer),
        // Whoever is served for nothing has no right to stay when its trial is over.
        stays: served.has(peer) && (peer.givesBps > 0 || isOnTrial(peer)),
        lastMs: served.has(peer) ? nowMs() : (lastServed.get(peer) ?? -Infinity),
        luck: random(),
      }))
      .sort(
        (a, b) =>
          b.gives - a.gives ||
          Number(a.isRider) - Number(b.isRider) ||
          Number(b.stays) - Number(a.stays) ||
          compare(a.lastMs, b.lastMs) ||
          a.luck - b.luck,
      )
      .slice(0, Math.max(1, slots - 1))
      .map(({ peer }) => peer);
    const chosen = new Set(regular);
    const waiting = wanting.filter((peer) => !chosen.has(peer));
    // Its time is over, it has earned a slot of its own, or it is gone.
    const stays = waiting.find((peer) => peer === optimistic);
    let by = nowMs() < optimisticUntilMs ? stays : undefined;
    if (by === undefined && waiting.length > 0) {
      by = chooseOptimistic(waiting);
      optimistic = by;
      optimisticUntilMs = nowMs() + optimisticMs;
    }
    if (by !== undefined) chosen.add(by);
    return chosen;
  }

  function byTurns<Peer extends ChokerPeer>(wanting: readonly Peer[], slots: number): Set<Peer> {
    const fastest = wanting.reduce((most, { takesBps }) => Math.max(most, takesBps), 0);
    const isInTurn = (peer: Peer) => {
      const since = served.has(peer) ? servedSince.get(peer) : undefined;
      if (since === undefined) return false;
      return nowMs() - since < (peer.takesBps > fastest / 2 ? 2 * turnMs : turnMs);
    };
    const order = wanting
      .map((peer) => ({
        peer,
        isInTurn: isInTurn(peer),
        // Whoever has waited longest is next; one whose turn is over has not waited at all.
        lastMs: served.has(peer) ? nowMs() : (lastServed.get(peer) ?? -Infinity),
        luck: random(),
      }))
      .sort(
        (a, b) => Number(b.isInTurn) - Number(a.isInTurn) || compare(a.lastMs, b.lastMs) || a.luck - b.luck,
      );
    return new Set(order.slice(0, slots).map(({ peer }) => peer));
  }

  return {
    rechoke(peers, { isSeeding, uploadLimitBps }) {
      const wanting = peers.filter(({ isInterested, isSeed }) => isInterested && !isSeed);
      const takenBps = peers.reduce((sum, { takesBps }) => sum + takesBps, 0);
      const slots = slotCount({ uploadLimitBps, takenBps });
      const chosen =
        wanting.length <= slots
          ? new Set(wanting)
          : isSeeding
            ? byTurns(wanting, slots)
            : forTat(wanting, slots);
      for (const peer of peers) {
        if (chosen.has(peer) && !served.has(peer)) servedSince.set(peer, nowMs());
        if (!chosen.has(peer) && served.has(peer)) lastServed.set(peer, nowMs());
      }
      served = chosen;
      return chosen;
    },
  };
}

/** Of numbers that may both be -Infinity. */
function compare(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
