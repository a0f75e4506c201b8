import type { Torrent } from '#shared/contract/torrent.ts';
import { isForEver, type GoalAction, type SeedingGoal } from '#shared/domain/seeding/goal.ts';
import { formatMinutes } from './durations.ts';

const actions: Readonly<Record<GoalAction, string>> = {
  pause: 'it is paused',
  limit: 'it goes on with a limit',
  remove: 'it leaves the list, its files stay',
};

export function goalWords(goal: SeedingGoal): string {
  if (isForEver(goal)) return 'for ever';
  const parts = [
    ...(goal.ratio === null ? [] : [`ratio ${goal.ratio}`]),
    ...(goal.minutes === null ? [] : [`${formatMinutes(goal.minutes)} of seeding`]),
  ];
  return `until ${parts.join(' or ')}; then ${actions[goal.whenMet]}`;
}

/** What `show` says of a torrent's goal, where there is something to say. */
export function goalRows({ seedingGoal, goalState }: Torrent): [string, string][] {
  const stands = {
    none: '',
    ahead: '',
    met: ' (reached)',
    held: ' (reached; it goes on, since nobody else is known to have all of it)',
  };
  if (seedingGoal === null && goalState === 'none') return [];
  return [
    ['goal', `${seedingGoal === null ? 'as in the settings' : goalWords(seedingGoal)}${stands[goalState]}`],
  ];
}
