import { isolate } from '#shared/words/isolated.ts';
import type { Direction } from './languages.ts';

/*
 * Figures and times as people of one language write them. Formatters are made once: making one costs a hundred times
 * what using it does, and a table of live figures uses thousands a minute.
 */

/** Decimal, as every system's file manager but one counts. */
const byteUnits = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

const timeUnits = [
  ['year', 31_536_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

export interface Formats {
  /** Whole numbers. */
  number(value: number): string;
  /** 1.5 → `1.50`. */
  ratio(value: number): string;
  /** In one word: `Monday`. */
  weekday(date: Date): string;
  /** 0.4213 → `42%`; rounded down, so that 100 % means all of it. */
  percent(share: number): string;
  bytes(count: number): string;
  bytesPerSecond(count: number): string;
  /** For what is a power of two by definition: `256 KiB`. */
  binaryBytes(count: number): string;
  /** As exact as it is worth: `2 hr 5 min`, `4 min`, `50 sec`. */
  duration(seconds: number): string;
  /** As a player shows it: `4:07`, `1:02:45`. */
  clock(seconds: number): string;
  /** `3 minutes ago`. */
  ago(at: Date, now: Date): string;
  dateTime(at: Date): string;
  date(at: Date): string;
  time(at: Date): string;
  /** `a, b, and c`. */
  list(parts: readonly string[]): string;
  /** Of two letters (ISO 3166-1): `Netherlands`; the letters themselves where the system has no name. */
  country(code: string): string;
}

export function makeFormats(locale: string, direction: Direction = 'ltr'): Formats {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' });
  const ratio = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const list = new Intl.ListFormat(locale);
  const region = new Intl.DisplayNames(locale, { type: 'region' });
  const parts = new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' });
  const unit = remembered(
    (name: string, digits: number) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: name,
        unitDisplay: 'short',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  );

  // `1.2 MB` would fall apart, its unit before its figure, where everything else runs to the left.
  const inOrder = (text: string) => (direction === 'rtl' ? isolate(text) : text);

  function scaled(count: number, suffix: string): string {
    let value = count / 1000;
    let step = 0;
    // 999.5 would be shown as 1000.
    while (value >= 999.5 && step < byteUnits.length - 1) {
      value /= 1000;
      step++;
    }
    const name = byteUnits[step] ?? 'petabyte';
    return inOrder(unit(name + suffix, digitsFor(value, step)).format(value));
  }

  return {
    number: (value) => number.format(value),
    ratio: (value) => ratio.format(value),
    weekday: (date) => weekday.format(date),
    percent: (share) => percent.format(Math.floor(share * 100 + 1e-9) / 100),
    bytes: (count) => scaled(count, ''),
    bytesPerSecond: (count) => scaled(count, '-per-second'),
    binaryBytes: (count) =>
      inOrder(
        count < 1_048_576 ? `${number.format(count / 1024)} KiB` : `${number.format(count / 1_048_576)} MiB`,
      ),
    duration(seconds) {
      const first = timeUnits.findIndex(([, size]) => seconds >= size);
      // Seconds beside minutes would only flicker.
      const unitCount = seconds >= 3600 ? 2 : 1;
      const shown = timeUnits.slice(first < 0 ? -1 : first).slice(0, unitCount);
      let left = Math.max(0, Math.round(seconds));
      const words = shown.flatMap(([name, size], index) => {
        const count = Math.floor(left / size);
        left -= count * size;
        return count > 0 || index === 0 ? [unit(name, 0).format(count)] : [];
      });
      return parts.format(words);
    },
    clock(seconds) {
      const whole = Math.max(0, Math.floor(seconds));
      const two = (value: number) => String(value).padStart(2, '0');
      const minutes = Math.floor(whole / 60) % 60;
      const rest = two(whole % 60);
      return whole < 3600 ? `${minutes}:${rest}` : `${Math.floor(whole / 3600)}:${two(minutes)}:${rest}`;
    },
    ago(at, now) {
      const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
      const [name, size] = timeUnits.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
      return relative.format(Math.trunc(seconds / size), name);
    },
    dateTime: (at) => dateTime.format(at),
    date: (at) => date.format(at),
    time: (at) => time.format(at),
    list: (words) => list.format(words),
    country: (code) => region.of(code) ?? code,
  };
}

function remembered<T>(make: (name: string, digits: number) => T): (name: string, digits: number) => T {
  const made = new Map<string, T>();
  return (name, digits) => {
    const key = `${name}/${digits}`;
    const known = made.get(key) ?? make(name, digits);
    made.set(key, known);
    return known;
  };
}

/** Three digits in all, but no thousandths of a megabyte: figures keep their width while they change. */
function digitsFor(value: number, step: number): number {
  if (value === 0 || value >= 99.95) return 0;
  if (step === 0) return value < 9.95 ? 1 : 0;
  return step >= 2 && value < 9.995 ? 2 : 1;
}
