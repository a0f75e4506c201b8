import type { BrowserWindow, WebFrameMain } from 'electron';
import { isOurAddress, pageOrigin } from './page-address.ts';

/**
 * Whether a message comes from the page that we loaded, in the window that we opened: not from a frame inside it, not
 * from another window, not from a document that has already gone, and not from whatever else that window might show.
 */
export function isOurPage(
  frame: WebFrameMain | null,
  window: Pick<BrowserWindow, 'isDestroyed' | 'webContents'>,
): frame is WebFrameMain {
  return (
    frame !== null &&
    !window.isDestroyed() &&
    !frame.detached &&
    frame === window.webContents.mainFrame &&
    frame.parent === null &&
    frame.origin === pageOrigin &&
    isOurAddress(frame.url)
  );
}
