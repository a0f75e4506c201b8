import { fork, type ChildProcess } from 'node:child_process';
import type * as Electron from 'electron';
import { join } from 'node:path';
import { _electron, chromium, type Browser, type Page } from 'playwright-core';
import { until } from '../until.ts';
import type { Recorded } from './record.ts';

/** Set to the path of a real Electron binary, the same tests run in that one. */
const electronBinary = process.env.ELECTRON_BIN ?? '';
export const isRealElectron = electronBinary !== '';

const repository = join(import.meta.dirname, '..', '..', '..');
const runMain = join(import.meta.dirname, 'run-main.ts');
const builtMain = join(repository, 'out', 'main', 'index.js');

export interface LaunchOptions {
  readonly dataDir: string;
  readonly args?: readonly string[];
  /** Beside that of the test. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The desktop app as built, running. The shape is that of playwright's `_electron.launch()`. */
export interface DesktopApp extends AsyncDisposable {
  /** What the address of the app's page begins with, as its scripts and playwright see it. */
  readonly pageOrigin: string;
  /** What the double saw, in order; always empty with the real Electron. */
  readonly recorded: readonly Recorded[];
  readonly exited: Promise<number | null>;
  process(): ChildProcess;
  firstWindow(): Promise<Page>;
  /** Runs a function in the main process. It is sent as text: it sees its arguments and nothing else. */
  evaluate<R, A>(work: (electron: typeof Electron, given: A) => R, given: A): Promise<Awaited<R>>;
  /** Quits as a person would; resolves with the exit code. */
  quit(): Promise<number | null>;
}

export function launch(options: LaunchOptions): Promise<DesktopApp> {
  return isRealElectron ? launchReal(options) : Promise.resolve(launchDouble(options));
}

async function launchReal({ dataDir, args = [], env = {} }: LaunchOptions): Promise<DesktopApp> {
  const real = await _electron.launch({
    executablePath: electronBinary,
    args: [repository, '--data-dir', dataDir, ...args],
    env: { ...process.env, ...env } as Record<string, string>, // what is not set is not there
  });
  const exited = new Promise<number | null>((resolve) => real.process().once('exit', resolve));
  const quit = async () => {
    await real.close();
    return exited;
  };
  return {
    pageOrigin: 'app://warren',
    recorded: [],
    exited,
    process: () => real.process(),
    firstWindow: () => real.firstWindow(),
    // Playwright's types know neither of Electron's module nor of a generic argument.
    evaluate: (work, given) => real.evaluate(work as never, given) as never,
    quit,
    async [Symbol.asyncDispose]() {
      await quit();
    },
  };
}

function launchDouble({ dataDir, args = [], env = {} }: LaunchOptions): DesktopApp {
  const child = fork(runMain, [builtMain, '--data-dir', dataDir, ...args], {
    serialization: 'advanced',
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const recorded: Recorded[] = [];
  const asked = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let nextQuestion = 0;
  let browser: Browser | undefined;
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));

  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const gone = async () => new Error(`The app ended with ${(await exited) ?? 'a signal'}: ${errors}`);
  void exited.then(async () => {
    for (const { reject } of asked.values()) reject(await gone());
    await browser?.close();
  });

  child.on('message', (message: { recorded: Recorded } | { id: number; value?: never; error?: string }) => {
    if ('recorded' in message) return void recorded.push(message.recorded);
    const question = asked.get(message.id);
    asked.delete(message.id);
    if (message.error === undefined) question?.resolve(message.value as never);
    else question?.reject(new Error(message.error));
    return undefined;
  });

  const detailOf = (what: string) =>
    until(
      async () => {
        if (child.exitCode !== null || child.signalCode !== null) throw await gone();
        return recorded.findLast((each) => each.what === what)?.detail ?? undefined;
      },
      { what: `the app has a ${what}` },
    );

  const app: DesktopApp = {
    pageOrigin: 'https://warren.app.test',
    recorded,
    exited,
    process: () => child,
    async firstWindow() {
      const port = await detailOf('browser');
      const target = await detailOf('window');
      browser ??= await chromium.connectOverCDP(`http://127.0.0.1:${Number(port)}`);
      const page = await findPage(browser, target);
      page.setDefaultTimeout(15_000);
      return page;
    },
    evaluate: (work, given) =>
      new Promise((resolve, reject) => {
        asked.set(nextQuestion, { resolve, reject });
        child.send({ id: nextQuestion++, work: String(work), given });
      }),
    async quit() {
      if (child.connected)
        await app.evaluate((electron) => electron.app.quit(), undefined).catch(() => undefined);
      return exited;
    },
    async [Symbol.asyncDispose]() {
      const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await app.quit();
      clearTimeout(patience);
    },
  };
  return app;
}

async function findPage(browser: Browser, target: unknown): Promise<Page> {
  for (const context of browser.contexts()) {
    for (const page of context.pages()) {
      const cdp = await context.newCDPSession(page);
      const { targetInfo } = await cdp.send('Target.getTargetInfo');
      await cdp.detach();
      if (targetInfo.targetId === target) return page;
    }
  }
  throw new Error('The window is gone.');
}
