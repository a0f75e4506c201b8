import type { Direction } from './languages.ts';

/** First Strong Isolate and its end: what is between them runs its own way, and what is around them does not notice. */
const begin = '\u2068';
const end = '\u2069';

/** Hebrew, Arabic, Syriac, Thaana, N'Ko and what else is written to the left, with its forms for presentation. */
const runsToTheLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

export type Named = Readonly<Record<string, string | number>>;

/**
 * Names, paths and figures that are put into a sentence keep their own order there: without it `/home/mara` loses its
 * first stroke to the other end in Hebrew, and a Hebrew title takes the figures of an English sentence with it.
 */
export function isolated(named: Named, direction: Direction): Named {
  return Object.fromEntries(
    Object.entries(named).map(([key, value]) => [
      key,
      typeof value === 'string' && (direction === 'rtl' || runsToTheLeft.test(value))
        ? isolate(value)
        : value,
    ]),
  );
}

export function isolate(text: string): string {
  return `${begin}${text}${end}`;
}

/** The same text for what is not read but kept: the name of a file, a line in a program. */
export function withoutIsolates(text: string): string {
  return text.replaceAll(begin, '').replaceAll(end, '');
}
