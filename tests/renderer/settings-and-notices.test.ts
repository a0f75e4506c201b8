import { expect, test } from 'vitest';
import { errorCodes, type ErrorCode } from '../../src/shared/contract/errors.ts';
import type { Notice } from '../../src/shared/contract/notice.ts';
import { en } from '../../src/renderer/i18n/en/index.ts';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { exampleTorrent } from '../support/in-memory-core-examples.ts';
import { until } from '../support/until.ts';

describePage('the settings', (open) => {
  test('are saved as they are made', async () => {
    const { page, world } = await open({ place: '#/settings' });
    await page.getByLabel('Download folder').fill('/media/mara/Music');
    await page.getByLabel('Download folder').press('Enter');
    await page.getByRole('main').getByText('Saved', { exact: true }).waitFor();
    expect(world.settings.downloadFolder).toBe('/media/mara/Music');
  });

  test('take the folder for downloads away again when the field is empty', async () => {
    const { page, world } = await open({ place: '#/settings' });
    const field = page.getByLabel('Download folder');
    await field.fill('/music');
    await field.blur();
    await page.getByRole('main').getByText('Saved', { exact: true }).waitFor();
    await field.fill('');
    await field.blur();
    await until(() => callsOf(world, 'settings.update').length === 2, { what: 'both are saved' });
    expect(callsOf(world, 'settings.update')).toEqual([
      { downloadFolder: '/music' },
      { downloadFolder: null },
    ]);
    expect(world.settings.downloadFolder).toBeUndefined();
  });

  test('say at the field what is wrong with it', async () => {
    const { page, world } = await open({ place: '#/settings' });
    world.failNext('settings.update', 'not-writable', 'The folder /root cannot be written.');
    await page.getByLabel('Download folder').fill('/root');
    await page.getByLabel('Download folder').press('Enter');
    await page.getByText('The folder /root cannot be written.').waitFor();
  });

  test('show what is, not what could not be saved', async () => {
    const { page, world } = await open({
      place: '#/settings',
      prepare: (made) => {
        const [profile] = made.settings.profiles;
        if (profile !== undefined) made.settings.profiles.push({ ...profile, name: 'Quiet' });
      },
    });
    world.failNext('profiles.setDefault', 'disk-full', 'No room for the settings.');
    await page.getByLabel('Network for new transfers').selectOption('Quiet');
    await page.getByText('No room for the settings.').waitFor();
    expect(await page.getByLabel('Network for new transfers').inputValue()).toBe('Open');
    await page.getByLabel('Network for new transfers').selectOption('Quiet');
    await until(() => world.settings.defaultProfile === 'Quiet', { what: 'it is the default' });
    await until(async () => (await page.getByLabel('Network for new transfers').inputValue()) === 'Quiet', {
      what: 'it is shown',
    });
  });

  test('turn the page dark, and keep it so', async () => {
    const { page } = await open({ place: '#/settings' });
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    await page.getByRole('radio', { name: 'Dark' }).click();
    await until(async () => (await background()) !== light, { what: 'the page is dark' });
    const dark = await background();
    await page.reload();
    await page.getByRole('radio', { name: 'Dark' }).waitFor();
    expect(await background()).toBe(dark);
    await page.getByRole('radio', { name: 'Dark' }).focus();
    await page.keyboard.press('ArrowLeft');
    await until(async () => (await background()) === light, { what: 'the page is light again' });
  });

  test('follow the system when they are told to', async () => {
    const { page } = await open({ place: '#/settings', colorScheme: 'dark' });
    await page.getByRole('radio', { name: 'As the system' }).waitFor();
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await background();
    await page.emulateMedia({ colorScheme: 'light' });
    await until(async () => (await background()) !== dark, { what: 'the page follows' });
  });

  test('can be asked for again when they could not be read', async () => {
    const { page } = await open({ prepare: (world) => world.failNext('settings.get', 'settings-too-new') });
    // The page asks once when it starts.
    await page.getByText('Nothing is on its way yet').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Download folder').waitFor();
  });
});

