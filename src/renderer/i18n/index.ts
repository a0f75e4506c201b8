/*
 * Everything the page says. Components take `const { t, formats } = useText()`; the sentences are in en/, by screen.
 */
import { computed, type ComputedRef } from 'vue';
import { createI18n, useI18n } from 'vue-i18n';
import { shownProfile, withGivenName } from '#shared/words/given-name.ts';
import { isolated, type Named } from '#shared/words/isolated.ts';
import { spoken } from '#shared/words/languages.ts';
import { pluralRule } from '#shared/words/plural-rule.ts';
import { asPart } from './as-part.ts';
import { makeFormats, type Formats } from './formats.ts';
import { fallbackLanguage, languages, pickLanguage } from './languages.ts';
import type { MessageKey } from './messages.ts';

export type { Formats } from './formats.ts';
export { languages } from './languages.ts';
export type { MessageKey } from './messages.ts';

export interface Text {
  /** Sentences with a number choose their form by `count`, written with {@link Formats.number} inside. */
  readonly t: (key: MessageKey, named?: Named, count?: number) => string;
  readonly formats: ComputedRef<Formats>;
  /** A title, where it stands inside a sentence. */
  readonly asPart: (title: string) => string;
  /** How a network profile is called: one that nobody has named, in the language of the page. */
  readonly profileName: (name: string) => string;
}

export const i18n = createI18n({
  legacy: false,
  locale: pickLanguage(navigator.languages),
  fallbackLocale: fallbackLanguage,
  messages: Object.fromEntries(Object.entries(languages).map(([code, { messages }]) => [code, messages])),
  pluralRules: Object.fromEntries(Object.keys(languages).map((code) => [code, pluralRule(code)])),
});

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
  const givenNames = computed(() => (language.value ?? spoken[fallbackLanguage]).words.profileNames);
  const inserted = (named: Named) =>
    isolated(withGivenName(givenNames.value, named), language.value?.direction ?? 'ltr');
  return {
    formats,
    t: (key, named = {}, count) =>
      count === undefined
        ? t(key, inserted(named))
        : t(key, inserted({ count: formats.value.number(count), ...named }), count),
    asPart: (title) => (language.value?.lowersTitles === true ? asPart(title) : title),
    profileName: (name) => shownProfile(givenNames.value, name),
  };
}

/** English words with the numbers and dates of, say, Ireland: the system's own variety of the language. */
function numberLocale(code: string): string {
  return navigator.languages.find((wish) => wish.startsWith(`${code}-`)) ?? code;
}
