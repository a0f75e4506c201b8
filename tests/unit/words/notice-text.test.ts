import { describe, expect, test } from 'vitest';
import type { Notice } from '../../../src/shared/contract/notice.ts';
import { languageCodes } from '../../../src/shared/words/languages.ts';
import { makeSay } from '../../../src/shared/words/make-say.ts';
import { noticeText } from '../../../src/shared/words/notice-text.ts';

type Told = Pick<Notice, 'code' | 'values'>;

/** As the core tells them, each with all its values. */
const told: readonly Required<Told>[] = [
  { code: 'engine-restarted', values: {} },
  { code: 'listen-port-taken', values: { wanted: 6881, port: 40123 } },
  { code: 'torrent-finished', values: { name: 'Alba' } },
  { code: 'torrent-failed', values: { name: 'Alba', reason: 'disk-full' } },
  { code: 'goal-met', values: { name: 'Alba', whenMet: 'remove' } },
  { code: 'settings-set-aside', values: { file: 'a.json', outcome: 'restored', profile: 'Open' } },
  { code: 'settings-set-aside', values: { file: 'a.json', outcome: 'standard', profile: 'Open' } },
  { code: 'catalog-restored', values: { file: 'a.db' } },
  { code: 'catalog-set-aside', values: { file: 'a.db' } },
  { code: 'library-restored', values: { file: 'a.db' } },
  { code: 'library-set-aside', values: { file: 'a.db' } },
  { code: 'scan-failed', values: { path: '/music' } },
  { code: 'folder-not-watched', values: { path: '/music', why: 'too-many' } },
  { code: 'folder-not-watched', values: { path: '/music', why: 'no-events' } },
  { code: 'profile-shut', values: { profile: 'Open', reason: 'no-route', interface: 'wg0', count: 2 } },
  { code: 'profile-open', values: { profile: 'Open', interface: 'wg0' } },
];

describe.each(languageCodes)('in %s', (code) => {
  test.each(told)('$code is told in its own words, with every value in its place', (notice) => {
    const say = makeSay(code);
    const text = noticeText(say, { ...notice, text: 'Only the core knows.' });
    expect(text).not.toBe('Only the core knows.');
    const gaps = [' ;', ' ,', ' :', '““', '„“', '״״', '  ', '\u2068\u2069', '{'];
    expect(gaps.filter((gap) => text.includes(gap))).toEqual([]);
  });
});

test('what has no values, as from an older core, is told as it came', () => {
  expect(noticeText(makeSay('de'), { code: 'goal-met', text: 'As it came.' })).toBe('As it came.');
});

test('a profile that nobody has named is called as the language calls it', () => {
  const opened = (profile: string) =>
    noticeText(makeSay('de'), { code: 'profile-open', text: '', values: { profile, interface: 'wg0' } });
  expect(opened('LAN only')).toContain('„Nur LAN“');
  expect(opened('LAN only, at home')).toContain('„LAN only, at home“');
});
