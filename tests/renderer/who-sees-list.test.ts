import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleParty } from '../support/in-memory-core-parties.ts';
import { until } from '../support/until.ts';
import { seenBy, onPrivacy, seenPart, openList } from '../support/who-sees-page.ts';

describePage('who can see me', (open) => {
  describe('is a list', () => {
    test('of ten thousand, of which only those in sight are drawn and fetched', async () => {
      const { page, world } = await open(onPrivacy(10_000));
      await openList(page);
      await page.getByText('10,000 parties', { exact: true }).waitFor();
      expect(await page.getByRole('listbox').getByRole('option').count()).toBeLessThan(40);
      await page.getByRole('listbox').focus();
      await page.keyboard.press('End');
      await page.locator('[role=option][aria-posinset="10000"]').waitFor();
      expect(callsOf(world, 'exposure.parties').length).toBeLessThan(5);
    });

    test('that is narrowed by country, by what they know and by text', async () => {
      const { page, world } = await open(onPrivacy(100));
      await openList(page);
      await page.getByLabel('Country', { exact: true }).selectOption('NL');
      await page.getByLabel('Knows', { exact: true }).selectOption('pieces');
      await page.getByLabel('Address, host, program or network').fill('transmission');
      await until(() => callsOf(world, 'exposure.parties').length > 1, { what: 'the core was asked again' });
      await until(
        () => {
          const [last] = callsOf(world, 'exposure.parties').slice(-1);
          return JSON.stringify(last).includes('"search":"transmission"');
        },
        { what: 'the text narrows, too' },
      );
      expect(callsOf(world, 'exposure.parties').at(-1)).toMatchObject({
        countries: ['NL'],
        learned: ['pieces'],
        search: 'transmission',
      });
      await page.getByRole('button', { name: 'Clear all choices' }).click();
      await page.getByText('100 parties', { exact: true }).waitFor();
    });

    test('in which one is opened by the keyboard, with its time line', async () => {
      const { page } = await open(onPrivacy(100));
      await openList(page);
      await page.getByRole('listbox').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('learned for the first time').first().waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await page.getByRole('listbox').evaluate((list) => list === document.activeElement)).toBe(true);
    });

    test('in which an address is banned, and the ban lifted', async () => {
      const { page, world } = await open({
        ...onPrivacy(0),
        prepare: (made) => {
          seenBy(0)(made);
          made.exposure.parties = [
            exampleParty(0, { kind: 'peer', address: '203.0.113.77', network: 'KPN B.V.' }),
          ];
        },
      });
      await openList(page);
      await page.getByRole('listbox').getByRole('option').click();
      await page.getByRole('dialog').getByText('KPN B.V.').waitFor();
      await page.getByRole('button', { name: 'Ban this address' }).click();
      await page.getByRole('button', { name: 'Lift the ban' }).waitFor();
      expect(callsOf(world, 'exposure.ban')).toEqual([{ address: '203.0.113.77' }]);
      await page.keyboard.press('Escape');
      await page.getByRole('listbox').getByRole('option', { name: 'Banned' }).click();
      await page.getByRole('button', { name: 'Lift the ban' }).click();
      await page.getByRole('button', { name: 'Ban this address' }).waitFor();
      expect([...world.exposure.bans]).toEqual([]);
    });

    test('that does not move while it is read: what is newer comes when asked for', async () => {
      const { page, world } = await open(onPrivacy(50));
      await openList(page);
      await page.getByText('50 parties', { exact: true }).waitFor();
      world.exposure.parties = [...world.exposure.parties, exampleParty(50)];
      await page.getByRole('button', { name: 'Show the newest' }).click();
      await page.getByText('51 parties', { exact: true }).waitFor();
    });
  });

  describe('is kept as long as one likes', () => {
    test('and forgotten after a question', async () => {
      const { page, world } = await open(onPrivacy(50));
      await seenPart(page).getByRole('button', { name: 'Forget now…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      expect(callsOf(world, 'exposure.forget')).toEqual([]);
      await seenPart(page).getByRole('button', { name: 'Forget now…' }).click();
      await page.getByRole('dialog').getByText('All 50 entries are deleted').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
      await page.getByText('Forgot 50 entries').waitFor();
      await seenPart(page).getByText('Nobody has learned anything about you.').waitFor();
    });

    test('for other days, or not written down at all', async () => {
      const { page, world } = await open(onPrivacy(50));
      await page.getByLabel('Keep it for').selectOption('30');
      await until(() => world.settings.exposure.keptDays === 30, { what: 'it is kept for 30 days' });
      await page.getByRole('switch', { name: 'Write down who learned what' }).click();
      await until(() => !world.settings.exposure.isRecorded, { what: 'nothing is written down' });
      expect(world.settings.exposure.keptDays).toBe(30);
    });

    test('and exported: with addresses of others shortened, unless one chooses otherwise', async () => {
      const { page, world } = await open(onPrivacy(50));
      const save = async () => {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Save file' }).click(),
        ]);
        return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
      };
      await seenPart(page).getByRole('button', { name: 'Export…' }).click();
      expect((await save()).name).toBe('warren-who-can-see.json');
      await seenPart(page).getByRole('button', { name: 'Export…' }).click();
      await page.getByRole('radio', { name: 'None at all' }).click();
      await page.getByRole('radio', { name: 'CSV' }).click();
      const table = await save();
      expect(table.name).toBe('warren-who-can-see.csv');
      expect(table.text.trim().split('\n')).toHaveLength(50);
      expect(callsOf(world, 'exposure.export')).toEqual([
        { format: 'json', redaction: 'others' },
        { format: 'csv', redaction: 'all' },
      ]);
    });
  });
});
