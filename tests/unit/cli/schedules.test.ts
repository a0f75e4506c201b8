import { describe, expect, test } from 'vitest';
import { formatMinutes, parseMinutes } from '../../../src/main/cli/durations.ts';
import { formatSchedule, parseSchedule } from '../../../src/main/cli/schedules.ts';
import type { Schedule } from '../../../src/shared/domain/bandwidth/schedule.ts';

const before: Schedule = { isOn: true, days: [2], from: '01:00', to: '02:00' };

describe('a schedule', () => {
  test.each([
    ['mon-fri 08:00-18:00', [1, 2, 3, 4, 5], 'mon,tue,wed,thu,fri 08:00-18:00'],
    ['Sat,SUN 22:00-06:00', [6, 0], 'sat,sun 22:00-06:00'],
    ['fri-mon 00:00-00:00', [1, 5, 6, 0], 'mon,fri,sat,sun 00:00-00:00'],
    ['daily 01:30-07:00', [1, 2, 3, 4, 5, 6, 0], 'daily 01:30-07:00'],
    ['wed 09:00-10:00', [3], 'wed 09:00-10:00'],
  ])('"%s" is understood, and said again', (text, days, said) => {
    const schedule = parseSchedule(text, before);
    expect(schedule).toMatchObject({ isOn: true, days });
    expect(formatSchedule(schedule)).toBe(said);
  });

  test('"none" switches it off and keeps its times', () => {
    expect(parseSchedule('none', before)).toEqual({ ...before, isOn: false });
    expect(formatSchedule({ ...before, isOn: false })).toBe('none');
  });

  test.each([
    '',
    'mon',
    'mon 8:00-18:00',
    'mon 08:00-24:00',
    'foo 08:00-09:00',
    'mon-foo 08:00-09:00',
    'mon,, 08:00-09:00',
  ])('"%s" is refused in words', (text) => {
    expect(() => parseSchedule(text, before)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});

describe('a time of seeding', () => {
  test.each([
    ['90m', 90, '90m'],
    ['36h', 2_160, '36h'],
    ['1.5d', 2_160, '36h'],
    ['14d', 20_160, '2w'],
    ['0m', 0, '0m'],
  ])('%s is %d minutes', (text, minutes, said) => {
    expect(parseMinutes(text)).toBe(minutes);
    expect(formatMinutes(minutes)).toBe(said);
  });

  test('"none" is however long', () => {
    expect(parseMinutes('none')).toBeNull();
  });

  test.each(['', '5', 'h', '-5h', '5 y'])('"%s" is refused in words', (text) => {
    expect(() => parseMinutes(text)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});
