import { app, powerMonitor, type Event } from 'electron';
import { errorLabel, type Logger } from '../ports/logger.ts';
import type { Desktop } from './start-desktop.ts';

/**
 * Engines get 5 s to tell peers and trackers and to sync what came last (app/engines). Pieces under way are kept as
 * far as they are (docs/decisions/resume.md), so nothing waits for them. After this Warren ends with or without
 * engines, ms.
 */
const stopPatienceMs = 15_000;

/** However quitting is asked for (menu, tray, window, signal, log-off, shutdown), the app is stopped in order first. */
export function quitInOrder(desktop: Desktop, logger: Logger): void {
  let isStopping = false;

  async function stop(): Promise<void> {
    const patience = setTimeout(() => app.exit(1), stopPatienceMs);
    // What a person sees of it goes at once.
    desktop.leave();
    try {
      await desktop[Symbol.asyncDispose]();
    } catch (error) {
      logger.error('stop.failed', { error: errorLabel(error) });
    }
    clearTimeout(patience);
    app.exit(0);
  }

  app.on('before-quit', (event) => {
    event.preventDefault();
    if (isStopping) return;
    isStopping = true;
    void stop();
  });
  // Without a listener Electron would quit: Warren lives on in the tray.
  app.on('window-all-closed', () => undefined);
  powerMonitor.on('shutdown', (event?: Event) => {
    // The system waits for a moment then.
    event?.preventDefault();
    app.quit();
  });
}
