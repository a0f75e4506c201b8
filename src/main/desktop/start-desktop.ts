import { app, clipboard, Menu } from 'electron';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ShortcutWish } from '#shared/contract/shell.ts';
import { startApp } from '../app/index.ts';
import { openAddressTable } from '../platform/index.ts';
import { systemClock } from '../ports/clock.ts';
import { errorLabel, type Logger } from '../ports/logger.ts';
import type { Paths } from '../ports/paths.ts';
import { watchBattery } from './power/battery.ts';
import { makeBringToRest } from './power/bring-to-rest.ts';
import { followSleep } from './power/follow-sleep.ts';
import { runCommand } from './power/run-command.ts';
import { showBesideWindow } from './beside-window.ts';
import { readChoices } from './choices.ts';
import { makeClipboardOffers } from './clipboard/offer-clipboard.ts';
import { makeClosing } from './closing.ts';
import { forkUtilityEngine } from './fork-utility-engine.ts';
import { keepOpeningMagnets } from './links/keep-opening-magnets.ts';
import { keepStartingAtLogin } from './login/start-at-login.ts';
import { keyringStore } from './keyring-store.ts';
import { makeMainWindow } from './main-window.ts';
import { findDesktopMediaFolders } from './media-folders.ts';
import { setMenus } from './menus.ts';
import type { OpenedSources } from './opened-sources.ts';
import { pageOrigin } from './page-address.ts';
import { makePagePort } from './page-port.ts';
import { servePage } from './page-protocol.ts';
import { sayNo } from './say-no.ts';
import { makeCarryOut } from './shortcuts/carry-out.ts';
import { offerShortcuts } from './shortcuts/offer-shortcuts.ts';
import { openShellDoor } from './shell-door.ts';
import { makeSpeaker } from './speech/speech.ts';

interface DesktopParts {
  readonly paths: Paths;
  /** As this start was told, absolute; undefined for the usual one. */
  readonly dataDir: string | undefined;
  /** Where Chromium keeps what is its own. */
  readonly shellFolder: string;
  readonly sources: OpenedSources;
  readonly logger: Logger;
  readonly version: string;
}

export interface Desktop extends AsyncDisposable {
  /** Shows the window. */
  open(): void;
  carryOut(wish: ShortcutWish): void;
  /** Nothing of Warren is to be seen any more; it is about to stop. */
  leave(): void;
}

/** The built files lie beside this bundle: out/main, out/preload, out/engine, out/renderer, out/addresses, out/tray. */
const engineFile = fileURLToPath(new URL('../engine/engine-process.js', import.meta.url));
/** A thread is not loaded from within an archive: its bundle lies unpacked beside it. */
const scanThread = new URL(
  new URL('../scan/scan-thread.js', import.meta.url).href.replace('/app.asar/', '/app.asar.unpacked/'),
);
const preload = fileURLToPath(new URL('../preload/index.cjs', import.meta.url));
const addressFile = fileURLToPath(new URL('../addresses/addresses.table', import.meta.url));
const trayFolder = fileURLToPath(new URL('../tray', import.meta.url));
const pageFolder = fileURLToPath(new URL('../renderer', import.meta.url));

/**
 * The app with its tray, once Electron is ready; its window comes when it is opened. Disposing stops the app in order.
 * @throws AppError as startApp
 */
export async function startDesktop({
  paths,
  dataDir,
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
      secrets: keyringStore(process.platform),
      version,
      scanThread,
      mediaFolders: findDesktopMediaFolders,
      pageOrigins: [pageOrigin],
      battery: stack.use(watchBattery(process.platform)),
      bringToRest: makeBringToRest({
        platform: process.platform,
        quit: () => app.quit(),
        run: runCommand,
      }),
    }),
  );
  mediaOrigin = core.mediaOrigin;
  servePage(pageFolder);
  const choices = await readChoices(core.handlers);
  const speech = makeSpeaker(() => [choices.language(), ...app.getPreferredSystemLanguages()]);
  const showMenus = () =>
    setMenus({ platform: process.platform, isPackaged: app.isPackaged, speech: speech() });
  showMenus();
  choices.onLanguage(showMenus);
  const { handlers } = choices;
  const port = stack.use(makePagePort({ handlers, logger }));
  const offerClipboard = makeClipboardOffers({
    ...{ clipboard, handlers, sources, logger },
    isWanted: () => choices.now().offersClipboard,
  });
  const shown = stack.use(new DisposableStack());
  const window = shown.use(
    makeMainWindow({
      preload,
      stateFile: join(shellFolder, 'window.json'),
      logger,
      hiddenPageKeptMs: choices.hiddenPageKeptMs,
      isPageBusy: port.isBusy,
      onMade(made) {
        const { webContents } = made;
        made.on('focus', () => void offerClipboard());
        webContents.on('did-navigate', () => sources.forgetWaiting());
        webContents.once('destroyed', () => sources.forgetWaiting());
      },
      onClosing: makeClosing({ choices, speech, logger }),
    }),
  );
  stack.use(openShellDoor({ window: window.current, port, sources, logger }));
  shown.use(showBesideWindow({ choices, window, speech, trayFolder, logger }));
  keepStartingAtLogin({ choices, speech, dataDir, platform: process.platform, env: process.env, logger });
  keepOpeningMagnets({ choices, speech, dataDir, platform: process.platform, logger });
  stack.use(followSleep({ core, logger }));
  const carryOut = makeCarryOut({ handlers, sources, open: window.open, logger });
  const showShortcuts = () =>
    offerShortcuts({
      ...{ app, menus: Menu, program: process.execPath, speech: speech() },
      ...{ platform: process.platform, dataDir, carryOut },
    });
  showShortcuts();
  choices.onLanguage(showShortcuts);
  const owned = stack.move();
  return {
    open: () => window.open(),
    carryOut,
    leave: () => shown.dispose(),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
