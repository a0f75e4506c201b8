import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { errorLabel, type Logger } from '../ports/logger.ts';
import { addressOf } from './page-address.ts';
import { pagePreferences } from './page-preferences.ts';
import { isVisibleOn, loadWindowState, saveWindowState } from './window-state.ts';

interface WindowParts {
  readonly preload: string;
  /** Where the window was when it was closed. */
  readonly stateFile: string;
  readonly logger: Logger;
}

/** Logical pixels. Narrower than this, the table of transfers is no table any more. */
const smallest = { minWidth: 720, minHeight: 480 };
const firstSize = { width: 1280, height: 800 };
/** As --page in src/renderer/ui/styles/tokens.css: what is seen until the page has been drawn. */
const background = { light: '#fdfcfa', dark: '#1b1917' };
/** A page that dies again within this time after it was loaded anew dies of itself, ms. */
const stableAfterMs = 10_000;

/** The one window of Warren, where it was the last time. It is shown when there is something to see. */
export function makeWindow({ preload, stateFile, logger }: WindowParts): BrowserWindow {
  const state = loadWindowState(stateFile);
  const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const bounds = state !== undefined && isVisibleOn(workAreas, state.bounds) ? state.bounds : firstSize;
  const window = new BrowserWindow({
    ...bounds,
    ...smallest,
    title: 'Warren',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: pagePreferences({ preload, isPackaged: app.isPackaged }),
  });
  if (state?.isMaximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  loadAgainWhenItDies(window, logger);
  return window;
}

/** For the next one to open there. */
export function rememberPlace(window: BrowserWindow, stateFile: string): void {
  saveWindowState(stateFile, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
}

/**
 * Loads the page, or only leads to another place in it where it is loaded already. Rejects never: a page that does not
 * load is logged, and the menu can load it again.
 */
export async function loadPage(window: BrowserWindow, place: string, logger: Logger): Promise<void> {
  await window
    .loadURL(addressOf(place))
    .catch((error: unknown) => logger.error('page.not-loaded', { error: errorLabel(error) }));
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Transfers go on without the page; the person gets it back, unless it dies at once again. */
function loadAgainWhenItDies(window: BrowserWindow, logger: Logger): void {
  let isStable = true;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    logger.error('page.died', { isCrash: reason === 'crashed', isOutOfMemory: reason === 'oom' });
    if (!isStable) {
      logger.error('page.given-up');
      return;
    }
    isStable = false;
    setTimeout(() => (isStable = true), stableAfterMs).unref();
    window.webContents.reload();
  });
}
