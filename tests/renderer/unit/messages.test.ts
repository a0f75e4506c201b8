import { describe, expect, test } from 'vitest';
import { en } from '../../../src/renderer/i18n/en/index.ts';
import { languages, pickLanguage } from '../../../src/renderer/i18n/languages.ts';
import { errorCodes } from '../../../src/shared/contract/errors.ts';

describe('what the page says', () => {
  test('has a sentence, and what to do, for every way in which something can fail', () => {
    expect(Object.keys(en.errors).sort()).toEqual([...errorCodes].sort());
    for (const { what, then } of Object.values(en.errors))
      expect(what.length * then.length).toBeGreaterThan(0);
  });
});

describe('the language', () => {
  test('is the first wish that is spoken here', () => {
    expect(pickLanguage(['fr-FR', 'en-GB', 'de'])).toBe('en');
    expect(pickLanguage([undefined, 'he-IL', 'en'])).toBe('he');
  });

  test('is English where no wish is', () => {
    expect(pickLanguage(['tlh', undefined])).toBe('en');
    expect(Object.keys(languages)).toContain('en');
  });
});
