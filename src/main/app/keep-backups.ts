import type { Catalog } from '../catalog/index.ts';
import { errorLabel, type Logger } from '../ports/logger.ts';

/** For a crash in the middle of a long session, ms. */
const backUpEveryMs = 60 * 60 * 1000;

/** Keeps a whole copy of the catalog for the day it is damaged: at the start, every hour, and as the last thing. */
export function keepBackups({
  catalog,
  logger,
}: {
  readonly catalog: Catalog;
  readonly logger: Logger;
}): AsyncDisposable {
  let running = Promise.resolve();

  function backUp(): Promise<void> {
    running = running
      .then(() => catalog.backUp())
      .catch((error: unknown) => logger.warn('catalog.backup-failed', { error: errorLabel(error) }));
    return running;
  }

  void backUp();
  const timer = setInterval(() => void backUp(), backUpEveryMs);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await backUp();
    },
  };
}
