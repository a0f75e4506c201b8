import { compareInstants } from './instants.ts';
import type { ChokerPeer } from './peer.ts';
import type { Service } from './service.ts';

interface TurnsParts {
  readonly service: Service;
  readonly random: () => number;
}

/** How long one is served before its turn is over, if others wait; twice that for the fastest, ms. */
const turnMs = 20_000;

/** While seeding there is nothing to get in return: everybody has a turn, those that take fastest a longer one. */
export function makeTurns({ service, random }: TurnsParts) {
  return function byTurns<Peer extends ChokerPeer>(wanting: readonly Peer[], slots: number): Set<Peer> {
    const fastest = wanting.reduce((most, { takesBps }) => Math.max(most, takesBps), 0);
    const lengthMs = ({ takesBps }: Peer) => (takesBps > fastest / 2 ? 2 * turnMs : turnMs);
    const order = wanting
      .map((peer) => ({
        peer,
        isInTurn: service.has(peer) && service.lastsMs(peer) < lengthMs(peer),
        // Whoever has waited longest is next; one whose turn is over has not waited at all.
        lastMs: service.lastMs(peer),
        luck: random(),
      }))
      .sort(
        (a, b) =>
          Number(b.isInTurn) - Number(a.isInTurn) || compareInstants(a.lastMs, b.lastMs) || a.luck - b.luck,
      );
    return new Set(order.slice(0, slots).map(({ peer }) => peer));
  };
}
