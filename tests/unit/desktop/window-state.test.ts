import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isVisibleOn, loadWindowState, saveWindowState } from '../../../src/main/desktop/window-state.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const state = { bounds: { x: -1200, y: 10, width: 1000, height: 700 }, isMaximized: true };
const screens = [
  { x: 0, y: 0, width: 1920, height: 1040 },
  { x: -1920, y: 0, width: 1920, height: 1080 },
];

test('where the window was is remembered', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'window.json');
  expect(loadWindowState(path)).toBeUndefined();
  saveWindowState(path, state);
  expect(loadWindowState(path)).toEqual(state);
  expect(await readdir(folder.path)).toEqual(['window.json']);
});

test.each(['', '{', '{"bounds":{"x":0,"y":0,"width":-5,"height":1e9}}', '[]'])(
  'what cannot be understood (%j) is as if it were not there',
  async (text) => {
    await using folder = await makeTempFolder();
    const path = join(folder.path, 'window.json');
    await writeFile(path, text);
    expect(loadWindowState(path)).toBeUndefined();
  },
);

test('not being able to remember it disturbs nobody', () => {
  expect(() => saveWindowState('/nowhere/at/all/window.json', state)).not.toThrow();
});

test('a window on a display that is gone is not opened there', () => {
  expect(isVisibleOn(screens, state.bounds)).toBe(true);
  expect(isVisibleOn(screens.slice(0, 1), state.bounds)).toBe(false);
  expect(isVisibleOn(screens, { x: 1900, y: 500, width: 800, height: 600 })).toBe(false);
});
