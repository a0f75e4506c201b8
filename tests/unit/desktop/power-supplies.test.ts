import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isDischarging } from '../../../src/main/desktop/power/power-supplies.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

type Supplies = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** As the kernel lays them out. */
async function laidOut(folder: string, supplies: Supplies): Promise<string> {
  for (const [name, facts] of Object.entries(supplies)) {
    await mkdir(join(folder, name), { recursive: true });
    for (const [fact, value] of Object.entries(facts))
      await writeFile(join(folder, name, fact), `${value}\n`);
  }
  return folder;
}

const empties = { type: 'Battery', status: 'Discharging' };
const mains = (online: string) => ({ type: 'Mains', online });

test.each<[string, boolean, Supplies]>([
  ['a notebook on the road', true, { BAT0: empties, AC: mains('0') }],
  ['a notebook at home', false, { BAT0: { type: 'Battery', status: 'Charging' }, AC: mains('1') }],
  ['a weak charger', false, { BAT0: empties, 'ucsi-source': { type: 'USB', online: '1' } }],
  ['the second of two batteries', true, { BAT0: { type: 'Battery', status: 'Unknown' }, BAT1: empties }],
  ['a mouse beside a desk', false, { mouse: { ...empties, scope: 'Device' } }],
  ['a full battery', false, { BAT0: { type: 'Battery', status: 'Full' }, AC: mains('1') }],
  ['a computer without any', false, {}],
])('%s: on battery %s', async (_what, isOnBattery, supplies) => {
  await using folder = await makeTempFolder();
  expect(isDischarging(await laidOut(folder.path, supplies))).toBe(isOnBattery);
});

test('a system that keeps no such files has no battery', async () => {
  await using folder = await makeTempFolder();
  expect(isDischarging(join(folder.path, 'not-there'))).toBe(false);
});
