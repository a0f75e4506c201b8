import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isRealElectron } from '../support/electron-double/launch.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { networkIsUp, patience, startDesktop, type Desktop } from './desktop.ts';

/** What the bridge answers in a page, which may be any page that has our preload. */
const askForFolder = `warrenDesktop.chooseFolder().then((path) => 'answered', (error) => error.message)`;

/** Collects where our page wanted to go and what was opened in the system's browser. */
const watchMain = ({ app }: Desktop) =>
  app.evaluate((electron) => {
    const wanted: string[] = [];
    const opened: string[] = [];
    electron.BrowserWindow.getAllWindows()[0]?.webContents.on(
      'will-navigate',
      ({ url }) => void wanted.push(url),
    );
    electron.shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
    Object.assign(globalThis, { watched: { wanted, opened } });
  }, undefined);

const watched = ({ app }: Desktop) =>
  app.evaluate(
    () => (globalThis as unknown as { watched: { wanted: string[]; opened: string[] } }).watched,
    undefined,
  );

describeWith(['chromium'], 'the door to the shell', () => {
  test('answers our page', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    expect(await desktop.page.evaluate(askForFolder)).toBe('answered');
  });

  test.each(['data:text/html,<p>not ours</p>', 'about:blank'])(
    'refuses %s in our own window',
    async (address) => {
      await using folder = await makeTempFolder();
      await using desktop = await startDesktop(folder.path);
      const answer = await desktop.app.evaluate(
        async ({ BrowserWindow }, given) => {
          const [window] = BrowserWindow.getAllWindows();
          await window?.loadURL(given.address);
          return (await window?.webContents.executeJavaScript(given.askForFolder)) as unknown;
        },
        { address, askForFolder },
      );

      expect(answer).toMatch(/Refused/u);
      expect(await readFile(join(folder.path, 'desktop-data', 'warren.log'), 'utf8')).toContain(
        'shell.refused',
      );
    },
  );

  test('refuses our page in a window that is not ours, and gives it no port', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const found = await desktop.app.evaluate(async ({ app, BrowserWindow }, given) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`;
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await window.loadURL('app://warren/');
      const answer = (await window.webContents.executeJavaScript(given)) as unknown;
      const text = 'document.body.innerText';
      while (!String(await window.webContents.executeJavaScript(text)).includes('is not answering'));
      return answer;
    }, askForFolder);

    expect(found).toMatch(/Refused/u);
    await networkIsUp(desktop.page);
  });
});

describeWith(['chromium'], 'the page stays where it is', () => {
  test('whatever its scripts and links want', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const { app, page } = desktop;
    await watchMain(desktop);
    const places = [
      'https://example.org/by-script',
      'https://example.org/by-link',
      `${app.pageOrigin}/other.html`,
    ];
    await page.evaluate((url) => location.assign(url), places[0] ?? '');
    await expect.poll(async () => (await watched(desktop)).wanted, patience).toHaveLength(1);
    await page.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url;
      document.body.append(link);
      link.click();
    }, places[1] ?? '');
    await expect.poll(async () => (await watched(desktop)).wanted, patience).toHaveLength(2);
    await page.evaluate((url) => location.assign(url), places[2] ?? '');
    await expect.poll(async () => (await watched(desktop)).wanted, patience).toHaveLength(3);

    expect(page.url()).toBe(`${app.pageOrigin}/#/transfers`);
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect((await watched(desktop)).opened).toEqual([]);
  });

  test('and opens no window, neither here nor in the browser of the system', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const { app, page } = desktop;
    await watchMain(desktop);
    const opened = await page.evaluate(() => {
      const link = document.createElement('a');
      Object.assign(link, { href: 'https://example.org/new', target: '_blank', textContent: 'Elsewhere' });
      document.body.prepend(link);
      return [window.open('https://example.org/'), window.open('about:blank'), window.open('javascript:1')];
    });
    await page.getByText('Elsewhere').click();

    expect(opened).toEqual([null, null, null]);
    const asked = () => app.recorded.filter(({ what }) => what === 'window.open');
    await expect.poll(() => isRealElectron || asked().length === 4, patience).toBe(true);
    expect(asked().filter(({ detail }) => (detail as { action: string }).action !== 'deny')).toEqual([]);
    expect(
      page
        .context()
        .pages()
        .filter((each) => each.url().includes('example.org')),
    ).toEqual([]);
    expect((await watched(desktop)).opened).toEqual([]);
    const windows = await app.evaluate(
      (electron) => electron.BrowserWindow.getAllWindows().length,
      undefined,
    );
    expect(windows).toBe(1);
  });

  test('and is allowed nothing of the computer', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const answers = await desktop.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
      const states = names.map(async (name) => {
        const { state } = await navigator.permissions.query({ name: name as PermissionName });
        return `${name}: ${state}`;
      });
      const camera = navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'camera used',
        (error: unknown) => (error as Error).name,
      );
      return {
        states: await Promise.all(states),
        asked: await Notification.requestPermission(),
        camera: await camera,
      };
    });

    expect(answers.states.filter((state) => !state.endsWith('denied'))).toEqual([]);
    expect(answers.asked).toBe('denied');
    expect(answers.camera).toBe('NotAllowedError');
  });

  test('and what it asks of the network is stopped before it gets there, also without a policy', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const outcome = await desktop.app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      await window?.loadURL('data:text/html,<p>no policy here</p>');
      const fetched = `fetch('http://127.0.0.1:9/').then(() => 'fetched', (error) => error.name)`;
      return (await window?.webContents.executeJavaScript(fetched)) as unknown;
    }, undefined);

    expect(outcome).toBe('TypeError');
    const rules = await desktop.app.evaluate(
      (electron) => electron.app.commandLine.getSwitchValue('host-resolver-rules'),
      undefined,
    );
    expect(rules).toBe('MAP * ~NOTFOUND, EXCLUDE 127.0.0.1');
    expect(desktop.app.recorded.filter(({ what }) => what === 'network')).toEqual([]);
  });
});

