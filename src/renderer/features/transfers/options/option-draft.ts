import type { Torrent, TorrentOptions } from '#shared/contract/torrent.ts';
import { isForEver, type SeedingGoal } from '#shared/domain/seeding/goal.ts';
import { formatLimit, parseLimit } from '../../../ui/limit-text.ts';
import { goalDraftOf, parseGoal, type GoalDraft } from '../../../ui/seeding-goal/goal-draft.ts';

/** Whose goal it has: that of the settings, none, or one of its own. */
export const goalChoices = ['settings', 'forEver', 'own'] as const;
export type GoalChoice = (typeof goalChoices)[number];

/** The dialog's fields. */
export interface OptionDraft {
  downloadLimit: string;
  uploadLimit: string;
  isSequential: boolean;
  firstLastFirst: boolean;
  goalChoice: GoalChoice;
  goal: GoalDraft;
}

/** Offered to one that has none of its own. */
const firstGoal: SeedingGoal = { ratio: 2, minutes: null, whenMet: 'pause' };

/** What the first of the selection has; where the others differ, that is what they get when it is changed. */
export function draftOf([first]: readonly Torrent[]): OptionDraft {
  return {
    downloadLimit: formatLimit(first?.downloadLimitBps ?? null),
    uploadLimit: formatLimit(first?.uploadLimitBps ?? null),
    isSequential: first?.isSequential ?? false,
    firstLastFirst: first?.firstLastFirst ?? false,
    goalChoice: choiceOf(first?.seedingGoal ?? null),
    goal: goalDraftOf(hasOwnGoal(first) ? first.seedingGoal : firstGoal),
  };
}

function choiceOf(goal: SeedingGoal | null): GoalChoice {
  if (goal === null) return 'settings';
  return isForEver(goal) ? 'forEver' : 'own';
}

function hasOwnGoal(torrent: Torrent | undefined): torrent is Torrent & { seedingGoal: SeedingGoal } {
  return torrent !== undefined && choiceOf(torrent.seedingGoal) === 'own';
}

/** Undefined for what is no goal. */
function goalIn({ goalChoice, goal }: OptionDraft): SeedingGoal | null | undefined {
  switch (goalChoice) {
    case 'settings':
      return null;
    case 'forEver':
      return { ratio: null, minutes: null, whenMet: 'pause' };
    case 'own':
      return parseGoal(goal);
    default:
      return goalChoice satisfies never;
  }
}

export type LimitFault = 'downloadLimit' | 'uploadLimit';

export function faultsOf({ downloadLimit, uploadLimit }: OptionDraft): ReadonlySet<LimitFault> {
  const faults = new Set<LimitFault>();
  if (parseLimit(downloadLimit) === undefined) faults.add('downloadLimit');
  if (parseLimit(uploadLimit) === undefined) faults.add('uploadLimit');
  return faults;
}

/** Only what was changed: of several transfers each keeps the rest as it has it. */
export function changesOf(before: OptionDraft, now: OptionDraft): Partial<TorrentOptions> {
  const [goalBefore, goal] = [goalIn(before), goalIn(now)];
  const isOtherGoal = goal !== undefined && JSON.stringify(goal) !== JSON.stringify(goalBefore);
  const [down, up] = [parseLimit(now.downloadLimit), parseLimit(now.uploadLimit)];
  return {
    ...(now.downloadLimit === before.downloadLimit || down === undefined ? {} : { downloadLimitBps: down }),
    ...(now.uploadLimit === before.uploadLimit || up === undefined ? {} : { uploadLimitBps: up }),
    ...(now.isSequential === before.isSequential ? {} : { isSequential: now.isSequential }),
    ...(now.firstLastFirst === before.firstLastFirst ? {} : { firstLastFirst: now.firstLastFirst }),
    ...(isOtherGoal ? { seedingGoal: goal } : {}),
  };
}
