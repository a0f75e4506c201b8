import type { BrowserWindow } from 'electron';

interface ReleaseParts {
  /** ms. */
  readonly keptMs: number;
  /** Whether something would end with the page. */
  isPageBusy(): boolean;
  release(): void;
}

/** A card may hold what somebody has typed, or what another program handed over and nobody has looked at yet. */
const hasCard = `document.querySelector('[role="dialog"], [role="alertdialog"]') !== null`;

/**
 * Ends the page of a window that is hidden for long: a page costs some hundred megabytes, and a Warren may sit in the
 * tray for months. Not while it plays something, has something to finish, or shows a card; then it is looked at again
 * after the same time.
 */
export function releaseWhenHidden(
  window: BrowserWindow,
  { keptMs, isPageBusy, release }: ReleaseParts,
): void {
  let timer: NodeJS.Timeout | undefined;

  async function isNeeded(): Promise<boolean> {
    const { webContents } = window;
    if (isPageBusy() || webContents.isCurrentlyAudible()) return true;
    try {
      return (await webContents.executeJavaScript(hasCard)) === true;
    } catch {
      // It has died, or never came.
      return false;
    }
  }

  async function look(): Promise<void> {
    const needed = await isNeeded();
    if (window.isDestroyed() || window.isVisible()) return;
    if (needed) wait();
    else release();
  }

  function wait(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), keptMs);
  }

  window.on('hide', wait);
  window.on('show', () => clearTimeout(timer));
  window.once('closed', () => clearTimeout(timer));
}
