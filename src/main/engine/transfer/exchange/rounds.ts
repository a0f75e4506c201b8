import { makeChoker, roundMs } from '../choker/index.ts';
import type { Peer } from './peer.ts';
import type { Requests } from './requests.ts';
import type { Uploads } from './uploads.ts';

/** What has to be looked at again and again: who is served, who does not answer, who is not needed any more. */
export interface Rounds {
  /** Somebody wants to be served: at once where that is possible without asking who deserves it. */
  onInterest(): void;
  /** About once a second. */
  pulse(): void;
}

interface RoundsParts {
  readonly peers: ReadonlySet<Peer>;
  readonly uploads: Uploads;
  readonly requests: Requests;
  /** Nothing is wanted any more. */
  readonly isSeeding: () => boolean;
  readonly uploadLimitBps: () => number | null;
  readonly random: () => number;
  readonly nowMs: () => number;
}

/** Between two looks that somebody's interest caused, ms: one that changes its mind all the time must not cost much. */
const interestEveryMs = 200;
/** A peer that has been asked and sends nothing for so long gets one request at a time, ms. */
const slowAfterMs = 20_000;
/** Others hang up after two minutes of silence; we say something before, ms. */
const keepAliveEveryMs = 100_000;
/**
 * Transmission (3.00) reads what came in one packet with our handshake only when something more comes: without a word soon
 * after, it would not know for those 100 seconds what we have, ms.
 */
const secondWordAfterMs = 1_000;
const silentAfterMs = 150_000;
/** Two links to one peer are the other side's to clear up first: rules of both at once would end both, ms. */
const doubleAfterMs = 10_000;

export function makeRounds(parts: RoundsParts): Rounds {
  const { peers, uploads, requests, isSeeding, uploadLimitBps, random, nowMs } = parts;
  const choker = makeChoker({ random, nowMs });
  let rechokedMs = -Infinity;
  let isRechokeDue = false;

  function rechoke(): void {
    rechokedMs = nowMs();
    isRechokeDue = false;
    const served = choker.rechoke([...peers], { isSeeding: isSeeding(), uploadLimitBps: uploadLimitBps() });
    for (const peer of peers) {
      if (served.has(peer)) uploads.unchoke(peer);
      else uploads.choke(peer);
    }
  }

  function lookAfter(peer: Peer): void {
    const now = nowMs();
    const { wire, picks } = peer;
    if (now - peer.lastHeardMs > silentAfterMs)
      return wire.destroy('ours', 'It has been silent for too long.');
    if (now - peer.connectedAtMs > doubleAfterMs && isSeeding() && picks.isSeed)
      return wire.destroy('ours', 'Both have everything.');
    const isNew = peer.lastSaidMs === peer.connectedAtMs;
    if (now - peer.lastSaidMs > (isNew ? secondWordAfterMs : keepAliveEveryMs)) {
      peer.lastSaidMs = now;
      wire.writer.keepAlive();
      wire.writer.flush();
    }
    const askedMs = peer.wasAskedSinceMs;
    if (askedMs === null || now - Math.max(askedMs, peer.lastGaveAtMs) < slowAfterMs) return;
    // What it was asked for goes to others; what it still sends of it is no fault.
    peer.isSlow = true;
    peer.lateBlocks += picks.asked;
    picks.giveBackAll();
    peer.wasAskedSinceMs = null;
    requests.refillHungry();
    requests.refill(peer);
  }

  function endDoubles(): void {
    const byId = new Map<string, Peer>();
    for (const peer of peers) {
      if (nowMs() - peer.connectedAtMs < doubleAfterMs) continue;
      const { remote } = peer.wire.channel;
      const id = `${Buffer.from(peer.peerId).toString('hex')} ${remote?.address ?? ''}`;
      const other = byId.get(id);
      if (other === undefined) byId.set(id, peer);
      else peer.wire.destroy('ours', 'It is connected already.');
    }
  }

  return {
    onInterest() {
      isRechokeDue = true;
      if (nowMs() - rechokedMs >= interestEveryMs) rechoke();
    },
    pulse() {
      for (const peer of [...peers]) lookAfter(peer);
      endDoubles();
      if (isRechokeDue || nowMs() - rechokedMs >= roundMs) rechoke();
    },
  };
}
