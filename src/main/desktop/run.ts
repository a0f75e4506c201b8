import { app, dialog, type Event } from 'electron';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { AppError, toWireError } from '#shared/contract/errors.ts';
import { shortcutWishes } from '#shared/contract/shell.ts';
import { findPaths, openLogFile } from '../platform/index.ts';
import { errorLabel } from '../ports/logger.ts';
import { parseCommandLine } from './command-line.ts';
import { makeOpenedSources } from './opened-sources.ts';
import { registerPageScheme } from './page-protocol.ts';
import { quitInOrder } from './quit.ts';
import { closeChromiumsDoor } from './say-no.ts';
import { makeSpeaker } from './speech/speech.ts';
import { startDesktop } from './start-desktop.ts';

/** What a second start hands over to the first; other programs of the same user could send anything. */
const handOverSchema = z.object({
  toOpen: z.array(z.string()).max(1000),
  folder: z.string(),
  wish: z.enum(shortcutWishes).optional(),
});

/**
 * From the command line to the window. Returns at once: Electron gets ready only when the entry has been evaluated.
 * Exit code 0 after a clean stop and when a first start took over, 1 when it could not start.
 */
export function runDesktop(version: string): void {
  const { dataDir, toOpen, isHidden, wish } = parseCommandLine(process.argv.slice(1), app);
  const paths = findPaths(dataDir, { env: process.env, platform: process.platform });
  const shellFolder = join(paths.dataDir, 'desktop');
  const sources = makeOpenedSources();
  /** Shows the window for what the system hands over; before there is one it opens anyway. */
  let reopen = (): void => undefined;

  async function start(): Promise<void> {
    makeFolder(shellFolder);
    // The lock below is for one such folder, so that two data directories can be open side by side.
    app.setPath('userData', shellFolder);
    if (!app.requestSingleInstanceLock({ toOpen, folder: process.cwd(), wish })) {
      app.quit();
      return;
    }
    await app.whenReady();
    const logger = openLogFile(paths.log);
    const desktop = await startDesktop({
      paths,
      dataDir: dataDir === undefined ? undefined : resolve(dataDir),
      shellFolder,
      sources,
      logger,
      version,
    });
    app.on('second-instance', (_event, _args, _folder, handedOver) => {
      const { wish: wanted } = handOverSchema.safeParse(handedOver).data ?? {};
      if (wanted === undefined) desktop.open();
      else desktop.carryOut(wanted);
    });
    app.on('activate', () => desktop.open());
    reopen = desktop.open;
    quitInOrder(desktop, logger);
    // macOS passes no words on at login.
    const isAtLogin = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
    if (wish !== undefined) desktop.carryOut(wish);
    else if ((!isHidden && !isAtLogin) || toOpen.length > 0) desktop.open();
  }

  app.setName('Warren');
  app.enableSandbox();
  closeChromiumsDoor();
  registerPageScheme();
  app.on('second-instance', (_event, _args, _folder, handedOver) => {
    const checked = handOverSchema.safeParse(handedOver);
    if (checked.success) void sources.open(checked.data.toOpen, checked.data.folder);
  });
  // macOS hands things over by events, at the first start too.
  const openFromSystem = (event: Event, thing: string) => {
    event.preventDefault();
    void sources.open([thing], process.cwd());
    reopen();
  };
  app.on('open-url', openFromSystem);
  app.on('open-file', openFromSystem);
  void sources.open(toOpen, process.cwd());
  start().catch(refuse);
}

/** @throws AppError `not-writable` */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new AppError('not-writable', `The data folder ${folder} cannot be used.`, { cause: error });
  }
}

async function refuse(error: unknown): Promise<void> {
  await app.whenReady();
  const { code, message } = toWireError(error);
  // The settings may be what cannot be read: the system's language, then.
  const { say } = makeSpeaker(() => app.getPreferredSystemLanguages())();
  // Nothing is known of it but its kind where it was not thrown on purpose; else the core knows which file it is about.
  const detail = code === 'internal' ? errorLabel(error) : message;
  const told = [say(`errors.${code}.what`), say(`errors.${code}.then`), detail];
  dialog.showErrorBox(say('beside.cannotStart'), told.join('\n'));
  app.exit(1);
}
