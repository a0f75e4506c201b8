import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { describePage } from '../support/chromium-suite.ts';
import { profileOfPreset } from '../../src/shared/contract/presets.ts';
import { exampleLibrary, exampleTorrent } from '../support/in-memory-core-examples.ts';
import { liveInThreeNetworks, tunnel } from '../support/in-memory-core-networks.ts';
import { until } from '../support/until.ts';

/** A browser says this by itself about each attempt to reach a host that is away. */
const socketNoise = /WebSocket connection to .* failed/;

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const filterField = (page: Page) => page.getByRole('textbox', { name: 'Filter transfers' });

describePage('the frame', (open) => {
  test('leads to every place by mouse', async () => {
    const { page } = await open();
    for (const place of ['Library', 'Privacy', 'Settings', 'Transfers']) {
      await page.getByRole('navigation').getByRole('link', { name: place }).click();
      await heading(page, place).waitFor();
      expect(await page.title()).toBe(`${place} · Warren`);
    }
  });

  test('leads to every place by keyboard', async () => {
    const { page } = await open();
    for (const [index, place] of ['Library', 'Transfers', 'Privacy', 'Settings'].entries()) {
      await page.keyboard.press(`Alt+${index + 1}`);
      await heading(page, place).waitFor();
    }
  });

  test('shows how many transfers there are, which door is in use, and the speeds', async () => {
    const { page } = await open({ torrents: exampleLibrary() });
    await page.getByRole('link', { name: 'Transfers 17 transfers' }).waitFor();
    const door = page.getByRole('link', { name: 'Network: Open any network' });
    await page.getByText('11.8 MB/s').waitFor();
    await door.click();
    await heading(page, 'Privacy').waitFor();
  });

  test('shows the worst door in use: one that is shut does not hide behind one that works', async () => {
    const { page } = await open({ torrents: exampleLibrary(), prepare: liveInThreeNetworks });
    await page.getByRole('link', { name: 'Network: Work VPN Shut' }).click();
    const door = page.getByRole('region', { name: 'Network profile “Work VPN”' });
    await door.getByText('Nothing leaves: “tun7” is gone.').waitFor();
  });

  test('shows which door it is and where it leads, and follows when that changes', async () => {
    const { page, world } = await open({
      torrents: [exampleTorrent(1, { profile: 'Through VPN only' })],
      prepare: (made) => {
        made.interfaces = [tunnel];
        made.settings.profiles = [profileOfPreset('vpn', 'wg0')];
        made.settings.defaultProfile = 'Through VPN only';
      },
    });
    await page.getByRole('link', { name: 'Network: Through VPN only protected, through wg0' }).waitFor();
    world.doors.set('Through VPN only', { state: 'dead', reason: 'No answer.' });
    await page.getByRole('link', { name: 'Network: Through VPN only no answer through wg0' }).waitFor();
  });

  test('finds transfers with the slash key, and gives the keyboard back', async () => {
    const { page } = await open({ torrents: exampleLibrary() });
    await page.getByRole('row', { name: 'Bunny' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('bunny');
    await until(async () => (await page.locator('[data-id]').count()) === 1, { what: 'one is left' });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: /Big Buck Bunny/ }).waitFor();
  });

  test('clears the filter with Esc, then leaves it', async () => {
    const { page } = await open({ torrents: exampleLibrary() });
    await page.getByRole('row', { name: 'Bunny' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('bunny');
    await page.keyboard.press('Escape');
    expect(await filterField(page).inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('grid').evaluate((grid) => grid === document.activeElement), {
      what: 'the table has the keyboard',
    });
  });

  test('shows the shortcuts when asked by key or by button', async () => {
    const { page } = await open();
    await page.getByText('Nothing is on its way yet').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).getByText('Pause or resume').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
  });

  test('takes letters as letters in a field', async () => {
    const { page } = await open({ torrents: exampleLibrary() });
    await filterField(page).fill('');
    await filterField(page).pressSequentially('a/b?');
    expect(await filterField(page).inputValue()).toBe('a/b?');
  });

  test('says that an address leads nowhere', async () => {
    const { page } = await open({ place: '#/nowhere' });
    await page.getByText('There is no such page').waitFor();
    await page.getByRole('link', { name: 'Go to Transfers' }).click();
    await heading(page, 'Transfers').waitFor();
  });

  test('has a way past the bars for the keyboard', async () => {
    const { page } = await open({ torrents: exampleLibrary() });
    await page.getByRole('row', { name: 'Bunny' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until(() => page.getByRole('grid').evaluate((grid) => grid === document.activeElement), {
      what: 'the table has the keyboard',
    });
  });
});

describePage('the key to the page', (open) => {
  test('is out of the address bar at once, and stays for a reload', async () => {
    const { page } = await open({ torrents: [exampleTorrent(1, { name: 'Alba' })] });
    await page.getByRole('row', { name: 'Alba' }).waitFor();
    expect(page.url()).not.toContain('token');
    await page.reload();
    await page.getByRole('row', { name: 'Alba' }).waitFor();
  });

  test('is asked for when it is missing, and may be pasted as the whole link', async () => {
    const { page, core } = await open({ hasToken: false, torrents: [exampleTorrent(1, { name: 'Alba' })] });
    await page.getByRole('heading', { name: 'This page needs its key' }).waitFor();
    await page.getByLabel('Link that Warren printed').fill('good morning everybody');
    await page.keyboard.press('Enter');
    await page.getByText('There is no key in this text.').waitFor();
    await page.getByLabel('Link that Warren printed').fill(core.url);
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('row', { name: 'Alba' }).waitFor();
  });

  test('is asked for again when it is refused', async () => {
    const { page, core } = await open({ torrents: [exampleTorrent(1, { name: 'Alba' })] });
    await page.getByRole('row', { name: 'Alba' }).waitFor();
    core.changeToken('another-key-for-today');
    await page.reload();
    await page.getByRole('heading', { name: 'This key does not fit any more' }).waitFor();
    await page.getByLabel('Link that Warren printed').fill(core.token);
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: 'Alba' }).waitFor();
  });

  test('may come by a new link in the same tab', async () => {
    const { page, core } = await open({ torrents: [exampleTorrent(1, { name: 'Alba' })] });
    await page.getByRole('row', { name: 'Alba' }).waitFor();
    core.changeToken('another-key-for-today');
    await page.goto(core.url);
    await page.getByRole('row', { name: 'Alba' }).waitFor();
    expect(page.url()).not.toContain('token');
  });
});

describePage('a core that goes away', (open) => {
  describe('and comes back', () => {
    test('leaves the page readable, and the list goes on from where it was', async () => {
      const { page, core, world } = await open({ torrents: exampleLibrary(), tolerates: socketNoise });
      const row = page.getByRole('row', { name: 'Big Buck Bunny' });
      await row.waitFor();
      core.goAway();
      await page.getByText('Warren is not answering.').waitFor();
      await page.getByText(/What you see is from/).waitFor();
      await page.getByRole('link', { name: 'Network: Not connected' }).waitFor();
      expect(await row.isVisible()).toBe(true);
      const [first] = world.torrents.rows.values();
      world.change(first?.id ?? '', { name: 'Renamed while nobody looked' });
      core.comeBack();
      await page.getByRole('row', { name: 'Renamed while nobody looked' }).waitFor();
      await page.getByText('Warren is not answering.').waitFor({ state: 'detached' });
      // Continued, not asked for anew: the second question names the last place.
      const watched = world.calls.filter(({ method }) => method === 'torrents.watch');
      expect(watched.at(-1)?.input).toMatchObject({ after: { epoch: 'epoch-1' } });
    });

    test('goes on telling the details that are open', async () => {
      const torrent = exampleTorrent(1, { name: 'Alba', peers: 1 });
      const { page, core, world } = await open({ torrents: [torrent], tolerates: socketNoise });
      await page.getByRole('row', { name: 'Alba' }).dblclick();
      await page.getByRole('tab', { name: 'Trackers' }).click();
      await page.getByText('No trackers').waitFor();
      core.goAway();
      await page.getByText('Warren is not answering.').waitFor();
      core.comeBack();
      world.trackers.set(torrent.id, [
        {
          url: 'udp://t.example:1',
          tier: 0,
          state: 'working',
          message: null,
          seeds: 1,
          leeches: 1,
          lastAnnounceAt: null,
        },
      ]);
      await page.getByText('udp://t.example:1').waitFor();
    });

    test('is found at once when somebody asks, not when it is time to look again', async () => {
      const { page, core } = await open({
        torrents: exampleLibrary(),
        tolerates: socketNoise,
        before: (before) => before.clock.install(),
      });
      await page.clock.runFor(1000);
      await page.getByRole('row', { name: 'Bunny' }).waitFor();
      // Time stands still from here: the page will never look again by itself.
      await page.clock.pauseAt(Date.now() + 60_000);
      core.goAway();
      await page.getByText('Warren is not answering.').waitFor();
      core.comeBack();
      await page.getByRole('button', { name: 'Try now' }).click();
      await page.getByText('Warren is not answering.').waitFor({ state: 'detached' });
    });
  });

  test('fails what is asked of it meanwhile with a sentence, and loses nothing that was typed', async () => {
    const { page, core } = await open({ tolerates: socketNoise });
    await page.getByRole('button', { name: 'Share…' }).click();
    await page.getByLabel('File or folder').fill('/home/mara/a.flac');
    core.goAway();
    await page.getByText('Warren is not answering.').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByText('The connection to Warren was lost.').waitFor();
    expect(await page.getByLabel('File or folder').inputValue()).toBe('/home/mara/a.flac');
  });

  test('before it was ever there is waited for', async () => {
    const { page, core } = await open({ torrents: exampleLibrary(), tolerates: socketNoise });
    core.goAway();
    await page.reload();
    await page.getByText('Is it running? This page keeps trying.').waitFor();
    await page.getByText('The list comes as soon as Warren answers.').waitFor();
    core.comeBack();
    await page.getByRole('row', { name: 'Bunny' }).waitFor();
  });

  test('and comes back as another version gets the page that fits it', async () => {
    const { page, core, world } = await open({ torrents: exampleLibrary(), tolerates: socketNoise });
    await page.getByRole('row', { name: 'Bunny' }).waitFor();
    await page.evaluate(() => {
      document.body.dataset.old = 'yes';
    });
    core.goAway();
    world.version = '0.2.0';
    core.comeBack();
    await page.waitForFunction(() => document.body.dataset.old === undefined);
    await page.getByRole('row', { name: 'Bunny' }).waitFor();
  });
});
