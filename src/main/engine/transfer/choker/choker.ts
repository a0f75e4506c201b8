import { makeGiving } from './giving.ts';
import type { ChokerPeer } from './peer.ts';
import { makeService } from './service.ts';
import { slotCount } from './slots.ts';
import { makeTitForTat } from './tit-for-tat.ts';
import { makeTurns } from './turns.ts';

export interface Choker {
  /**
   * Who is to be served from now on, of these. Call every `roundMs`, and when somebody's interest changes: what counts is
   * what each gave in twenty seconds and more, so that nobody loses its slot for a moment only.
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

export function makeChoker({ random, nowMs }: ChokerParts): Choker {
  const giving = makeGiving({ nowMs });
  const service = makeService({ nowMs });
  const titForTat = makeTitForTat({ giving, service, random, nowMs });
  const byTurns = makeTurns({ service, random });
  return {
    rechoke(peers, { isSeeding, uploadLimitBps }) {
      giving.beginRound(peers);
      const wanting = peers.filter(({ isInterested, isSeed }) => isInterested && !isSeed);
      const takenBps = peers.reduce((sum, { takesBps }) => sum + takesBps, 0);
      const slots = slotCount({ uploadLimitBps, takenBps });
      const chosen =
        wanting.length <= slots
          ? new Set(wanting)
          : isSeeding
            ? byTurns(wanting, slots)
            : titForTat({ peers, wanting, slots });
      service.change(peers, chosen);
      return chosen;
    },
  };
}
