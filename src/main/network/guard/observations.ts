import type { DoorFacts, Observer } from '#shared/contract/engine-door.ts';
import { isLoopback } from '#shared/domain/exposure/addresses.ts';

/** Strangers could name a new address with every answer: only the most recent ones are kept. */
const maxKept = 50;

/** What others said our address is, and how many said so. */
export interface Observations {
  add(address: string, by: Observer): void;
  /** The most recent last. */
  list(): DoorFacts['observed'];
}

export function makeObservations(): Observations {
  const kept = new Map<string, DoorFacts['observed'][number]>();
  return {
    add(address, by) {
      // Said by another program of this computer: it is no address that anybody outside can see.
      if (isLoopback(address)) return;
      const key = `${by} ${address}`;
      const count = (kept.get(key)?.count ?? 0) + 1;
      kept.delete(key);
      kept.set(key, { address, by, count });
      const [oldest] = kept.keys();
      if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    },
    list: () => [...kept.values()],
  };
}
