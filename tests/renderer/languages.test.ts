import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languages } from '../../src/renderer/i18n/languages.ts';
import { seriousFindings } from '../support/axe.ts';
import { describePage } from '../support/chromium-suite.ts';
import { spillsOf } from '../support/spills.ts';
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
