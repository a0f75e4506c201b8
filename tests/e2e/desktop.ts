import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { isRealElectron, launch, type DesktopApp } from '../support/electron-double/launch.ts';

/** No DHT, no WebRTC, a free port: nothing leaves this computer. */
const quietSettings = {
  version: 1,
  profiles: [{ name: 'Open', discovery: { dht: false, pex: false }, webRtc: false }],
};

/** For `expect.poll`: what takes longer than this, on a machine that is busy, will not come. */
export const patience = { timeout: 20_000 };

export interface Desktop extends AsyncDisposable {
  readonly app: DesktopApp;
  /** The window, showing Transfers. */
  readonly page: Page;
  /** Where the page led by itself. It shows the transfers by now. */
  readonly beganAt: string;
}

export async function makeDataDir(folder: string, others: object = {}): Promise<string> {
  const dataDir = join(folder, 'desktop-data');
  await mkdir(dataDir, { recursive: true });
  const settings = { ...quietSettings, downloadFolder: join(folder, 'downloads'), ...others };
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify(settings), { flag: 'wx' }).catch(
    () => undefined,
  );
  return dataDir;
}

export async function startDesktop(folder: string, ...args: string[]): Promise<Desktop> {
  const app = await launch({ dataDir: await makeDataDir(folder), args });
  try {
    const page = await app.firstWindow();
    // A card may lie on it, which hides it from who cannot see.
    await page.getByRole('heading', { level: 1, includeHidden: true }).waitFor();
    const beganAt = page.url();
    await page.evaluate(() => {
      location.hash = '#/transfers';
    });
    await page.getByRole('heading', { name: 'Transfers', includeHidden: true }).waitFor();
    return { app, page, beganAt, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
  } catch (error) {
    await app[Symbol.asyncDispose]();
    throw error;
  }
}

/** Resolves when the page hears the core and the core has its engines. */
export async function networkIsUp(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Network:\s*Open/u }).waitFor();
}

/** The engine processes of the app, by pid. */
export function enginePids(app: DesktopApp): Promise<number[]> {
  return app.evaluate(
    (electron) =>
      electron.app
        .getAppMetrics()
        .filter(({ name }) => name?.startsWith('Warren engine') === true)
        .map(({ pid }) => pid),
    undefined,
  );
}

/** Drops a file or folder of this computer on the page, as from the file manager. */
export async function dropOnPage({ app, page }: Desktop, path: string): Promise<void> {
  if (!isRealElectron) {
    const where = { name: basename(path), path };
    await app.evaluate((electron, given) => {
      const [window] = electron.BrowserWindow.getAllWindows();
      // Chromium tells the double only the name.
      const contents = window?.webContents as unknown as { knowPath: (name: string, path: string) => void };
      contents.knowPath(given.name, given.path);
    }, where);
  }
  const cdp = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  await cdp.detach();
}

/** All processes below one, by pid: its children, and theirs. */
export async function descendantsOf(pid: number | undefined): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/u.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '') : '';
    // After the name, which may hold anything: the state and the parent.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (parent !== undefined && state !== 'Z') parents.set(Number(name), Number(parent));
  }
  const below = (above: number): number[] =>
    [...parents].filter(([, parent]) => parent === above).flatMap(([child]) => [child, ...below(child)]);
  return pid === undefined ? [] : below(pid);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
