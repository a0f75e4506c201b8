import { AppError } from '#shared/contract/errors.ts';
import { isTimeOfDay, type Schedule, type Weekday } from '#shared/domain/bandwidth/schedule.ts';

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
/** As a week is spoken of: from Monday on. */
const week: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 0];

/**
 * From `mon-fri 08:00-18:00`, `sat,sun 22:00-06:00`, `daily 01:00-07:00`; `none` switches it off and keeps its times.
 * @throws AppError `invalid-input`
 */
export function parseSchedule(text: string, before: Schedule): Schedule {
  const typed = text.trim().toLowerCase();
  if (typed === 'none') return { ...before, isOn: false };
  const [, days = '', from = '', to = ''] = /^(\S+)\s+(\d\d:\d\d)-(\d\d:\d\d)$/u.exec(typed) ?? [];
  const chosen = parseDays(days);
  if (chosen !== undefined && isTimeOfDay(from) && isTimeOfDay(to))
    return { isOn: true, days: chosen, from, to };
  throw new AppError(
    'invalid-input',
    `"${text}" is no schedule. Give days and times like "mon-fri 08:00-18:00", "sat,sun 22:00-06:00" or "daily 01:00-07:00", or "none".`,
  );
}

export function formatSchedule({ isOn, days, from, to }: Schedule): string {
  if (!isOn) return 'none';
  const named = week.filter((day) => days.includes(day)).map((day) => dayNames[day]);
  return `${named.length === 7 ? 'daily' : named.join(',')} ${from}-${to}`;
}

function parseDays(text: string): Weekday[] | undefined {
  if (text === 'daily') return [...week];
  const chosen = text.split(',').map(parseRun);
  if (chosen.some((run) => run === undefined)) return undefined;
  const days = new Set(chosen.flatMap((run) => run ?? []));
  return week.filter((day) => days.has(day));
}

/** `fri`, or `fri-mon`, over Sunday too. */
function parseRun(text: string): Weekday[] | undefined {
  const [first, last = first] = text.split('-');
  const [from, to] = [first, last].map((name) => week.findIndex((day) => dayNames[day] === name));
  if (from === undefined || to === undefined || from < 0 || to < 0) return undefined;
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, step) => week[(from + step) % 7] ?? 0);
}
