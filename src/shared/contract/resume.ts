import * as z from 'zod';
import { AppError } from './errors.ts';

/** A place in a stream of changes. An epoch ends when the producer restarts: its numbers begin anew. */
export const cursorSchema = z.object({ epoch: z.string(), seq: z.int().nonnegative() });
export type Cursor = z.infer<typeof cursorSchema>;

/** The input of every stream that can be resumed. */
export const resumeInput = z.object({ after: cursorSchema.optional() }).default({});

/** Rows by key since a cursor: after a `snapshot` nothing known before counts any more. */
export function changesOf<S extends z.ZodType>(row: S) {
  return z.object({
    cursor: cursorSchema,
    kind: z.enum(['snapshot', 'delta']),
    upserted: z.array(row),
    removed: z.array(z.string()),
  });
}

interface ResumedOptions {
  readonly signal?: AbortSignal;
  /** Between attempts, ms. */
  readonly retryMs?: number;
  /** Told when the stream breaks, before it is opened again. */
  readonly onBreak?: (error: AppError) => void;
}

/**
 * One endless stream over connections that come and go: opened again after each loss, from the last item that was
 * read. The producer answers with the delta since then, or with a snapshot when it no longer knows that place.
 */
export async function* resumed<T extends { readonly cursor: Cursor }>(
  open: (after: Cursor | undefined) => AsyncIterable<T>,
  { signal, retryMs = 500, onBreak = () => undefined }: ResumedOptions = {},
): AsyncGenerator<T, void, undefined> {
  let after: Cursor | undefined;
  while (signal?.aborted !== true) {
    try {
      for await (const item of open(after)) {
        after = item.cursor;
        yield item;
      }
      return;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'disconnected') throw error;
      onBreak(error);
      await new Promise<void>((resolve) => {
        setTimeout(resolve, retryMs);
      });
    }
  }
}
