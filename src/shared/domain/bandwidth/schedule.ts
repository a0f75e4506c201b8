/** 0 is Sunday, as in `Date`. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** When the alternative limits hold by themselves. */
export interface Schedule {
  readonly isOn: boolean;
  /** On which its time begins; it may end on the day after. */
  readonly days: readonly Weekday[];
  /** `HH:MM` of the local clock. At or before `from`, `to` is on the next day. */
  readonly from: string;
  readonly to: string;
}

/** What the clock on the wall shows. */
export interface LocalTime {
  readonly day: Weekday;
  /** 0–1439. */
  readonly minute: number;
}

const minutesPattern = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;

export const isTimeOfDay = (text: string) => minutesPattern.test(text);

export function localTimeOf(date: Date): LocalTime {
  return { day: date.getDay() as Weekday, minute: date.getHours() * 60 + date.getMinutes() }; // getDay(): 0–6
}

/**
 * Whether it is the schedule's time. Asked of what the clock shows, and of nothing that was before: so a clock that is
 * put right, an hour that comes twice or not at all, and a computer that slept can only make it late, never stuck.
 */
export function isScheduled({ isOn, days, from, to }: Schedule, { day, minute }: LocalTime): boolean {
  if (!isOn) return false;
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  const isDay = days.includes(day);
  if (begin < end) return isDay && minute >= begin && minute < end;
  const wasDay = days.includes(((day + 6) % 7) as Weekday); // a remainder of seven
  return (isDay && minute >= begin) || (wasDay && minute < end);
}

function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}
