import { expect, test } from 'vitest';
import { pictureName, type Bar } from '../../../../src/main/desktop/tray/picture-name.ts';
import { formatRate, shorten, tooltip } from '../../../../src/main/desktop/tray/tray-words.ts';
import { aFinding, aGlance } from './a-glance.ts';

test.each([
  [0, '0 kB/s'],
  [999, '1 kB/s'],
  [82_440, '82 kB/s'],
  [3_140_000, '3.1 MB/s'],
  [1_250_000_000, '1.3 GB/s'],
  [4_000_000_000_000, '4,000 GB/s'],
])('%i bytes a second are %s', (bytesPerSecond, text) => {
  expect(formatRate(bytesPerSecond)).toBe(text);
});

test('the tooltip says it in words', () => {
  expect(tooltip(aGlance({ uploadBps: 2_000_000 }))).toBe(
    'Warren: protected\n12 seeding\n↓ 0 kB/s   ↑ 2 MB/s',
  );
});

test('what is seen that was to be hidden stands in the tooltip, which stays as short as systems want it', () => {
  const text = tooltip(
    aGlance({ shield: 'alarm', findings: [aFinding({ text: `Seen ${'y'.repeat(500)}` })] }),
  );
  expect(text).toMatch(/^Warren: look at this\nSeen y+/u);
  expect(text.length).toBeLessThanOrEqual(127);
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
