import type { GoalAction } from '#shared/domain/seeding/goal.ts';

export const seedingGoal = {
  ratio: 'Bis zu diesem Verhältnis',
  hours: 'Bis zu so vielen Stunden',
  any: { ratio: 'Egal wie viel', hours: 'Egal wie lange' },
  fault: 'Ein Ziel ist eine Zahl, oder nichts.',
  whenMet: 'Danach',
  whenMetAs: {
    pause: 'anhalten',
    limit: 'weiter, mit niedriger Grenze beim Senden',
    remove: 'aus der Liste nehmen; die Dateien bleiben',
  } satisfies Record<GoalAction, string>,
  forEver: 'für immer',
  untilRatio: 'bis zum Verhältnis {ratio}',
  untilTime: '{time} lang',
  untilBoth: 'bis zum Verhältnis {ratio} oder {time} lang',
} as const;
