import * as z from 'zod';
import { procedure, stream, type Handlers } from '../../../../src/shared/contract/define.ts';
import { AppError } from '../../../../src/shared/contract/errors.ts';

/** A small contract that shows every behaviour of a carrier. */
export const sample = {
  add: procedure('Adds.', z.object({ a: z.int(), b: z.int() }), z.int()),
  nothing: procedure('Answers nothing.', z.void(), z.void()),
  refuse: procedure('Fails on purpose.', z.void(), z.void()),
  crash: procedure('Fails by accident.', z.void(), z.void()),
  wrong: procedure('Answers what it may not.', z.void(), z.int()),
  hang: procedure('Never answers.', z.void(), z.void()),
  count: stream('Counts from one.', z.object({ to: z.int() }), z.int()),
  big: stream('Large items without end.', z.void(), z.string()),
} as const;
export type Sample = typeof sample;

/** What the serving side saw. */
export interface Seen {
  produced: number;
  ended: number;
  aborted: number;
}

export function makeSampleHandlers(seen: Seen): Handlers<Sample> {
  return {
    add: ({ a, b }) => Promise.resolve(a + b),
    nothing: () => Promise.resolve(),
    refuse: () => Promise.reject(new AppError('disk-full', 'No room.')),
    crash: () => Promise.reject(new Error('secret /home/user')),
    wrong: () => Promise.resolve('text' as unknown as number),
    hang: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          seen.aborted++;
          reject(new Error('aborted'));
        });
      }),
    async *count({ to }) {
      try {
        for (let n = 1; n <= to; n++) {
          seen.produced++;
          yield await Promise.resolve(n);
        }
      } finally {
        seen.ended++;
      }
    },
    async *big() {
      for (;;) {
        seen.produced++;
        yield await Promise.resolve('x'.repeat(1_000_000));
      }
    },
  };
}
