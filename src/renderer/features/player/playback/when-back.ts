import type { Playable } from '#shared/contract/player.ts';
import { toAppError } from '../../../api/index.ts';

/** How often a drive that is away is looked for, ms. */
const everyMs = 2_000;

/**
 * Opens a file again and again until its drive is back.
 * @throws the signal's reason, and what else keeps it from being opened
 */
export async function whenBack(open: () => Promise<Playable>, signal: AbortSignal): Promise<Playable> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    signal.throwIfAborted();
    try {
      return await open();
    } catch (failure) {
      if (toAppError(failure).code !== 'drive-away') throw failure;
    }
  }
}
