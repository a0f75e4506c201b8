import { expect, test } from 'vitest';
import { seriousFindings } from '../support/axe.ts';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleImportRow } from '../support/in-memory-core-imports.ts';
import type { World } from '../support/in-memory-core-world.ts';

const whole = exampleImportRow(1, { name: 'First Light' });
const half = exampleImportRow(2, { name: 'Second Tide', state: 'unfinished', progress: 0.5 });
const gone = exampleImportRow(3, { name: 'Third Mist', verdict: 'files-missing', text: 'gone' });
const broken = exampleImportRow(4, {
  name: 'broken.fastresume',
  verdict: 'refused',
  fault: 'damaged',
  text: 'damaged',
});

function withQbittorrent(world: World): void {
  world.imports.places = [{ client: 'qbittorrent', folder: '/home/mara/.local/share/qBittorrent' }];
  world.imports.rows = [whole, half, gone, broken];
}

describePage('bringing over from another client', (open) => {
  test('goes from what was found to the report with the keyboard alone', async () => {
    const { page, world } = await open({ prepare: withQbittorrent, place: '#/settings?part=imports' });
    await page.getByRole('button', { name: 'Bring over from another client…' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Bring over from another client' });
    const folder = dialog.getByLabel('Folder that it uses');
    await expect.poll(() => folder.inputValue()).toBe('/home/mara/.local/share/qBittorrent');
    expect(await seriousFindings(page)).toEqual([]);
    await folder.focus();
    await page.keyboard.press('Enter');

    await dialog.getByRole('table', { name: 'Torrents of qBittorrent' }).waitFor();
    await dialog.getByText('3 of 4 chosen').waitFor();
    await dialog
      .getByText('Its files are not in /home/mara/Music. Nothing is fetched again unasked.')
      .waitFor();
    await dialog.getByText('What the other client wrote down is damaged.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('checkbox', { name: 'First Light' }).focus();
    await page.keyboard.press('Space');
    await dialog.getByText('2 of 4 chosen').waitFor();
    await dialog.getByRole('switch', { name: /Unfinished ones wait/u }).focus();
    await page.keyboard.press('Space');
    await dialog.getByRole('button', { name: 'Bring over 2' }).focus();
    await page.keyboard.press('Enter');

    const done = page.getByRole('dialog', { name: 'Brought over' });
    await done.getByText('2 torrents came over').waitFor();
    await done.getByRole('region', { name: 'Worth a look' }).getByText('Third Mist').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const place = { client: 'qbittorrent', folder: '/home/mara/.local/share/qBittorrent' };
    expect(callsOf(world, 'imports.preview')).toEqual([place]);
    expect(callsOf(world, 'imports.run')).toEqual([
      { ...place, ids: [half.id, gone.id], areUnfinishedPaused: true, profile: expect.any(String) as string },
    ]);
  });

  test('is offered where there is nothing yet', async () => {
    const { page } = await open();
    await page.getByRole('link', { name: /Coming from qBittorrent/u }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Bring over from another client…' }).waitFor();
  });

  test('asks for the folder where nothing was found, and says why it is not the right one', async () => {
    const { page, world } = await open({ place: '#/settings?part=imports' });
    await page.getByRole('button', { name: 'Bring over from another client…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bring over from another client' });
    await dialog.getByText('No other client was found in its usual place.').waitFor();
    world.failNext('imports.preview', 'path-missing', 'There is nothing at /nowhere.');
    await dialog.getByLabel('Folder that it uses').fill('/nowhere');
    await page.keyboard.press('Enter');
    await dialog.getByText('There is nothing at /nowhere.').waitFor();
    expect(await dialog.getByLabel('Folder that it uses').inputValue()).toBe('/nowhere');
  });

  test('can be stopped on the way; what came over stays', async () => {
    const { page, world } = await open({ prepare: withQbittorrent, place: '#/settings?part=imports' });
    const release = world.hold('imports.run');
    await page.getByRole('button', { name: 'Bring over from another client…' }).click();
    await page.getByRole('button', { name: 'Look what is there' }).click();
    await page.getByRole('button', { name: 'Bring over 3' }).click();
    await page.getByRole('dialog', { name: 'Bringing over…' }).getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped. What came over stays; bring over again to go on.').waitFor();
    release();
  });
});
