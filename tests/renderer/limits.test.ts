import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleTorrent } from '../support/in-memory-core-examples.ts';
import { until } from '../support/until.ts';

const first = exampleTorrent(1, { name: 'Harbour Tapes' });
const waiting = exampleTorrent(2, {
  name: 'Barn Owls',
  state: 'queued',
  reasonCode: 'in-queue',
  progress: 0.5,
});

const seriousOn = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id);
};

/** Goes there as a person does who has no mouse. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  await until(
    async () => {
      if (await target.evaluate((element) => element === document.activeElement)) return true;
      await page.keyboard.press('Tab');
      return false;
    },
    { what: 'the keyboard gets there' },
  );
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

describePage('speed, queue and goal in the settings', (open) => {
  test('are set by keyboard alone', async () => {
    const { page, world } = await open({ place: '#/settings' });
    const saved = (what: string, isSo: () => boolean) => until(isSo, { what: `${what} is saved` });

    await typeInto(page, 'Download limit, kB/s', '2500');
    await saved('the limit', () => world.settings.bandwidth.downloadLimitBps === 2_500_000);
    await typeInto(page, 'Alternative upload limit, kB/s', '');
    await saved('the other limit', () => world.settings.bandwidth.alternative.uploadLimitBps === null);

    await tabTo(page, page.getByRole('switch', { name: 'Use the alternative limits now' }));
    await page.keyboard.press('Space');
    await saved('the word by hand', () => world.settings.alternativeByHand?.isOn === true);
    await tabTo(page, page.getByRole('switch', { name: 'Switch them by the clock' }));
    await page.keyboard.press('Space');
    await tabTo(page, page.getByRole('checkbox', { name: 'Monday' }));
    await page.keyboard.press('Space');
    await tabTo(page, page.getByRole('checkbox', { name: 'Sunday' }));
    await page.keyboard.press('Space');
    await saved('the schedule', () => world.settings.bandwidth.schedule.days.join() === '0,2,3,4,5');
    expect(world.settings.bandwidth.schedule).toMatchObject({ isOn: true, from: '08:00', to: '18:00' });

    await typeInto(page, 'Downloads at once', '3');
    await typeInto(page, 'Seeding at once', '0');
    await saved('the queue', () => world.settings.queue.downloads === 3);
    expect(world.settings.queue.seeds).toBeNull();

    await typeInto(page, 'Until this ratio', '1,5');
    await typeInto(page, 'Until so many hours of seeding', '36');
    await tabTo(page, page.getByLabel('Then', { exact: true }));
    await page.keyboard.press('ArrowDown');
    await saved('the goal', () => world.settings.seeding.goal.whenMet === 'limit');
    expect(world.settings.seeding.goal).toEqual({ ratio: 1.5, minutes: 2_160, whenMet: 'limit' });
    await typeInto(page, 'Upload limit after the goal, kB/s', '30');
    await tabTo(page, page.getByRole('switch', { name: 'Keep on what nobody else has' }));
    await page.keyboard.press('Space');
    await saved('the choice', () => !world.settings.seeding.sparesLast);
    expect(world.settings.seeding.limitBps).toBe(30_000);
  });

  test.each([
    ['Upload limit, kB/s', 'fast', 'A limit is a number above 0.'],
    ['Downloads at once', '1.5', 'A whole number above 0, or nothing for all.'],
    ['Until this ratio', 'twice', 'A goal is a number, or nothing.'],
  ])('%s: "%s" is refused in words, and nothing is sent', async (label, typed, words) => {
    const { page, world } = await open({ place: '#/settings' });
    await typeInto(page, label, typed);
    await page.getByText(words).waitFor();
    expect(callsOf(world, 'settings.update')).toEqual([]);
    expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe(typed);
  });

  describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
    test('have no serious finding', async () => {
      const { page } = await open({
        place: '#/settings',
        colorScheme,
        reducedMotion: 'reduce',
        prepare(world) {
          world.settings.bandwidth.schedule.isOn = true;
          world.settings.seeding.goal.whenMet = 'limit';
        },
      });
      await typeInto(page, 'Upload limit, kB/s', 'fast');
      await page.getByText('A limit is a number above 0.').waitFor();
      expect(await seriousOn(page)).toEqual([]);
    });
  });
});

describePage('in the transfers', (open) => {
  test('the alternative limits are switched with one button', async () => {
    const { page, world } = await open({ torrents: [first] });
    const button = page.getByRole('button', { name: 'Alternative limits' });
    await tabTo(page, button);
    await page.keyboard.press('Enter');
    await until(async () => (await button.getAttribute('aria-pressed')) === 'true', { what: 'it is on' });
    await page.keyboard.press('Enter');
    await until(async () => (await button.getAttribute('aria-pressed')) === 'false', { what: 'it is off' });
    expect(callsOf(world, 'bandwidth.setAlternative')).toEqual([{ isOn: true }, { isOn: false }]);
  });

  test('one that waits says so, starts now, or is moved in line, from its menu', async () => {
    const { page, world } = await open({ torrents: [first, waiting] });
    const row = page.getByRole('row', { name: 'Barn Owls' });
    await row.getByText('Waiting for its turn').waitFor();
    await row.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Place in line' }).press('ArrowRight');
    await page.getByRole('menuitem', { name: 'First in line' }).click();
    await until(() => callsOf(world, 'torrents.queue').length === 1, { what: 'it is moved' });
    expect(callsOf(world, 'torrents.queue')).toEqual([{ ids: [waiting.id], move: 'top' }]);
    await row.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Start now' }).click();
    await until(() => callsOf(world, 'torrents.startNow').length === 1, { what: 'it is started' });
    expect(callsOf(world, 'torrents.startNow')).toEqual([{ ids: [waiting.id] }]);
    await row.dblclick();
    await page.getByText('it runs beside the queue until you pause it').waitFor();
  });

  test('one has a goal of its own, which its details tell with what became of it', async () => {
    const { page, world } = await open({ torrents: [{ ...first, goalState: 'held' }] });
    await page.getByRole('row', { name: 'Harbour Tapes' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Limits, order and goal…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Limits, order and goal' });
    await dialog.getByLabel('Seed it').selectOption('until a goal of its own');
    await dialog.getByLabel('Until this ratio').fill('x');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('A goal is a number, or nothing.').waitFor();
    expect(await seriousOn(page)).toEqual([]);
    await dialog.getByLabel('Until this ratio').fill('3');
    await dialog.getByLabel('Then').selectOption('take it off the list; its files stay');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(callsOf(world, 'torrents.setOptions')).toEqual([
      { ids: [first.id], options: { seedingGoal: { ratio: 3, minutes: null, whenMet: 'remove' } } },
    ]);
    await page.getByRole('row', { name: 'Harbour Tapes' }).dblclick();
    await page.getByText('until ratio 3.00, reached; goes on').waitFor();
  });
});
