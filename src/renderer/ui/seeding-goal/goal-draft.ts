import type { GoalAction, SeedingGoal } from '#shared/domain/seeding/goal.ts';

/** A goal as a person types it. */
export interface GoalDraft {
  ratio: string;
  hours: string;
  whenMet: GoalAction;
}

export type GoalFault = 'ratio' | 'hours';

export function goalDraftOf({ ratio, minutes, whenMet }: SeedingGoal): GoalDraft {
  return {
    ratio: ratio === null ? '' : String(ratio),
    hours: minutes === null ? '' : String(Math.round((minutes / 60) * 100) / 100),
    whenMet,
  };
}

/** Empty: however much, however long. Undefined where a field holds no number. */
export function parseGoal(draft: GoalDraft): SeedingGoal | undefined {
  const [ratio, hours] = [parseNumber(draft.ratio), parseNumber(draft.hours)];
  if (ratio === undefined || hours === undefined) return undefined;
  return { ratio, minutes: hours === null ? null : Math.round(hours * 60), whenMet: draft.whenMet };
}

export function goalFaultsOf({ ratio, hours }: GoalDraft): ReadonlySet<GoalFault> {
  const faults = new Set<GoalFault>();
  if (parseNumber(ratio) === undefined) faults.add('ratio');
  if (parseNumber(hours) === undefined) faults.add('hours');
  return faults;
}

/** Beyond that it is a slip of the finger, and longer than any life. */
const most = 1_000_000;

function parseNumber(text: string): number | null | undefined {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return null;
  return /^\d+(?:\.\d+)?$/u.test(typed) && Number(typed) <= most ? Number(typed) : undefined;
}
