import * as z from 'zod';
import { procedure, stream } from './define.ts';

/*
 * What happens, once, when everything has arrived. Nobody keeps it: another start of Warren knows nothing of it, and when
 * it has happened, or could not, it is over.
 */

export const endings = ['quit', 'sleep', 'shut-down'] as const;
export type Ending = (typeof endings)[number];

export const whenDoneSchema = z.object({
  /** Those that this computer can; none where Warren runs without a window. */
  possible: z.array(z.enum(endings)),
  /** Null: everything goes on as always. */
  wish: z.enum(endings).nullable(),
  /** Until it happens; null while something is still on its way. */
  secondsLeft: z.int().nonnegative().nullable(),
  /** What the system refused when it was time for it; until something else is wished for. */
  refused: z.enum(endings).nullable(),
});
export type WhenDone = z.infer<typeof whenDoneSchema>;

export const whenDoneApi = {
  'whenDone.watch': stream(
    'What happens when everything has arrived, and how soon.',
    z.void(),
    whenDoneSchema,
  ),
  'whenDone.set': procedure(
    'Wishes for it, once; null takes it back, also in the last second.',
    z.object({ wish: z.enum(endings).nullable() }),
    whenDoneSchema,
  ),
} as const;
