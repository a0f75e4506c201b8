/** Two who hold everything part at once; for this long one that left still counts as somebody who has it, ms. */
const rememberedMs = 60 * 60_000;
/** More are not told apart from "many", and a thousand torrents remember each their own. */
const mostRemembered = 32;

/** Others who were seen to hold all of a torrent. */
export interface OtherSeeds {
  parted(party: string, nowMs: number): void;
  /** @param linked those who are linked now */
  count(linked: Iterable<string>, nowMs: number): number;
}

export function makeOtherSeeds(): OtherSeeds {
  /** When each left, the longest gone first. */
  const gone = new Map<string, number>();
  return {
    parted(party, nowMs) {
      gone.delete(party);
      gone.set(party, nowMs);
      const [oldest] = gone.keys();
      if (oldest !== undefined && gone.size > mostRemembered) gone.delete(oldest);
    },
    count(linked, nowMs) {
      for (const [party, at] of gone) {
        if (nowMs - at <= rememberedMs) break;
        gone.delete(party);
      }
      return new Set([...gone.keys(), ...linked]).size;
    },
  };
}
