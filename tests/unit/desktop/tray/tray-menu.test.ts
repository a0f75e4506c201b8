import { expect, test } from 'vitest';
import { trayMenu } from '../../../../src/main/desktop/tray/tray-menu.ts';
import type { Glance } from '../../../../src/main/desktop/tray/glance.ts';
import { makeSpeech } from '../../../../src/main/desktop/speech/speech.ts';
import type { LanguageCode } from '../../../../src/shared/words/languages.ts';
import { aDoor, aFinding, aGlance } from './a-glance.ts';

/** The menu of a glance: what its lines say, and what was wished for by clicking on one. */
function menuOf(part: Partial<Glance> = {}, code: LanguageCode = 'en') {
  const wished: string[] = [];
  const wishes = {
    open: (place = '') => wished.push(`open ${place}`),
    pauseAll: () => wished.push('pause'),
    resumeAll: () => wished.push('resume'),
    quit: () => wished.push('quit'),
  };
  const menu = trayMenu(aGlance(part), wishes, makeSpeech(code));
  const all = menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? item.submenu : [])]);
  return {
    labels: all.map(({ label, type }) => label ?? type),
    find: (id: string) => all.find((item) => item.id === id),
    click(id: string) {
      // What a click hands over is not looked at.
      (all.find((item) => item.id === id)?.click as (() => void) | undefined)?.();
      return wished.splice(0);
    },
  };
}

test('the menu says how it stands, in words', () => {
  const { labels } = menuOf({
    downloadBps: 3_140_000,
    uploadBps: 82_400,
    states: { downloading: 3, seeding: 12 },
  });
  expect(labels).toEqual([
    'Open Warren',
    'separator',
    'Nobody sees an address of this computer',
    '↓ 3.1 MB/s   ↑ 82 kB/s',
    '3 downloading, 12 seeding',
    'separator',
    'Through VPN only: protected, through wg0',
    'separator',
    'Pause all',
    'Resume all',
    'separator',
    'Quit Warren',
  ]);
});

test('each line leads to where more of it stands', () => {
  const events = [{ id: '1', at: '2026-11-28T08:00:00Z', tell: () => 'Done', place: '/transfers/abc' }];
  const { click } = menuOf({ states: { paused: 1, seeding: 1 }, findings: [aFinding()], events });
  expect(click('open')).toEqual(['open ']);
  expect(click('shield')).toEqual(['open /privacy']);
  expect(click('speeds')).toEqual(['open /transfers']);
  expect(click('found-0')).toEqual(['open /privacy']);
  expect(click('event-0')).toEqual(['open /transfers/abc']);
  expect(click('pause')).toEqual(['pause']);
  expect(click('resume')).toEqual(['resume']);
  expect(click('quit')).toEqual(['quit']);
});

const seen = expect.stringMatching(
  /^Your home address 203.0.113.7 is seen, although “Through VPN only”/u,
) as unknown;

test('the worst that was found is the headline, and stands at its network', () => {
  const other = aFinding({ profile: 'Open', severity: 'warning', code: 'plain-text-peers' });
  const { find } = menuOf({ shield: 'alarm', findings: [aFinding(), other] });
  expect(find('shield')?.label).toEqual(seen);
  expect(find('found-0')?.label).toEqual(seen);
});

test('what is only good to know is no headline', () => {
  const { find } = menuOf({ findings: [aFinding({ severity: 'info', code: 'last-seeder' })] });
  expect(find('shield')?.label).toBe('Nobody sees an address of this computer');
});

test('a network that is shut is told with its reason', () => {
  const { find } = menuOf({ doors: [aDoor({ state: 'down', reasonCode: 'interface-missing' })] });
  expect(find('shield')?.label).toBe('Through VPN only: shut, nothing leaves; “wg0” is gone');
});

test('it is spoken in the language of the page, with the names that Warren gave itself', () => {
  const part = {
    states: { downloading: 1, seeding: 12 },
    doors: [aDoor({ state: 'down', reasonCode: 'no-route' })],
  };
  expect(menuOf(part, 'de').labels).toEqual([
    'Warren öffnen',
    'separator',
    'Nur über VPN: geschlossen, nichts geht hinaus; nichts führt über „wg0“',
    '↓ 0 kB/s   ↑ 0 kB/s',
    '1 lädt, 12 verteilen',
    'separator',
    'Nur über VPN: geschlossen, nichts geht hinaus; nichts führt über „wg0“',
    'separator',
    'Alle anhalten',
    'Alle fortsetzen',
    'separator',
    'Warren beenden',
  ]);
  const hebrew = menuOf({ ...part, doors: [aDoor({ name: 'Mullvad' })] }, 'he');
  expect(hebrew.find('transfers')?.label).toBe('אחת בהורדה, \u206812\u2069 בהפצה');
  expect(hebrew.find('door-0')?.label).toBe('\u2068Mullvad\u2069: \u2068מוגנת, דרך \u2068wg0\u2069\u2069');
});

test.each<[Partial<Glance>, boolean, boolean]>([
  [{ states: {} }, false, false],
  [{ states: { seeding: 2 } }, true, false],
  [{ states: { paused: 2 } }, false, true],
  [{ states: { paused: 2, seeding: 1 } }, true, true],
])('with %j pausing and resuming can be chosen where they do something', (part, canPause, canResume) => {
  const { find } = menuOf(part);
  expect([find('pause')?.enabled, find('resume')?.enabled]).toEqual([canPause, canResume]);
});

test('names that come from strangers stay names', () => {
  const text = `A&B\u202Egnp.exe\nQuit ${'x'.repeat(5_000)}`;
  const events = Array.from({ length: 50 }, (_, at) => ({
    id: String(at),
    at: '',
    tell: () => text,
    place: '/',
  }));
  const { labels, find } = menuOf({ events });
  const said = String(find('event-0')?.label);
  expect(said).toMatch(/^A&&B gnp\.exe Quit x+…$/u);
  expect(said.length).toBeLessThan(100);
  expect(labels.filter((label) => label === said)).toHaveLength(5);
});
