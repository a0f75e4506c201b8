import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { he } from './he/index.ts';
import type { Words } from './words.ts';

/*
 * The languages that Warren speaks, and the words that it needs on both sides: what the page alone says lies in
 * src/renderer/i18n, whose languages.ts the compiler holds against this list.
 */
export type Direction = 'ltr' | 'rtl';

export const languageCodes = ['en', 'de', 'he'] as const;
export type LanguageCode = (typeof languageCodes)[number];

interface SpokenLanguage {
  /** In the language itself, for the list in Settings. */
  readonly name: string;
  readonly direction: Direction;
  /** Whether a title that stands inside a sentence begins with a small letter there; not where nouns never do. */
  readonly lowersTitles: boolean;
  readonly words: Words;
}

export const fallbackLanguage: LanguageCode = 'en';

export const spoken: Readonly<Record<LanguageCode, SpokenLanguage>> = {
  en: { name: 'English', direction: 'ltr', lowersTitles: true, words: en },
  de: { name: 'Deutsch', direction: 'ltr', lowersTitles: false, words: de },
  he: { name: 'עברית', direction: 'rtl', lowersTitles: false, words: he },
};

/** The first language that is spoken here, from what the person chose and then what the system prefers. */
export function pickLanguage(wishes: readonly (string | undefined)[]): LanguageCode {
  for (const wish of wishes) {
    const base = wish?.split('-')[0]?.toLowerCase();
    const code = languageCodes.find((one) => one === base);
    if (code !== undefined) return code;
  }
  return fallbackLanguage;
}
