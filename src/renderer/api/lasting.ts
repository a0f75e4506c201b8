import { resumed, type Cursor } from '#shared/contract/resume.ts';
import { AppError } from '#shared/contract/errors.ts';
import { isDisconnected, type Session } from './session.ts';

/** An endless stream whose every item is the whole truth: opened again after each loss of the connection. */
export async function* reopened<T>(
  session: Session,
  open: () => AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  for (;;) {
    await session.whenOnline(signal);
    if (signal.aborted) return;
    try {
      yield* open();
      return;
    } catch (error) {
      if (!isDisconnected(error)) throw error;
    }
  }
}

/** An endless stream of changes: continued after each loss from the last change that was read. */
export function continued<T extends { readonly cursor: Cursor }>(
  session: Session,
  open: (after: Cursor | undefined) => AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  return resumed(
    async function* (after) {
      await session.whenOnline(signal);
      yield* open(after);
    },
    { signal, retryMs: 50 },
  );
}

/** Whether the reader itself went away: nothing to tell anybody. */
export function isCancelled(error: unknown): boolean {
  return error instanceof AppError && error.code === 'cancelled';
}

/**
 * Resolves before the next frame is drawn. A reader that waits for it takes at most one item a frame, and none while
 * the page is hidden; the core then merges what changes meanwhile.
 */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
  });
}
