import { app, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApp } from '../app/index.ts';
import { openAddressTable } from '../platform/index.ts';
import { systemClock } from '../ports/clock.ts';
import { errorLabel, type Logger } from '../ports/logger.ts';
import type { Paths } from '../ports/paths.ts';
import { forkUtilityEngine } from './fork-utility-engine.ts';
import { setMenus } from './menus.ts';
import type { OpenedSources } from './opened-sources.ts';
import { pageOrigin } from './page-address.ts';
import { makePagePort } from './page-port.ts';
import { servePage } from './page-protocol.ts';
import { sayNo } from './say-no.ts';
import { openShellDoor } from './shell-door.ts';
import { loadPage, makeWindow } from './window.ts';

interface DesktopParts {
  readonly paths: Paths;
  /** Where Chromium keeps what is its own. */
  readonly shellFolder: string;
  readonly sources: OpenedSources;
  readonly logger: Logger;
  readonly version: string;
}

export interface Desktop extends AsyncDisposable {
  readonly window: BrowserWindow;
}

/** The built files lie beside this bundle: out/main, out/preload, out/engine, out/renderer, out/addresses. */
const engineFile = fileURLToPath(new URL('../engine/engine-process.js', import.meta.url));
/** A thread is not loaded from within an archive: its bundle lies unpacked beside it. */
const scanThread = new URL(
  new URL('../scan/scan-thread.js', import.meta.url).href.replace('/app.asar/', '/app.asar.unpacked/'),
);
const preload = fileURLToPath(new URL('../preload/index.cjs', import.meta.url));
const addressFile = fileURLToPath(new URL('../addresses/addresses.table', import.meta.url));
const pageFolder = fileURLToPath(new URL('../renderer', import.meta.url));

/** The app with its window, once Electron is ready. Disposing stops the app in order; the window is not its business. @throws AppError as startApp */
export async function startDesktop({
  paths,
  shellFolder,
  sources,
  logger,
  version,
}: DesktopParts): Promise<Desktop> {
  await using stack = new AsyncDisposableStack();
  let mediaOrigin = (): string | undefined => undefined;
  sayNo({ mediaOrigin: () => mediaOrigin() });
  const addresses = stack.use(
    openAddressTable({
      file: addressFile,
      onError: (error) => logger.warn('addresses.no-table', { error: errorLabel(error) }),
    }),
  );
  const core = stack.use(
    await startApp({
      paths,
      clock: systemClock,
      logger,
      fork: forkUtilityEngine({ engineFile, paths }),
      addresses,
      version,
      scanThread,
      pageOrigins: [pageOrigin],
    }),
  );
  mediaOrigin = core.mediaOrigin;
  servePage(pageFolder);
  setMenus({ platform: process.platform, isPackaged: app.isPackaged });
  const window = makeWindow({ preload, stateFile: join(shellFolder, 'window.json'), logger });
  const port = stack.use(makePagePort({ handlers: core.handlers, logger }));
  stack.use(openShellDoor({ window, port, sources, logger }));
  window.webContents.on('did-navigate', () => sources.forgetWaiting());
  void loadPage(window, logger);
  const owned = stack.move();
  return { window, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
