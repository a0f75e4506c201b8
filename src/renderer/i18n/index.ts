/*
 * Everything the page says. Components take `const { t, formats } = useText()`; the sentences are in en/, by screen.
 */
import { computed, type ComputedRef } from 'vue';
import { createI18n, useI18n } from 'vue-i18n';
import { asPart } from './as-part.ts';
import { makeFormats, type Formats } from './formats.ts';
import { isolated } from './isolated.ts';
import { fallbackLanguage, languages, pickLanguage } from './languages.ts';
import type { MessageKey } from './messages.ts';

export type { Formats } from './formats.ts';
export { languages } from './languages.ts';
export type { MessageKey } from './messages.ts';

type Named = Readonly<Record<string, string | number>>;

export interface Text {
  /** Sentences with a number choose their form by `count`, written with {@link Formats.number} inside. */
  readonly t: (key: MessageKey, named?: Named, count?: number) => string;
  readonly formats: ComputedRef<Formats>;
  /** A title, where it stands inside a sentence. */
  readonly asPart: (title: string) => string;
}

export const i18n = createI18n({
  legacy: false,
  locale: pickLanguage(navigator.languages),
  fallbackLocale: fallbackLanguage,
  messages: Object.fromEntries(Object.entries(languages).map(([code, { messages }]) => [code, messages])),
  pluralRules: Object.fromEntries(Object.keys(languages).map((code) => [code, pluralRule(code)])),
});

/** The choices of a message are written in the order zero, one, two, few, many, other; each language has some. */
function pluralRule(code: string) {
  const rules = new Intl.PluralRules(code);
  const order = ['zero', 'one', 'two', 'few', 'many', 'other'];
  const categories = rules
    .resolvedOptions()
    .pluralCategories.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  return (count: number, choices: number) => Math.min(categories.indexOf(rules.select(count)), choices - 1);
}

/** Speaks the chosen language, or the system's, and turns the page its way. */
export function speak(chosen: string | undefined): void {
  const code = pickLanguage([chosen, ...navigator.languages]);
  i18n.global.locale.value = code;
  document.documentElement.lang = code;
  document.documentElement.dir = languages[code]?.direction ?? 'ltr';
}

const formatsByLocale = new Map<string, Formats>();

function formatsOf(code: string): Formats {
  const locale = numberLocale(code);
  const known = formatsByLocale.get(locale) ?? makeFormats(locale, languages[code]?.direction);
  formatsByLocale.set(locale, known);
  return known;
}

export function useText(): Text {
  const { t, locale } = useI18n({ useScope: 'global' });
  const formats = computed(() => formatsOf(locale.value));
  const language = computed(() => languages[locale.value]);
  const inserted = (named: Named) => isolated(named, language.value?.direction ?? 'ltr');
  return {
    formats,
    t: (key, named = {}, count) =>
      count === undefined
        ? t(key, inserted(named))
        : t(key, inserted({ count: formats.value.number(count), ...named }), count),
    asPart: (title) => (language.value?.lowersTitles === true ? asPart(title) : title),
  };
}

/** English words with the numbers and dates of, say, Ireland: the system's own variety of the language. */
function numberLocale(code: string): string {
  return navigator.languages.find((wish) => wish.startsWith(`${code}-`)) ?? code;
}
