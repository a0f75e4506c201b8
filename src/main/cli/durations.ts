import { AppError } from '#shared/contract/errors.ts';

const minutesIn: Readonly<Record<string, number>> = { m: 1, h: 60, d: 24 * 60, w: 7 * 24 * 60 };

/**
 * Minutes from `90m`, `36h`, `7d`, `2w`; null from `none`.
 * @throws AppError `invalid-input`
 */
export function parseMinutes(text: string): number | null {
  const typed = text.trim().toLowerCase();
  if (typed === 'none') return null;
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)([mhdw])$/u.exec(typed) ?? [];
  const minutes = number === '' ? NaN : Math.round(Number(number) * (minutesIn[unit] ?? NaN));
  if (Number.isSafeInteger(minutes)) return minutes;
  throw new AppError('invalid-input', `"${text}" is no time. Give it like 90m, 36h, 7d or 2w, or "none".`);
}

/** In the largest unit that it fills. */
export function formatMinutes(minutes: number): string {
  const [unit = 'm', size = 1] =
    Object.entries(minutesIn)
      .reverse()
      .find(([, length]) => minutes >= length && minutes % length === 0) ?? [];
  return `${minutes / size}${unit}`;
}
