import { expect, test } from 'vitest';
import { pictureName, type Bar } from '../../../../src/main/desktop/tray/picture-name.ts';
import { oneLine, shorten } from '../../../../src/main/desktop/speech/one-line.ts';
import { makeSpeech } from '../../../../src/main/desktop/speech/speech.ts';
import { tooltip } from '../../../../src/main/desktop/tray/tray-words.ts';
import { aFinding, aGlance } from './a-glance.ts';

const english = makeSpeech('en');

test.each([
  [0, '0 kB/s'],
  [999, '1 kB/s'],
  [82_440, '82 kB/s'],
  [3_140_000, '3.1 MB/s'],
  [1_250_000_000, '1.3 GB/s'],
  [4_000_000_000_000, '4,000 GB/s'],
])('%i bytes a second are %s', (bytesPerSecond, text) => {
  expect(english.rate(bytesPerSecond)).toBe(text);
});

test('the tooltip says it in words', () => {
  expect(tooltip(aGlance({ uploadBps: 2_000_000 }), english)).toBe(
    'Warren: protected\n12 seeding\n↓ 0 kB/s   ↑ 2 MB/s',
  );
});

test('what is seen that was to be hidden stands in the tooltip, which stays as short as systems want it', () => {
  const text = tooltip(
    aGlance({
      shield: 'alarm',
      findings: [aFinding({ values: { addresses: ['y'.repeat(500)], sayers: 1, profile: 'VPN' } })],
    }),
    english,
  );
  expect(text).toMatch(/^Warren: look at this\nYour home address y+/u);
  expect(text.length).toBeLessThanOrEqual(127);
});

test('a name from a stranger neither turns its sentence nor ends what keeps it apart', () => {
  const name = 'A\u2069\u202Egnp.exe\nB';
  const told = makeSpeech('he').say('notices.text.torrent-finished', { name });
  expect(oneLine(told)).toBe('ההורדה של \u2068A gnp.exe B\u2069 הושלמה.');
});

test('text is never cut within a letter', () => {
  expect(shorten('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 15)).toBe('👨‍👩‍👧‍👦…');
  expect(shorten('short', 5)).toBe('short');
});

test.each<[Bar, string]>([
  [{ platform: 'darwin', isDark: true, desktop: undefined }, 'alarm-template-18.png'],
  [{ platform: 'win32', isDark: false, desktop: undefined }, 'alarm-light-16.png'],
  [{ platform: 'win32', isDark: true, desktop: undefined }, 'alarm-dark-16.png'],
  [{ platform: 'linux', isDark: false, desktop: 'KDE' }, 'alarm-light-24.png'],
  [{ platform: 'linux', isDark: false, desktop: 'ubuntu:GNOME' }, 'alarm-dark-24.png'],
])('%j has its own picture', (bar, name) => {
  expect(pictureName('alarm', bar)).toBe(name);
});
