import type { DenialReason, DoorFacts } from '#shared/contract/engine-door.ts';
import type { Observation } from '#shared/contract/network.ts';
import type { Clock } from '../../ports/clock.ts';

/** What is known of the life behind one door since Warren started. */
export interface DoorLife {
  denied: Partial<Record<DenialReason, number>>;
  observations: Observation[];
  /** When something last came in through it. Undefined: nothing has yet, since it opened. */
  answeredMs: number | undefined;
  /** Probes in a row that nobody answered. */
  silentProbes: number;
  /** When its sockets were last found to be all tied to the interface. */
  verifiedAt: Date | null;
  externalPort: number | null;
  portProblem: string | null;
}

interface Entry {
  life: DoorLife;
  /** Denials of processes that have ended. */
  deniedBefore: Partial<Record<DenialReason, number>>;
  facts: DoorFacts | undefined;
}

/** Collects what engine processes tell of their doors; counts go on when a process is replaced. */
export function makeDoorLives({ clock }: { readonly clock: Clock }) {
  const entries = new Map<string, Entry>();

  function entry(profile: string): Entry {
    const known = entries.get(profile);
    if (known !== undefined) return known;
    const made = { life: emptyLife(), deniedBefore: {}, facts: undefined };
    entries.set(profile, made);
    return made;
  }

  return {
    of: (profile: string): DoorLife => entry(profile).life,
    /** A process begins: what the last one saw of the outside does not hold any more. */
    begin(profile: string): void {
      const { life, facts, deniedBefore } = entry(profile);
      const before = sum(deniedBefore, facts?.denied ?? {});
      entries.set(profile, {
        life: { ...emptyLife(), denied: life.denied },
        deniedBefore: before,
        facts: undefined,
      });
    },
    /** @returns what is denied more often than before */
    fold(profile: string, facts: DoorFacts): DenialReason[] {
      const mine = entry(profile);
      const { life } = mine;
      if (facts.receivedBytes > (mine.facts?.receivedBytes ?? 0)) answered(life);
      life.observations = foldObservations(life.observations, mine.facts, facts, clock.now());
      life.externalPort = facts.externalPort;
      life.portProblem = facts.portProblem;
      const before = life.denied;
      life.denied = sum(mine.deniedBefore, facts.denied);
      mine.facts = facts;
      return reasonsOf(life.denied).filter((reason) => (life.denied[reason] ?? 0) > (before[reason] ?? 0));
    },
    answered: (profile: string) => answered(entry(profile).life),
    forget: (profile: string) => entries.delete(profile),
  };

  function answered(life: DoorLife): void {
    life.answeredMs = clock.monotonicMs();
    life.silentProbes = 0;
  }
}
export type DoorLives = ReturnType<typeof makeDoorLives>;

function emptyLife(): DoorLife {
  return {
    denied: {},
    observations: [],
    answeredMs: undefined,
    silentProbes: 0,
    verifiedAt: null,
    externalPort: null,
    portProblem: null,
  };
}

function foldObservations(
  known: readonly Observation[],
  before: DoorFacts | undefined,
  { observed }: DoorFacts,
  now: Date,
): Observation[] {
  return observed.map((one) => {
    const isSame = (other: { address: string; by: string }) =>
      other.address === one.address && other.by === one.by;
    const countBefore = before?.observed.find(isSame)?.count ?? 0;
    const lastAt = one.count > countBefore ? undefined : known.find(isSame)?.lastAt;
    return { ...one, lastAt: lastAt ?? now.toISOString() };
  });
}

function reasonsOf(counts: Partial<Record<DenialReason, number>>): DenialReason[] {
  return Object.keys(counts) as DenialReason[]; // its own keys
}

function sum(
  one: Partial<Record<DenialReason, number>>,
  other: Partial<Record<DenialReason, number>>,
): Partial<Record<DenialReason, number>> {
  const total = { ...one };
  for (const reason of reasonsOf(other)) total[reason] = (total[reason] ?? 0) + (other[reason] ?? 0);
  return total;
}