describeWith(['chromium'], 'a download', () => {
  test('is what the page made itself, like a .torrent file, and nothing else', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    await desktop.app.evaluate(
      ({ session }, path) => {
        const seen: string[] = [];
        session.defaultSession.on('will-download', (event, item) => {
          seen.push(`${item.getURL().slice(0, 5)} ${event.defaultPrevented ? 'refused' : 'saved'}`);
          // Or the real Electron asks the person where to.
          if (!event.defaultPrevented) item.setSavePath(path);
        });
        Object.assign(globalThis, { seen });
      },
      join(folder.path, 'saved'),
    );

    await desktop.page.evaluate(async () => {
      const made = URL.createObjectURL(new Blob(['made here']));
      for (const href of [made, 'data:application/octet-stream,not%20ours']) {
        const link = document.createElement('a');
        Object.assign(link, { href, download: 'file' });
        document.body.append(link);
        link.click();
        await new Promise(requestAnimationFrame);
      }
    });

    const seen = () =>
      desktop.app.evaluate(() => (globalThis as unknown as { seen: string[] }).seen, undefined);
    await expect.poll(seen, patience).toHaveLength(2);
    expect((await seen()).sort()).toEqual(['blob: saved', 'data: refused']);
  });
});

describeWith(['chromium'], 'app://', () => {
  test('serves what the build made, and nothing else on this computer', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const statuses = (addresses: readonly string[]) =>
      desktop.app.evaluate(
        async ({ net }, given) =>
          Promise.all(
            given.map(async (address) => {
              const status = await net.fetch(address).then(
                (response) => response.status,
                () => 'refused',
              );
              return `${address} ${status}`;
            }),
          ),
        addresses,
      );

    expect(await statuses(['app://warren/', 'app://warren/index.html', 'app://warren/favicon.svg'])).toEqual([
      'app://warren/ 200',
      'app://warren/index.html 200',
      'app://warren/favicon.svg 200',
    ]);
    const answers = await statuses([
      'app://warren/../../etc/passwd',
      'app://warren/..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd',
      'app://warren/%2e%2e/%2e%2e/package.json',
      'app://warren/%2e%2e%2fpreload/index.cjs',
      'app://warren/..%2f..%2fpackage.json',
      'app://warren/..%5c..%5cpackage.json',
      'app://warren//etc/passwd',
      'app://warren/%2fetc%2fpasswd',
      'app://warren/index.html%00',
      'app://warren/index.html%00.png',
      'app://warren/%',
      'app://warren/assets',
      'app://warren/assets/',
      'app://warren:80/index.html',
      'app://someone@warren/index.html',
      'app://elsewhere/index.html',
      'app://warren.example/index.html',
      'app:///index.html',
    ]);
    expect(answers.filter((answer) => !/ (404|refused)$/u.test(answer))).toEqual([]);
  });

  test('answers the page no more than it answers us', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const answers = await desktop.page.evaluate(async () => {
      const paths = [
        '/..%2f..%2fpackage.json',
        '/%2e%2e%2fmain/index.js',
        '//elsewhere/index.html',
        '/none.js',
      ];
      const ask = async (path: string) =>
        fetch(path).then(
          ({ status }) => status,
          () => 'refused',
        );
      const posted = fetch('/index.html', { method: 'POST', body: 'x' }).then(({ status }) => status);
      return [...(await Promise.all(paths.map(ask))), await posted];
    });
    expect(answers).toEqual([404, 404, 'refused', 404, 404]);
  });
});
