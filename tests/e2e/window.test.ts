import { expect, test } from 'vitest';
import { isRealElectron } from '../support/electron-double/launch.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { networkIsUp, startDesktop } from './desktop.ts';

describeWith(['chromium'], 'the window', () => {
  test('comes up showing the library, connected to the core', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);

    expect(desktop.beganAt).toBe(`${desktop.app.pageOrigin}/#/library/music/albums`);
    await desktop.page.getByText('Nothing is on its way yet').waitFor();
    await networkIsUp(desktop.page);
  });

  test('asks for nothing but our own files, and nothing in it complains', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const { app, page } = desktop;
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => requests.push(request.url()));

    await page.reload();
    for (const place of ['Library', 'Privacy', 'Settings', 'Transfers'])
      await page.getByRole('navigation').getByRole('link', { name: place, exact: true }).click();

    expect(complaints).toEqual([]);
    expect(requests.length).toBeGreaterThan(3);
    expect(requests.filter((url) => !url.startsWith(`${app.pageOrigin}/`))).toEqual([]);
    expect(app.recorded.filter(({ what }) => what === 'network')).toEqual([]);
  });

  test('is served with a policy that lets it load its own files and run no other script', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const policy = await desktop.app.evaluate(async ({ net }) => {
      const response = await net.fetch('app://warren/');
      return response.headers.get('content-security-policy');
    }, undefined);

    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    const couldEvaluate = await desktop.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.wasInjected = true';
      document.head.append(script);
      return 'wasInjected' in globalThis;
    });
    expect(couldEvaluate).toBe(false);
  });

  test('lends the page five things, frozen, and nothing of Node or Electron', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const found = await desktop.page.evaluate(() => {
      const { warrenDesktop } = window as unknown as { warrenDesktop: object };
      return {
        lent: Object.keys(warrenDesktop).sort(),
        isFrozen: Object.isFrozen(warrenDesktop),
        leaked: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', '__toMain', '__fromMain'].filter(
          (name) => name in globalThis,
        ),
      };
    });

    expect(found).toEqual({
      lent: ['chooseFolder', 'choosePathToShare', 'onOpenSource', 'pathOfFile', 'showInFolder'],
      isFrozen: true,
      leaked: [],
    });
  });

  test('opens where it was when it was closed', async () => {
    await using folder = await makeTempFolder();
    const bounds = { x: 40, y: 60, width: 1000, height: 700 };
    {
      await using desktop = await startDesktop(folder.path);
      await desktop.app.evaluate((electron, given) => {
        electron.BrowserWindow.getAllWindows()[0]?.setBounds(given);
      }, bounds);
    }

    await using again = await startDesktop(folder.path);
    const reopened = await again.app.evaluate(
      (electron) => electron.BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
      undefined,
    );
    expect(reopened).toEqual(bounds);
  });

  test('has the menus that people expect', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const roles = await desktop.app.evaluate(({ Menu }) => {
      const menus = Menu.getApplicationMenu()?.items ?? [];
      return menus.flatMap(({ role, submenu }) => [role, ...(submenu?.items ?? []).map((item) => item.role)]);
    }, undefined);

    expect(roles.map((role) => String(role).toLowerCase())).toEqual(
      expect.arrayContaining(['quit', 'editmenu', 'windowmenu', 'reload', 'resetzoom', 'togglefullscreen']),
    );
  });

  test.skipIf(isRealElectron)(
    'has every safety flag written; one that is missing would be seen',
    async () => {
      await using folder = await makeTempFolder();
      await using desktop = await startDesktop(folder.path);
      const complaints = () => desktop.app.recorded.filter(({ what }) => what === 'insecure');
      expect(complaints()).toEqual([]);

      await desktop.app.evaluate(({ BrowserWindow }) => {
        new BrowserWindow({
          show: false,
          webPreferences: { sandbox: false, contextIsolation: true },
        }).destroy();
      }, undefined);

      const details = complaints().map(({ detail }) => detail);
      expect(details).toContain('webPreferences.sandbox');
      expect(details).toContain('webPreferences.nodeIntegration');
      expect(details).not.toContain('webPreferences.contextIsolation');
    },
  );
});
