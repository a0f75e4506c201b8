import { makeChoker, type ChokerPeer } from '../../../../src/main/engine/transfer/choker/index.ts';

interface ImaginedSwarm {
  /** Of the chances in it; the same number, the same swarm. */
  readonly seed: number;
  readonly givers: number;
  readonly riders: number;
  readonly seconds: number;
  /** How likely a giver wants something of another at a time, 0–1. Riders want always. */
  readonly interest: number;
  /** Whether interest changes every second, and each change asks the choker; else with its rounds. */
  readonly isRestless: boolean;
}

type View = { -readonly [Key in keyof ChokerPeer]: ChokerPeer[Key] };

const uploadBps = 256 * 1_024;
const roundSeconds = 10;

/**
 * Everybody has something for everybody, a giver's upload is shared evenly among those it serves, and all choose with
 * our choker: what a rider got of the givers, for each byte that an even share would be.
 */
export function riderShare({ seed, givers, riders, seconds, interest, isRestless }: ImaginedSwarm): number {
  const random = makeRandom(seed);
  const count = givers + riders;
  let nowMs = 0;
  const choosing = Array.from({ length: givers }, (_, me) => {
    const views = Array.from({ length: count }, (): View => ({
      isInterested: true,
      isSeed: false,
      receivedBytes: 0,
      takesBps: 0,
      connectedAtMs: 0,
      lastGaveAtMs: -Infinity,
      wasAskedSinceMs: null,
    }));
    return {
      me,
      views,
      others: views.filter((_view, who) => who !== me),
      choker: makeChoker({ random, nowMs: () => nowMs }),
      served: [] as number[],
      roundAt: Math.floor(random() * roundSeconds),
    };
  });
  let sent = 0;
  let toRiders = 0;
  for (let second = 0; second < seconds; second++, nowMs += 1_000) {
    for (const giver of choosing) {
      const { views, others, choker, roundAt } = giver;
      if (!isRestless && second > 0 && second % roundSeconds !== roundAt) continue;
      for (const [who, view] of views.entries()) if (who < givers) view.isInterested = random() < interest;
      const chosen: ReadonlySet<ChokerPeer> = choker.rechoke(others, {
        isSeeding: false,
        uploadLimitBps: uploadBps,
      });
      giver.served = [...views.entries()].filter(([, view]) => chosen.has(view)).map(([who]) => who);
    }
    for (const { me, served } of choosing) {
      const bytes = uploadBps / served.length;
      for (const who of served) {
        sent += bytes;
        if (who >= givers) toRiders += bytes;
        const seen = choosing[who]?.views[me];
        if (seen !== undefined)
          Object.assign(seen, { receivedBytes: seen.receivedBytes + bytes, lastGaveAtMs: nowMs });
      }
    }
  }
  return toRiders / riders / (sent / (count - 1));
}

/** Park and Miller's generator. */
export function makeRandom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}
