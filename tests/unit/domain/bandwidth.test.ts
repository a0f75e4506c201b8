import { describe, expect, test } from 'vitest';
import { alternativeNow } from '../../../src/shared/domain/bandwidth/alternative.ts';
import {
  isScheduled,
  localTimeOf,
  type Schedule,
  type Weekday,
} from '../../../src/shared/domain/bandwidth/schedule.ts';
import { shareLimit } from '../../../src/shared/domain/bandwidth/share-limit.ts';

const at = (day: Weekday, time: string) => ({
  day,
  minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)),
});
const workdays: Schedule = { isOn: true, days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' };
const fridayNight: Schedule = { isOn: true, days: [5], from: '22:30', to: '06:00' };

describe('the schedule of the alternative limits', () => {
  test.each([
    ['begins with its first minute', workdays, at(1, '08:00'), true],
    ['has not begun a minute before', workdays, at(1, '07:59'), false],
    ['holds to its last minute', workdays, at(5, '17:59'), true],
    ['is over at its end', workdays, at(5, '18:00'), false],
    ['leaves other days alone', workdays, at(6, '12:00'), false],
    ['holds before midnight', fridayNight, at(5, '23:59'), true],
    ['holds after midnight, on a day it does not name', fridayNight, at(6, '05:59'), true],
    ['is over in the morning', fridayNight, at(6, '06:00'), false],
    ['does not hold in the morning of its own day', fridayNight, at(5, '05:00'), false],
    ['goes from Saturday over to Sunday', { ...fridayNight, days: [6] }, at(0, '01:00'), true],
    [
      'with the same begin and end lasts a day',
      { ...workdays, to: '08:00', days: [6] },
      at(0, '07:59'),
      true,
    ],
    [
      'with the same begin and end is over then',
      { ...workdays, to: '08:00', days: [6] },
      at(0, '08:00'),
      false,
    ],
    ['without days never holds', { ...workdays, days: [] }, at(1, '12:00'), false],
    ['that is off never holds', { ...workdays, isOn: false }, at(1, '12:00'), false],
  ] as const)('%s', (_, schedule, time, expected) => {
    expect(isScheduled(schedule, time)).toBe(expected);
  });

  test('that begins in the hour that a clock leaves out begins right after it', () => {
    const schedule: Schedule = { isOn: true, days: [0], from: '02:30', to: '04:00' };
    // The clock goes from 01:59 to 03:00.
    expect(isScheduled(schedule, at(0, '01:59'))).toBe(false);
    expect(isScheduled(schedule, at(0, '03:00'))).toBe(true);
  });

  test('is asked of the local clock', () => {
    expect(localTimeOf(new Date(2026, 10, 28, 7, 5))).toEqual(at(6, '07:05'));
  });
});

const neither = { isScheduled: false, isOnBattery: false };
const scheduled = { isScheduled: true, isOnBattery: false };
const onBattery = { isScheduled: false, isOnBattery: true };

describe('a word by hand', () => {
  test('holds until the next one where there is no schedule', () => {
    expect(alternativeNow(null, neither)).toEqual({ isOn: false, because: null });
    expect(alternativeNow({ isOn: true, wasScheduled: false }, neither)).toEqual({
      isOn: true,
      because: 'hand',
    });
  });

  test('ends when the schedule next begins or ends', () => {
    const offWithin = { isOn: false, wasScheduled: true };
    expect(alternativeNow(offWithin, scheduled).isOn).toBe(false);
    expect(alternativeNow(offWithin, neither).isOn).toBe(false);
    const onBefore = { isOn: true, wasScheduled: false };
    expect(alternativeNow(onBefore, scheduled)).toEqual({ isOn: true, because: 'schedule' });
    const offBefore = { isOn: false, wasScheduled: false };
    expect(alternativeNow(offBefore, scheduled)).toEqual({ isOn: true, because: 'schedule' });
  });
});

describe('parts of a limit', () => {
  const user = (usedBps: number, isActive = true) => ({ usedBps, isActive });
  const total = (parts: number[]) => parts.reduce((sum, part) => sum + part, 0);

  test('are the whole for one alone', () => {
    expect(shareLimit(500_000, [user(0)])).toEqual([500_000]);
  });

  test('are nearly all for the one that moves something', () => {
    const [busy = 0, idle = 0, resting = 0] = shareLimit(1_000_000, [user(900_000), user(0), user(0, false)]);
    expect(busy).toBeGreaterThan(950_000);
    expect(idle).toBeGreaterThan(10_000);
    expect(resting).toBeLessThan(2_000);
  });

  test('become equal for two that both want all', () => {
    let parts = [970_000, 30_000];
    for (let second = 0; second < 12; second++)
      parts = shareLimit(
        1_000_000,
        parts.map((part) => user(part)),
      );
    expect(parts[0]).toBeCloseTo(500_000, -2);
    expect(parts[1]).toBeCloseTo(500_000, -2);
  });

  test.each([[1], [7], [1_000], [999_999_999]])(
    'are together never more than %d B/s, but for a byte each',
    (limit) => {
      const users = [user(0), user(3), user(limit), user(limit * 2), user(0, false)];
      expect(total(shareLimit(limit, users))).toBeLessThanOrEqual(limit + users.length);
      for (const part of shareLimit(limit, users)) expect(part).toBeGreaterThanOrEqual(1);
    },
  );

  test('of nobody are none', () => {
    expect(shareLimit(1_000, [])).toEqual([]);
  });
});

describe('a battery that wants the alternative limits', () => {
  test('switches them on for as long as it is in use', () => {
    expect(alternativeNow(null, onBattery)).toEqual({ isOn: true, because: 'battery' });
    expect(alternativeNow(null, { isScheduled: true, isOnBattery: true }).because).toBe('schedule');
    expect(alternativeNow(null, neither)).toEqual({ isOn: false, because: null });
  });

  test('is overruled by hand until the computer is plugged in', () => {
    const offMeanwhile = { isOn: false, wasScheduled: true };
    expect(alternativeNow(offMeanwhile, onBattery).isOn).toBe(false);
    const offBefore = { isOn: false, wasScheduled: false };
    expect(alternativeNow(offBefore, onBattery)).toEqual({ isOn: true, because: 'battery' });
  });
});
