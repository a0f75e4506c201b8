import { describe, expect, test } from 'vitest';
import { createI18n } from 'vue-i18n';
import { en } from '../../../src/renderer/i18n/en/index.ts';
import { languages, pickLanguage } from '../../../src/renderer/i18n/languages.ts';
import { errorCodes } from '../../../src/shared/contract/errors.ts';

function leaves(messages: object, prefix = ''): [key: string, text: string][] {
  return Object.entries(messages).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${prefix}${key}.`)
      : [[`${prefix}${key}`, String(value)] as [string, string]],
  );
}

describe('what the page says', () => {
  test('compiles, every sentence of it', () => {
    const warnings: string[] = [];
    const i18n = createI18n({ legacy: false, locale: 'en', messages: { en } });
    const warn = console.warn;
    console.warn = (...words: unknown[]) => void warnings.push(words.join(' '));
    for (const [key] of leaves(en)) expect(i18n.global.t(key, { count: 2 }, 2)).not.toBe(key);
    console.warn = warn;
    expect(warnings).toEqual([]);
  });

  test('has a sentence, and what to do, for every way in which something can fail', () => {
    expect(Object.keys(en.errors).sort()).toEqual([...errorCodes].sort());
    for (const { what, then } of Object.values(en.errors))
      expect(what.length * then.length).toBeGreaterThan(0);
  });

  test('shouts nowhere', () => {
    expect(leaves(en).filter(([, text]) => text.includes('!'))).toEqual([]);
  });

  test('has one form for one and another for many wherever it counts', () => {
    const counting = leaves(en).filter(([, text]) => text.includes('{count}') && !text.includes('|'));
    expect(counting).toEqual([]);
  });
});

describe('the language', () => {
  test('is the first wish that is spoken here', () => {
    expect(pickLanguage(['fr-FR', 'en-GB'])).toBe('en');
  });

  test('is English where no wish is', () => {
    expect(pickLanguage(['tlh', undefined])).toBe('en');
    expect(Object.keys(languages)).toContain('en');
  });
});
