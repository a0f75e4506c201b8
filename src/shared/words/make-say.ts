import { withGivenName } from './given-name.ts';
import { isolated, type Named } from './isolated.ts';
import { spoken, type LanguageCode } from './languages.ts';
import { pluralRule } from './plural-rule.ts';
import type { WordKey } from './words.ts';

/** A sentence with its values. One with a number chooses its form by `count`. */
export type Say<K extends string = WordKey> = (key: K, named?: Named, count?: number) => string;

/** Says what vue-i18n says on the page, where there is no page: values in braces, forms divided by `|`. */
export function makeSay(code: LanguageCode): Say {
  const { words, direction } = spoken[code];
  const formOf = pluralRule(code);
  const number = new Intl.NumberFormat(code);

  return (key, named = {}, count) => {
    const forms = textAt(words, key).split(' | ');
    const form = count === undefined ? forms[0] : forms[formOf(count, forms.length)];
    const all = count === undefined ? named : { count: number.format(count), ...named };
    const values = isolated(withGivenName(words.profileNames, all), direction);
    return (form ?? '').replace(/\{(\w+)\}/gu, (_, name: string) => String(values[name] ?? ''));
  };
}

function textAt(words: object, key: WordKey): string {
  const found = key
    .split('.')
    .reduce<unknown>((at, part) => (at as Readonly<Record<string, unknown>>)[part], words); // a key that is there
  return String(found);
}
