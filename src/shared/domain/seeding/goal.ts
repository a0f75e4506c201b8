/** What happens when a goal is met. Files stay in any case. */
export const goalActions = ['pause', 'limit', 'remove'] as const;
export type GoalAction = (typeof goalActions)[number];

/** Until when a torrent is seeded: whichever comes first. Both null: for ever. */
export interface SeedingGoal {
  /** Given to others, in sizes of the torrent. */
  readonly ratio: number | null;
  /** Of seeding; what it waited or was paused does not count. */
  readonly minutes: number | null;
  readonly whenMet: GoalAction;
}

/** `held`: it would be met, but nobody else is known to have all of it. */
export const goalStates = ['none', 'ahead', 'met', 'held'] as const;
export type GoalState = (typeof goalStates)[number];

interface GoalQuestion {
  readonly goal: SeedingGoal;
  /** It was acted on already: who resumes the torrent after that wants it to go on. */
  readonly wasMet: boolean;
  readonly ratio: number;
  readonly seededMs: number;
  /** Whether nobody else is known to have all of it. */
  readonly isLast: boolean;
  /** The user's choice: the last one with all of it does not stop for a goal. */
  readonly sparesLast: boolean;
}

const minuteMs = 60_000;

export function goalStateOf({ goal, wasMet, ratio, seededMs, isLast, sparesLast }: GoalQuestion): GoalState {
  if (isForEver(goal)) return 'none';
  if (wasMet) return 'met';
  if (!isReached(goal, { ratio, seededMs })) return 'ahead';
  return isLast && sparesLast ? 'held' : 'met';
}

type SeededSoFar = Pick<GoalQuestion, 'ratio' | 'seededMs'>;

function isReached(goal: SeedingGoal, { ratio, seededMs }: SeededSoFar): boolean {
  return (
    (goal.ratio !== null && ratio >= goal.ratio) ||
    (goal.minutes !== null && seededMs >= goal.minutes * minuteMs)
  );
}

/** Whether one that was paused for a goal goes on with this one: it is further away, or asks for no pause. */
export function liftsPause(goal: SeedingGoal, soFar: SeededSoFar): boolean {
  return goal.whenMet === 'limit' || !isReached(goal, soFar);
}

export function isForEver({ ratio, minutes }: SeedingGoal): boolean {
  return ratio === null && minutes === null;
}

const forEver: SeedingGoal = { ratio: null, minutes: null, whenMet: 'pause' };

/** Its own goal, else the one of all downloads. What is shared of the user's own goes on until they say otherwise. */
export function goalOf(own: SeedingGoal | null, ofAll: SeedingGoal, origin: 'added' | 'shared'): SeedingGoal {
  return own ?? (origin === 'shared' ? forEver : ofAll);
}

interface Traffic {
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly sizeBytes: number;
  readonly isComplete: boolean;
}

/**
 * Given against received. Against the size once it is whole, should less have been received: what lay on the disk
 * before would make a little look like a lot.
 */
export function ratioOf({ sentBytes, receivedBytes, sizeBytes, isComplete }: Traffic): number {
  const against = isComplete || receivedBytes === 0 ? Math.max(receivedBytes, sizeBytes) : receivedBytes;
  return against > 0 ? sentBytes / against : 0;
}
