/** Tells from the seconds that a gateway counts since its start whether it has forgotten its mappings. */
export interface Epoch {
  /** @returns whether it has started anew since the last answer */
  heard(seconds: number, nowMs: number): boolean;
}

/** RFC 6887, 8.5. It serves for NAT-PMP too, whose own rule (RFC 6886, 3.6) is looser. */
export function makeEpoch(): Epoch {
  let last: { readonly seconds: number; readonly atMs: number } | undefined;
  return {
    heard(seconds, nowMs) {
      const before = last;
      last = { seconds, atMs: nowMs };
      if (before === undefined) return false;
      if (seconds + 1 < before.seconds) return true;
      const ours = (nowMs - before.atMs) / 1000;
      const its = seconds - before.seconds;
      return ours + 2 < its - its / 16 || its + 2 < ours - ours / 16;
    },
  };
}
