import { errorLabel, type Logger } from '../ports/logger.ts';

/** For a crash in the middle of a long session, ms. */
const backUpEveryMs = 60 * 60 * 1000;

interface BackedUp {
  backUp(): Promise<void>;
  /** Grows when anything changed; where there is none, it is taken for changed. */
  revision?(): number;
}

/** Keeps a whole copy of a database for the day it is damaged: at the start, every hour, and as the last thing. */
export function keepBackups({
  source,
  logger,
}: {
  readonly source: BackedUp;
  readonly logger: Logger;
}): AsyncDisposable {
  let running = Promise.resolve();
  let copied: number | undefined;

  async function copy(): Promise<void> {
    const revision = source.revision?.();
    if (revision !== undefined && revision === copied) return;
    await source.backUp();
    copied = revision;
  }

  function backUp(): Promise<void> {
    running = running
      .then(copy)
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
