import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { languages } from '../../src/renderer/i18n/languages.ts';
import { seriousFindings } from '../support/axe.ts';
import { describePage } from '../support/chromium-suite.ts';
import { exampleTorrent } from '../support/in-memory-core-examples.ts';
import { fillLibrary } from '../support/in-memory-core-library-world.ts';
import { spillsOf } from '../support/spills.ts';
import { until } from '../support/until.ts';
import { scenesIn } from './scenes/in-any-language.ts';

/*
 * WARREN_SCREENSHOTS=tests/artefacts/languages also takes pictures, light and dark, for people to look at;
 * WARREN_SCENES=who-sees tries only those whose names begin so.
 */
const folder = process.env.WARREN_SCREENSHOTS;
const wanted = process.env.WARREN_SCENES ?? '';

const small = { width: 900, height: 600 };
const usual = { width: 1440, height: 900 };
/** What the system asks for. The letters of German are the widest; Hebrew turns the page. */
const spoken = { de: 'de-DE', he: 'he-IL' } as const;

describePage('in another language', (open) => {
  for (const [code, locale] of Object.entries(spoken)) {
    const { messages, direction } = languages[code] ?? {};
    if (messages === undefined) throw new Error(`${code} is not spoken.`);

    describe(`as ${code}`, () => {
      test.each(scenesIn(messages).filter(({ name }) => name.startsWith(wanted)))(
        '$name keeps nobody out, and everything fits',
        { timeout: 240_000 },
        async ({ name, show, ...wishes }) => {
          const { page } = await open({ ...wishes, locale, viewport: usual, reducedMotion: 'reduce' });
          await show(page);
          expect(await page.evaluate(() => document.documentElement.dir)).toBe(direction);
          const findings = await seriousFindings(page);
          const spills: string[] = [];
          for (const size of [usual, small]) {
            await page.setViewportSize(size);
            await page.evaluate(() => document.fonts.ready.then(() => undefined));
            spills.push(...(await spillsOf(page)).map((spill) => `${size.width}: ${spill}`));
            if (folder === undefined) continue;
            await mkdir(folder, { recursive: true });
            for (const colorScheme of ['light', 'dark'] as const) {
              await page.emulateMedia({ colorScheme });
              const file = `${code}-${name}-${size.width}-${colorScheme}.png`;
              await page.screenshot({ path: join(folder, file) });
            }
            await page.emulateMedia({ colorScheme: 'light' });
          }
          expect({ findings, spills }).toEqual({ findings: [], spills: [] });
        },
      );
    });
  }
});

describePage('the language', (open) => {
  const root = (page: Page) =>
    page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);

  test('is what is chosen, at once, and after the page is opened anew', async () => {
    const { page, world } = await open({ place: '#/settings' });
    await page.getByLabel('Language').selectOption('Deutsch');
    await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor();
    expect(await root(page)).toEqual(['de', 'ltr']);
    await page.getByLabel('Sprache').selectOption('עברית');
    await page.getByRole('heading', { level: 1, name: 'הגדרות' }).waitFor();
    expect(await root(page)).toEqual(['he', 'rtl']);
    await until(() => world.settings.appearance.language === 'he', { what: 'it is saved' });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'הגדרות' }).waitFor();
    expect(await root(page)).toEqual(['he', 'rtl']);
    await page.getByLabel('שפה').selectOption('כמו במערכת');
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    expect(await root(page)).toEqual(['en', 'ltr']);
  });

  test('writes figures and dates, too', async () => {
    const torrent = exampleTorrent(1, {
      name: 'Alba',
      sizeBytes: 1_234_567_890,
      uploadedBytes: 0,
      ratio: 1.5,
    });
    const { page } = await open({ torrents: [torrent], locale: 'de-DE', viewport: usual });
    await page.getByText('1,23 GB').first().waitFor();
    await page.getByText('1,50', { exact: true }).first().waitFor();
  });

  test('is that of the notices, where the core says what they are about', async () => {
    const { page, world } = await open({ locale: 'de-DE' });
    const common = { at: '2026-11-22T10:00:00.000Z', severity: 'warning', torrentId: null } as const;
    world.notices.put(
      {
        ...common,
        id: '1',
        code: 'profile-shut',
        text: '"VPN" is shut.',
        values: { profile: 'VPN', reason: 'interface-missing', interface: 'wg0', count: 3 },
      },
      {
        ...common,
        id: '2',
        code: 'torrent-failed',
        text: 'Alba: no room.',
        values: { name: 'Alba', reason: 'disk-full' },
      },
      { ...common, id: '3', code: 'scan-failed', text: 'Only the core knows.' },
    );
    await page
      .getByText(
        '„VPN“: „wg0“ ist weg. 3 Übertragungen stehen still; nichts geht hinaus, und nichts ist verloren.',
      )
      .waitFor();
    await page.getByText('Alba: Datenträger ist voll').waitFor();
    await page.getByText('Only the core knows.').waitFor();
  });
});

describePage('where text runs to the left', (open) => {
  const inHebrew = { locale: 'he-IL', viewport: usual } as const;

  test('what points back points to the right', async () => {
    const { page } = await open({
      ...inHebrew,
      place: '#/library/album/album-1',
      prepare: ({ library }) => fillLibrary(library, { albums: 3 }),
    });
    const back = page.getByRole('button', { name: 'חזרה', exact: true }).locator('svg');
    expect(await back.evaluate((icon) => getComputedStyle(icon).scale)).toBe('-1 1');
  });

  test('what has arrived is drawn from the right, and a long name is cut at its end', async () => {
    const name =
      'Slow Rivers – a very long name of a recording that no column is wide enough for, part one (FLAC)';
    const { page } = await open({
      ...inHebrew,
      viewport: small,
      torrents: [exampleTorrent(1, { name, state: 'downloading', progress: 0.25 })],
    });
    const title = page.getByTitle(name);
    await title.waitFor();
    expect(await title.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr');
    const edges = await page
      .locator('[data-id] .line')
      .first()
      .evaluate((line) =>
        [line, line.querySelector('.done')].map((part) =>
          Math.round(part?.getBoundingClientRect().right ?? 0),
        ),
      );
    expect(edges[0]).toBe(edges[1]);
  });
});
