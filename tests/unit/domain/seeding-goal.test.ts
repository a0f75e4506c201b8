import { describe, expect, test } from 'vitest';
import { goalOf, goalStateOf, ratioOf, type SeedingGoal } from '../../../src/shared/domain/seeding/goal.ts';

const goal: SeedingGoal = { ratio: 2, minutes: 60, whenMet: 'pause' };
const hourMs = 3_600_000;
const question = { goal, wasMet: false, ratio: 0, seededMs: 0, isLast: false, sparesLast: true };

describe('a seeding goal', () => {
  test.each([
    ['is ahead below both', { ratio: 1.99, seededMs: hourMs - 1 }, 'ahead'],
    ['is met by the ratio', { ratio: 2 }, 'met'],
    ['is met by the time', { seededMs: hourMs }, 'met'],
    [
      'of a ratio does not look at the time',
      { goal: { ...goal, minutes: null }, seededMs: 9 * hourMs },
      'ahead',
    ],
    ['of a time does not look at the ratio', { goal: { ...goal, ratio: null }, ratio: 9 }, 'ahead'],
    ['of ratio 0 is met at once', { goal: { ...goal, ratio: 0 } }, 'met'],
    ['with neither is none', { goal: { ...goal, ratio: null, minutes: null }, ratio: 99 }, 'none'],
    ['does not stop the last who has all of it', { ratio: 3, isLast: true }, 'held'],
    ['stops the last where the user says so', { ratio: 3, isLast: true, sparesLast: false }, 'met'],
    ['that was met stays met', { wasMet: true }, 'met'],
    ['that is ahead does not hold the last', { isLast: true }, 'ahead'],
  ] as const)('%s', (_, part, expected) => {
    expect(goalStateOf({ ...question, ...part })).toBe(expected);
  });

  test('of a torrent wins over that of all; what is shared of one’s own has only its own', () => {
    const own: SeedingGoal = { ratio: null, minutes: null, whenMet: 'pause' };
    expect(goalOf(null, goal, 'added')).toBe(goal);
    expect(goalOf(own, goal, 'added')).toBe(own);
    expect(goalOf(goal, own, 'shared')).toBe(goal);
    expect(goalOf(null, goal, 'shared')).toMatchObject({ ratio: null, minutes: null });
  });
});

describe('the ratio', () => {
  test.each([
    ['is given against received', { sentBytes: 50, receivedBytes: 100, isComplete: false }, 0.5],
    ['counts what was received twice', { sentBytes: 300, receivedBytes: 1_500, isComplete: true }, 0.2],
    [
      'is against the size of what was here from the start',
      { sentBytes: 500, receivedBytes: 0, isComplete: true },
      0.5,
    ],
    [
      'is not made large by a little that was missing',
      { sentBytes: 500, receivedBytes: 10, isComplete: true },
      0.5,
    ],
  ])('%s', (_, part, expected) => {
    expect(ratioOf({ sizeBytes: 1_000, ...part })).toBe(expected);
  });

  test('of nothing is nothing', () => {
    expect(ratioOf({ sentBytes: 5, receivedBytes: 0, sizeBytes: 0, isComplete: false })).toBe(0);
  });
});
