/**
 * Who is not spoken to any more while this process runs: parties that sent wrong data, or what no honest peer sends.
 * A party is an IP address (ports change), the URL of a web seed, or a peer id where nothing else is known.
 */
export interface BanList {
  isBanned(party: string): boolean;
  ban(party: string): void;
  /** Addresses that the user wants no link with, all of them anew: what is not named any more is spoken to again. */
  choose(addresses: readonly string[]): void;
  /** Something that an honest peer may do now and then, and not all the time. */
  strike(party: string, weight: number): void;
  /** @returns the way to stop listening */
  onBan(listener: (party: string) => void): () => void;
}

/** Strikes that are forgiven each second, and how many at once are too many. */
const forgivenPerSecond = 5;
const tooMany = 300;
/** Remembered; the oldest is forgotten first. */
const maxStruck = 5_000;

export function makeBanList({ nowMs }: { readonly nowMs: () => number }): BanList {
  const banned = new Set<string>();
  let chosen: ReadonlySet<string> = new Set<string>();
  const strikes = new Map<string, { count: number; atMs: number }>();
  const listeners = new Set<(party: string) => void>();

  function ban(party: string): void {
    if (banned.has(party) || party === '') return;
    banned.add(party);
    strikes.delete(party);
    tell(party);
  }

  function tell(party: string): void {
    for (const listener of [...listeners]) listener(party);
  }

  return {
    // A party on this computer is an address with a port.
    isBanned: (party) => banned.has(party) || (chosen.size > 0 && chosen.has(party.replace(/ \d+$/u, ''))),
    ban,
    choose(addresses) {
      const before = chosen;
      chosen = new Set(addresses);
      for (const address of chosen) if (!before.has(address)) tell(address);
    },
    strike(party, weight) {
      const now = nowMs();
      const before = strikes.get(party) ?? { count: 0, atMs: now };
      const forgiven = ((now - before.atMs) * forgivenPerSecond) / 1_000;
      const count = Math.max(0, before.count - forgiven) + weight;
      strikes.delete(party);
      if (count > tooMany) {
        ban(party);
        return;
      }
      strikes.set(party, { count, atMs: now });
      const [oldest] = strikes.keys();
      if (strikes.size > maxStruck && oldest !== undefined) strikes.delete(oldest);
    },
    onBan(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
