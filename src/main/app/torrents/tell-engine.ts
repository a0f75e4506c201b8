import { AppError } from '#shared/contract/errors.ts';

/** Tells an engine of a change that is stored already: one that does not have the torrent hears of it when it starts it. */
export async function tellEngine(tell: () => Promise<void>): Promise<void> {
  try {
    await tell();
  } catch (error) {
    const isNotRunning =
      error instanceof AppError && ['not-found', 'engine-down', 'disconnected'].includes(error.code);
    if (!isNotRunning) throw error;
  }
}
