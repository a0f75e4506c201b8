import type { BrowserWindow } from 'electron';
import type { Logger } from '../ports/logger.ts';
import { placeAt } from './page-address.ts';
import { releaseWhenHidden } from './release-page.ts';
import { bringToFront, loadPage, makeWindow, rememberPlace } from './window.ts';

interface MainWindowParts {
  readonly preload: string;
  readonly stateFile: string;
  readonly logger: Logger;
  /** A page is there that nobody has spoken with yet. */
  onMade(window: BrowserWindow): void;
  /** How long its page is kept while it is hidden, ms. */
  readonly hiddenPageKeptMs: number;
  /** Whether something that the page has begun in the core would end with it. */
  isPageBusy(): boolean;
  /** The person closes it. It stays until somebody hides it or quits. */
  onClosing(window: BrowserWindow): void;
}

/** The one window, which comes and goes while Warren runs on. */
export interface MainWindow extends Disposable {
  /** Undefined while there is none. */
  current(): BrowserWindow | undefined;
  /** Brings it to the front, made anew where there is none, at a place of the page where one is named (`/privacy`). */
  open(place?: string): void;
  /** Ends the page's process; the window comes back where it was, with the place that it showed. */
  release(): void;
}

/** Disposing takes it away for good. */
export function makeMainWindow(parts: MainWindowParts): MainWindow {
  const { preload, stateFile, logger, hiddenPageKeptMs, isPageBusy, onMade, onClosing } = parts;
  let window: BrowserWindow | undefined;
  let lastPlace = '';

  function make(place: string): void {
    const made = makeWindow({ preload, stateFile, logger });
    window = made;
    made.on('close', (event) => {
      rememberPlace(made, stateFile);
      event.preventDefault();
      onClosing(made);
    });
    made.once('closed', () => {
      if (window === made) window = undefined;
    });
    releaseWhenHidden(made, { keptMs: hiddenPageKeptMs, isPageBusy, release });
    onMade(made);
    void loadPage(made, place, logger);
  }

  function release(): void {
    if (window === undefined) return;
    rememberPlace(window, stateFile);
    lastPlace = placeAt(window.webContents.getURL());
    window.destroy();
  }

  return {
    current: () => window,
    open(place) {
      if (window === undefined) {
        make(place ?? lastPlace);
        return;
      }
      bringToFront(window);
      if (place !== undefined) void loadPage(window, place, logger);
    },
    release,
    [Symbol.dispose]: release,
  };
}
