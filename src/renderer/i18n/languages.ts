import { spoken, type LanguageCode } from '#shared/words/languages.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { he } from './he/index.ts';
import type { Messages } from './messages.ts';

/*
 * To add a language: a folder like en/ whose index.ts `satisfies Messages` (the compiler names what is missing), and a
 * line here; the same in src/shared/words. Nothing else knows which languages there are; right-to-left needs only the
 * flag, as all CSS is logical.
 */
export { fallbackLanguage, pickLanguage, type Direction } from '#shared/words/languages.ts';

const messages: Readonly<Record<LanguageCode, Messages>> = { en, de, he };

type Language = (typeof spoken)[LanguageCode] & { readonly messages: Messages };

export const languages: Readonly<Record<string, Language>> = Object.fromEntries(
  Object.entries(spoken).map(([code, language]) => [
    code,
    { ...language, messages: messages[code as LanguageCode] }, // its own keys
  ]),
);
