import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { he } from './he/index.ts';
import type { Messages } from './messages.ts';

/*
 * To add a language: a folder like en/ whose index.ts `satisfies Messages` (the compiler names what is missing), and a
 * line here. Nothing else knows which languages there are; right-to-left needs only the flag, as all CSS is logical.
 */
export type Direction = 'ltr' | 'rtl';

interface Language {
  /** In the language itself, for the list in Settings. */
  readonly name: string;
  readonly direction: Direction;
  /** Whether a title that stands inside a sentence begins with a small letter there; not where nouns never do. */
  readonly lowersTitles: boolean;
  readonly messages: Messages;
}

export const fallbackLanguage = 'en';

export const languages: Readonly<Record<string, Language>> = {
  en: { name: 'English', direction: 'ltr', lowersTitles: true, messages: en },
  de: { name: 'Deutsch', direction: 'ltr', lowersTitles: false, messages: de },
  he: { name: 'עברית', direction: 'rtl', lowersTitles: false, messages: he },
};

/** The first language that is spoken here, from what the person chose and then what the system prefers. */
export function pickLanguage(wishes: readonly (string | undefined)[]): string {
  for (const wish of wishes) {
    const base = wish?.split('-')[0]?.toLowerCase();
    if (base !== undefined && Object.hasOwn(languages, base)) return base;
  }
  return fallbackLanguage;
}