describePage('notices', (open) => {
  const notice = (id: string, part: Partial<Notice> = {}): Notice => ({
    id,
    at: `2026-11-22T10:00:0${id}.000Z`,
    severity: 'warning',
    code: 'engine-restarted',
    text: `Notice ${id}.`,
    torrentId: null,
    ...part,
  });

  test('are shown, and are gone for good when they are dismissed', async () => {
    const { page, world } = await open();
    world.notices.put(notice('1'));
    await page.getByText('Notice 1.').waitFor();
    await page.getByRole('button', { name: 'Dismiss: The network part was restarted' }).click();
    await page.getByText('Notice 1.').waitFor({ state: 'detached' });
    expect(callsOf(world, 'notices.dismiss')).toEqual([{ id: '1' }]);
  });

  test('lead to the transfer that they are about', async () => {
    const torrent = exampleTorrent(1, { name: 'Alba' });
    const { page, world } = await open({ torrents: [torrent], place: '#/settings' });
    world.notices.put(notice('1', { code: 'torrent-failed', severity: 'error', torrentId: torrent.id }));
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('complementary', { name: 'Details of Alba' }).waitFor();
  });

  test('about a network lead to its card', async () => {
    const { page, world } = await open();
    world.notices.put(notice('1', { code: 'profile-shut', text: '“wg0” is gone; 3 transfers stopped.' }));
    await page.getByText('A network has shut').waitFor();
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('heading', { level: 1, name: 'Privacy' }).waitFor();
    await page.getByText('A network has shut').waitFor({ state: 'detached' });
    world.notices.put(notice('2', { code: 'left-the-door', severity: 'error' }));
    await page.getByText('A connection was not tied to its network, so all were ended').waitFor();
    world.notices.put(notice('3', { code: 'profile-open', severity: 'info' }));
    await page.getByText('A network is open again').waitFor();
  });

  test('are a few at a time, and all go at once when asked', async () => {
    const { page, world } = await open();
    world.notices.put(...['1', '2', '3', '4', '5'].map((id) => notice(id)));
    await page.getByText('Notice 5.').waitFor();
    expect(await page.getByText('Notice 1.').count()).toBe(0);
    await page.getByText('and 2 more').waitFor();
    await page.getByRole('button', { name: 'Dismiss all' }).click();
    await until(() => world.notices.rows.size === 0, { what: 'all are dismissed' });
  });

  test('that are good news go by themselves', async () => {
    const { page, world } = await open({ before: (page) => page.clock.install() });
    world.notices.put(notice('1', { code: 'torrent-finished', severity: 'info', text: 'Alba is here.' }));
    await page.clock.runFor(1000);
    await page.getByText('Alba is here.').waitFor();
    await page.clock.runFor(10_000);
    await page.getByText('Alba is here.').waitFor({ state: 'detached' });
    await until(() => callsOf(world, 'notices.dismiss').length === 1, { what: 'the core is told' });
  });
});

describePage('everything that can go wrong', (open) => {
  const torrent = exampleTorrent(1, { name: 'Alba' });
  // What these say is the connection itself: they are told by the banner and the page that asks for the key.
  const elsewhere: readonly ErrorCode[] = ['disconnected', 'cancelled'];

  test('has its sentence on the screen', async () => {
    const { page, world } = await open({ torrents: [torrent] });
    await page.getByRole('row', { name: 'Alba' }).click();
    for (const code of errorCodes.filter((each) => !elsewhere.includes(each))) {
      world.failNext('torrents.recheck', code, `Told by the core: ${code}.`);
      await page.getByRole('row', { name: 'Alba' }).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Check files again' }).click();
      await page.getByText(en.errors[code].what).first().waitFor();
      await page
        .getByText(code === 'internal' ? en.errors[code].then : `Told by the core: ${code}.`)
        .first()
        .waitFor();
      await page.getByRole('button', { name: `Dismiss: ${en.errors[code].what}` }).click();
    }
  });
});
