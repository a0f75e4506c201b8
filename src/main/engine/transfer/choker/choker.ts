import { slotCount } from './slots.ts';

/** A peer as the choker sees it. */
export interface ChokerPeer {
  readonly isInterested: boolean;
  readonly isSeed: boolean;
  /** Bytes of blocks that it has sent us in all. */
  readonly receivedBytes: number;
  /** What we send it now. */
  readonly takesBps: number;
  readonly connectedAtMs: number;
  /** When its last block came; -Infinity: never. */
  readonly lastGaveAtMs: number;
  /** Since when it has had requests of ours; null: it has none. */
  readonly wasAskedSinceMs: number | null;
}

export interface Choker {
  /**
   * Who is to be served from now on, of these. Call every `roundMs`, and when somebody's interest changes: what counts is
   * what each gave in twenty seconds and more, so that nobody has a slot for a moment only.
   */
  rechoke<Peer extends ChokerPeer>(
    peers: readonly Peer[],
    how: { readonly isSeeding: boolean; readonly uploadLimitBps: number | null },
  ): ReadonlySet<Peer>;
}

interface ChokerParts {
  readonly random: () => number;
  readonly nowMs: () => number;
}

/** BEP 3, ms. What somebody gives is what it gave in the last two rounds, and since. */
export const roundMs = 10_000;
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
  const servedBeforeMs = new WeakMap<ChokerPeer, number>();
  const lastServed = new WeakMap<ChokerPeer, number>();
  let served: ReadonlySet<ChokerPeer> = new Set();
  let roundBeganMs = -Infinity;
  /** What each had given two rounds ago, one round ago, and when this round began. */
  const gaveUntil = new WeakMap<ChokerPeer, readonly [number, number, number]>();

  function isSnubbing({ wasAskedSinceMs, lastGaveAtMs }: ChokerPeer): boolean {
    return wasAskedSinceMs !== null && nowMs() - Math.max(wasAskedSinceMs, lastGaveAtMs) > snubAfterMs;
  }

  /** Served for as long as it takes to give something in return, and has never given anything. */
  function isRider(peer: ChokerPeer): boolean {
    return !hasGiven(peer) && servedForMs(peer) >= optimisticMs;
  }

  /** In all. */
  function servedForMs(peer: ChokerPeer): number {
    const now = served.has(peer) ? nowMs() - (servedSince.get(peer) ?? nowMs()) : 0;
    return (servedBeforeMs.get(peer) ?? 0) + now;
  }

  function isOnTrial(peer: ChokerPeer): boolean {
    const since = served.has(peer) ? servedSince.get(peer) : undefined;
    return since !== undefined && nowMs() - since < optimisticMs;
  }

  function givesLately(peer: ChokerPeer): number {
    return peer.receivedBytes - (gaveUntil.get(peer)?.[0] ?? 0);
  }

  function countRound(peers: readonly ChokerPeer[]): void {
    if (nowMs() - roundBeganMs < roundMs) return;
    roundBeganMs = nowMs();
    for (const peer of peers) {
      const [, older, newer] = gaveUntil.get(peer) ?? [0, 0, 0];
      gaveUntil.set(peer, [older, newer, peer.receivedBytes]);
    }
  }

  /** One that has no slot of its own: more likely a new one, or one that has given without a slot. */
  function chooseOptimistic<Peer extends ChokerPeer>(waiting: readonly Peer[]): Peer | undefined {
    function weightOf(peer: Peer): number {
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
      .map((peer) => ({ peer, gives: isSnubbing(peer) ? -1 : givesLately(peer) }))
      .map(({ peer, gives }) => ({
        peer,
        gives,
        merit: hasGiven(peer) ? 0 : isRider(peer) ? 2 : 1,
        // Whoever is served for nothing has no right to stay when its trial is over.
        stays: served.has(peer) && (gives > 0 || isOnTrial(peer)),
        lastMs: served.has(peer) ? nowMs() : (lastServed.get(peer) ?? -Infinity),
        luck: random(),
      }))
      .sort(
        (a, b) =>
          b.gives - a.gives ||
          a.merit - b.merit ||
          Number(b.stays) - Number(a.stays) ||
          compare(a.lastMs, b.lastMs) ||
          a.luck - b.luck,
      )
      .map(({ peer }) => peer);
  }

  function forTat<Peer extends ChokerPeer>(
    wanting: readonly Peer[],
    { slots, isHere }: { readonly slots: number; readonly isHere: (peer: ChokerPeer) => boolean },
  ): Set<Peer> {
    const ordered = byMerit(wanting);
    const chosen = new Set(ordered.slice(0, slots - 1));
    const waiting = wanting.filter((peer) => !chosen.has(peer));
    const hasEarnedIt = chosen.has(optimistic as Peer);
    if (nowMs() >= optimisticUntilMs || optimistic === undefined || hasEarnedIt || !isHere(optimistic)) {
      optimistic = chooseOptimistic(waiting);
      optimisticUntilMs = nowMs() + optimisticMs;
    }
    // One that wants nothing for a moment keeps its time: else the slot would soon be with one that always wants.
    const [next] = ordered.slice(slots - 1);
    const by = waiting.find((peer) => peer === optimistic) ?? next;
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
      const here: ReadonlySet<ChokerPeer> = new Set(peers);
      countRound(peers);
      const takenBps = peers.reduce((sum, { takesBps }) => sum + takesBps, 0);
      const slots = slotCount({ uploadLimitBps, takenBps });
      const chosen =
        wanting.length <= slots
          ? new Set(wanting)
          : isSeeding
            ? byTurns(wanting, slots)
            : forTat(wanting, { slots, isHere: (peer) => here.has(peer) });
      for (const peer of peers) {
        if (chosen.has(peer) && !served.has(peer)) servedSince.set(peer, nowMs());
        if (chosen.has(peer) || !served.has(peer)) continue;
        servedBeforeMs.set(peer, servedForMs(peer));
        lastServed.set(peer, nowMs());
      }
      served = chosen;
      return chosen;
    },
  };
}

function hasGiven({ lastGaveAtMs }: ChokerPeer): boolean {
  return lastGaveAtMs > -Infinity;
}

/** Of numbers that may both be -Infinity. */
function compare(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
