import type { GoalAction } from '#shared/domain/seeding/goal.ts';

export const seedingGoal = {
  ratio: 'Until this ratio',
  hours: 'Until so many hours of seeding',
  any: { ratio: 'However much', hours: 'However long' },
  fault: 'A goal is a number, or nothing.',
  whenMet: 'Then',
  whenMetAs: {
    pause: 'pause it',
    limit: 'go on, with a low upload limit',
    remove: 'take it off the list; its files stay',
  } satisfies Record<GoalAction, string>,
  forEver: 'for ever',
  untilRatio: 'until ratio {ratio}',
  untilTime: 'for {time}',
  untilBoth: 'until ratio {ratio} or for {time}',
} as const;
