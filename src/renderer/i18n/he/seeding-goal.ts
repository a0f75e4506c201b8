import type { GoalAction } from '#shared/domain/seeding/goal.ts';

export const seedingGoal = {
  ratio: 'עד ליחס הזה',
  hours: 'עד לכמה שעות הפצה',
  any: { ratio: 'כמה שיהיה', hours: 'כמה זמן שיהיה' },
  fault: 'יעד הוא מספר, או ריק.',
  whenMet: 'ואז',
  whenMetAs: {
    pause: 'להשהות',
    limit: 'להמשיך, במגבלת העלאה נמוכה',
    remove: 'להסיר מהרשימה; הקבצים נשארים',
  } satisfies Record<GoalAction, string>,
  forEver: 'לתמיד',
  untilRatio: 'עד יחס {ratio}',
  untilTime: 'למשך {time}',
  untilBoth: 'עד יחס {ratio} או למשך {time}',
} as const;
