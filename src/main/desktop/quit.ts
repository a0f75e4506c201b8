import { app } from 'electron';
import { errorLabel, type Logger } from '../ports/logger.ts';
import type { Desktop } from './start-desktop.ts';

/** Engines get 6 s to tell peers and trackers (app/engines); after this Warren ends with or without them, ms. */
const stopPatienceMs = 15_000;

/** However quitting is asked for (menu, last window, signal, log-off), the app is stopped in order first. */
export function quitInOrder(desktop: Desktop, logger: Logger): void {
  let isStopping = false;

  async function stop(): Promise<void> {
    const patience = setTimeout(() => app.exit(1), stopPatienceMs);
    if (!desktop.window.isDestroyed()) desktop.window.close();
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
  app.on('window-all-closed', () => app.quit());
}
