import { describe, expect, test } from 'vitest';
import { createI18n } from 'vue-i18n';
import { languages } from '../../../src/renderer/i18n/languages.ts';
import { spoken, type LanguageCode } from '../../../src/shared/words/languages.ts';
import { isolated } from '../../../src/shared/words/isolated.ts';
import { makeSay } from '../../../src/shared/words/make-say.ts';
import { pluralRule } from '../../../src/shared/words/plural-rule.ts';
import type { WordKey } from '../../../src/shared/words/words.ts';

function leaves(messages: object, prefix = ''): [key: string, text: string][] {
  return Object.entries(messages).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${prefix}${key}.`)
      : [[`${prefix}${key}`, String(value)] as [string, string]],
  );
}

/** What the page says, and what is said beside it: in the tray, in notifications, in menus. */
const messagesOf = (code: string) => ({
  ...languages[code]?.messages,
  ...spoken[code as LanguageCode].words, // the codes below
});
const english = new Map(leaves(messagesOf('en')));
const codes = Object.keys(languages);
const others = codes.filter((code) => code !== 'en');
const textsOf = (code: string) => new Map(leaves(messagesOf(code)));
const choicesOf = (text: string) => text.split('|').map((choice) => choice.trim());
const placeholdersOf = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/gu)].map((match) => match[1] ?? ''))].toSorted();
/** Names, formats and signs, which no language translates. */
const sameEverywhere =
  'TCP uTP WebRTC IPv6 VPN SOCKS5 HTTP JSON CSV Alt Esc host:port wg0 https://9.9.9.9/dns-query magnet:?xt=urn:btih:…'
    .split(' ')
    .concat('IP Geolocation by DB-IP');
/** What is written in a language as it is in English. A text that is none of these was forgotten. */
const alsoSame: Readonly<Record<string, readonly string[]>> = {
  de: (
    'Peer Peers Tracker Port Proxy Router Gateway Seeds Infohash Downloads Filter Format Details Name Position Normal ' +
    'Alarm Album Genre Video Pause'
  ).split(' '),
  // Its keys are labelled in English, and names of files are written so that every system keeps them.
  he: 'Ctrl Shift Enter Delete Home End warren-leak-test-{profile}-{date} warren-who-can-see'
    .split(' ')
    .concat('Page ↑', 'Page ↓'),
};

/** How many forms a counted thing has: English two, Hebrew three. */
const formsIn = (code: string) => new Intl.PluralRules(code).resolvedOptions().pluralCategories.length;

test('there are English, German and a language that runs to the left', () => {
  expect(codes).toEqual(expect.arrayContaining(['en', 'de', 'he']));
  expect(languages.he?.direction).toBe('rtl');
});

test('what is counted in English has one form for one and another for many', () => {
  expect([...english].filter(([, text]) => text.includes('{count}') && !text.includes('|'))).toEqual([]);
});

describe.each(others)('in %s', (code) => {
  const texts = textsOf(code);

  test('everything is said that is said in English, and in the same order', () => {
    expect([...texts.keys()]).toEqual([...english.keys()]);
  });

  test('every message has the placeholders of the English one', () => {
    const wrong = [...texts].filter(
      ([key, text]) =>
        placeholdersOf(text).join() !== placeholdersOf(english.get(key) ?? '').join() &&
        // One and two can be words, and the place of the figure is then empty in all forms but the last.
        placeholdersOf(text).join() !== 'count',
    );
    expect(wrong).toEqual([]);
  });

  test('every form of a message has the same placeholders, but for the count, which only the last must say', () => {
    const wrong = [...texts].filter(([key, text]) => {
      const choices = choicesOf(text);
      const named = placeholdersOf(text).filter((name) => name !== 'count');
      return (
        choices.some((choice) => named.some((name) => !placeholdersOf(choice).includes(name))) ||
        (english.get(key)?.includes('{count}') === true && choices.at(-1)?.includes('{count}') !== true)
      );
    });
    expect(wrong).toEqual([]);
  });

  test('everything that is counted in English has as many forms as the language has', () => {
    const wrong = [...texts].filter(([key, text]) => {
      const isCounted = (english.get(key) ?? '').includes('|');
      return choicesOf(text).length !== (isCounted ? formsIn(code) : 1);
    });
    expect(wrong).toEqual([]);
  });

  const same = [...texts].filter(
    ([key, text]) => text === english.get(key) && /\p{L}{2}/u.test(text.replaceAll(/\{\w+\}/gu, '')),
  );
  const maySame = [...sameEverywhere, ...(alsoSame[code] ?? [])];

  test('nothing was left in English by mistake', () => {
    expect(same.filter(([, text]) => !maySame.includes(text))).toEqual([]);
  });

  test('nothing is allowed to be the same that is not', () => {
    const texts = same.map(([, text]) => text);
    expect(maySame.filter((text) => !texts.includes(text))).toEqual([]);
  });

  test('no sentence ends otherwise than the English one', () => {
    const endOf = (text: string) =>
      /([.?:…])[^\p{L}\p{N}]*$/u.exec(text.replaceAll(/[\u2066-\u2069]/gu, ''))?.[1] ?? '';
    const wrong = [...texts].filter(([key, text]) => endOf(text) !== endOf(english.get(key) ?? ''));
    expect(wrong).toEqual([]);
  });
});

describe.each(codes)('in %s', (code) => {
  const texts = textsOf(code);

  test('every sentence compiles', () => {
    const warnings: string[] = [];
    const i18n = createI18n({ legacy: false, locale: code, messages: { [code]: messagesOf(code) } });
    const warn = console.warn;
    console.warn = (...words: unknown[]) => void warnings.push(words.join(' '));
    for (const key of texts.keys()) expect(i18n.global.t(key, { count: 2 }, 2)).not.toBe(key);
    console.warn = warn;
    expect(warnings).toEqual([]);
  });

  test.each([1, 2, 12])('what the shell says of %i is what the page would say', (count) => {
    const messages = { [code]: messagesOf(code) };
    const pluralRules = { [code]: pluralRule(code) };
    const i18n = createI18n({ legacy: false, locale: code, messages, pluralRules });
    const say = makeSay(code as LanguageCode); // one of the codes
    const named = { name: '\u05d0', profile: 'VPN', interface: 'wg0', why: '1', count: String(count) };
    const { direction = 'ltr' } = languages[code] ?? {};
    const both = leaves(spoken[code as LanguageCode].words).map(([key]) => ({
      key,
      page: i18n.global.t(key, isolated(named, direction), count).replaceAll(/\{\w+\}/gu, ''),
      shell: say(key as WordKey, named, count),
    }));
    expect(both.filter(({ page, shell }) => page !== shell)).toEqual([]);
  });

  test('nobody shouts, and no sign is there that nobody sees', () => {
    // Marks of direction are written as \u…; what a copy from elsewhere brings along is none of them.
    const unwanted = /!|\p{Cc}|[\u00ad\u200b-\u200d\u202a-\u202e\u2028\u2029\ufeff]| {2}|^\s|\s$|\.\.\./u;
    expect([...texts].filter(([, text]) => unwanted.test(text))).toEqual([]);
  });

  test('an isolate that begins, ends', () => {
    const wrong = [...texts].filter(([, text]) =>
      choicesOf(text).some(
        (choice) =>
          [...choice.matchAll(/[\u2066-\u2068]/gu)].length !== [...choice.matchAll(/\u2069/gu)].length,
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('quotation marks are those of the language', () => {
    const allowed: Readonly<Record<string, string>> = { en: '“”"', de: '„“', he: '״' };
    const marks = /["„“”«»״]/gu;
    const wrong = [...texts].filter(([, text]) =>
      [...text.matchAll(marks)].some(([mark]) => !(allowed[code] ?? '').includes(mark)),
    );
    expect(wrong).toEqual([]);
  });
});
