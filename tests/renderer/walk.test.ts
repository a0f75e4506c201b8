import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { languages } from '../../src/renderer/i18n/languages.ts';
import { seriousFindings } from '../support/axe.ts';
import { enter, escapesFrom, reach, type Unseen } from '../support/by-keyboard.ts';
import { describePage } from '../support/chromium-suite.ts';
import { cable, tunnel } from '../support/in-memory-core-networks.ts';
import { spillsOf } from '../support/spills.ts';

/* The first quarter of an hour with Warren, without a mouse. Each screen is kept as a picture, for people to look at. */

const folder = join(import.meta.dirname, '..', 'artefacts', 'walk');

/** The smallest that the window gets, the one that it begins with, and a large display. */
const sizes = [
  { width: 720, height: 480 },
  { width: 1280, height: 800 },
  { width: 2560, height: 1440 },
] as const;
const locales = { en: 'en-GB', de: 'de-DE', he: 'he-IL' } as const;

/** Every language in every size; in the settings at its end each walk changes to the other colours. */
const walks = Object.entries(locales).flatMap(([code, locale], row) =>
  sizes.map((viewport, column) => ({
    code,
    locale,
    viewport,
    width: viewport.width,
    colorScheme: (row + column) % 2 === 0 ? ('light' as const) : ('dark' as const),
  })),
);

describePage('from the first start to the settings, by keyboard alone,', (open) => {
  test.each(walks)(
    'in $code, $width wide, $colorScheme',
    { timeout: 180_000 },
    async ({ code, locale, viewport, colorScheme }) => {
      const { messages, direction } = languages[code] ?? {};
      if (messages === undefined) throw new Error(`${code} is not spoken.`);
      const { firstRun, leakTest, settings, sharing, shell, transfers, details, profiles } = messages;
      const { page } = await open({
        locale,
        viewport,
        colorScheme,
        torrents: [],
        place: '',
        reducedMotion: 'reduce',
        prepare: (world) => {
          world.interfaces = [cable, tunnel];
        },
      });
      const look = makeLook(page, `${code}-${viewport.width}`);
      const unseen: Unseen = new Set();
      const button = (text: string) => page.getByRole('button', { name: spoken(text) }).first();
      const goTo = (text: string) =>
        enter(
          page,
          page
            .getByRole('navigation')
            .getByRole('link', { name: spoken(text) })
            .first(),
          unseen,
        );

      await page.getByText(spoken(firstRun.question)).waitFor();
      expect(await page.evaluate(() => document.documentElement.dir)).toBe(direction);
      await look('1-first-run', colorScheme);
      await enter(page, button(firstRun.accept), unseen);
      await page.getByText(spoken(firstRun.done)).first().waitFor();

      await goTo(shell.transfers);
      await enter(page, button(transfers.share), unseen);
      const card = page.getByRole('dialog');
      await reach(page, card.getByLabel(sharing.path), unseen);
      await page.keyboard.type('/home/mara/Music/Slow Rivers');
      const escapes = await escapesFrom(page, card);
      await look('2-share', colorScheme);
      await page.keyboard.press('Enter');
      await card.getByRole('button', { name: sharing.copyMagnet }).waitFor();
      await look('3-shared', colorScheme);
      await enter(page, card.getByRole('button', { name: sharing.done }), unseen);
      await card.waitFor({ state: 'detached' });

      const row = page.locator('[data-id]').first();
      await row.getByText('Slow Rivers').first().waitFor();
      await look('4-transfers', colorScheme);
      await reach(page, page.getByRole('grid'), unseen);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await reach(page, page.getByRole('tab', { name: details.tabs.overview }), unseen);
      const tabs = Object.values(details.tabs);
      for (const tab of tabs.slice(1)) {
        await page.keyboard.press(direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight');
        await page.getByRole('tab', { name: tab, selected: true }).waitFor();
      }
      await look('5-transfer', colorScheme);

      await goTo(shell.privacy);
      const door = page.getByRole('region', { name: profiles.preset.vpn });
      await enter(page, door.getByRole('button', { name: leakTest.run }), unseen);
      await door.getByText(leakTest.overall.ok).first().waitFor();
      await look('6-privacy', colorScheme);

      await goTo(shell.settings);
      await page.getByRole('heading', { level: 1, name: settings.title }).waitFor();
      await look('7-settings', colorScheme);
      const theme = page.getByRole('radio', { name: settings.themes.system });
      await reach(page, theme.first(), unseen);
      const other = colorScheme === 'light' ? 'dark' : 'light';
      await page.keyboard.press('ArrowDown');
      if (other === 'dark') await page.keyboard.press('ArrowDown');
      await page.getByRole('radio', { name: settings.themes[other], checked: true }).waitFor();
      await look('8-settings', other);
      await goTo(shell.transfers);
      await row.waitFor();
      await look('9-transfers', other);

      expect({ wrong: look.wrong, escapes, unseen: [...unseen] }).toEqual({
        wrong: [],
        escapes: [],
        unseen: [],
      });
    },
  );
});

/** Keeps a picture, and says what keeps somebody out of the screen or does not fit on it. */
function makeLook(page: Page, walk: string) {
  const wrong: string[] = [];
  async function look(name: string, colors: 'light' | 'dark'): Promise<void> {
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${walk}-${name}-${colors}.png`) });
    const found = [...(await seriousFindings(page)), ...(await spillsOf(page))];
    wrong.push(...found.map((what) => `${name}: ${what}`));
  }
  return Object.assign(look, { wrong });
}

/** A sentence of the page, whatever is put into it. */
function spoken(text: string): RegExp {
  const parts = text.split(/\{\w+\}/u).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  return new RegExp(parts.join('.+'), 'u');
}
