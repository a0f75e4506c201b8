import { AppError } from '#shared/contract/errors.ts';
import type { Handlers } from '#shared/contract/define.ts';
import type { Ending, WhenDone, whenDoneApi } from '#shared/contract/when-done.ts';
import type { BringToRest } from '../../ports/bring-to-rest.ts';
import type { Clock } from '../../ports/clock.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import { againAndAgain } from '../again-and-again.ts';

interface WhenDoneParts {
  /** Undefined where the host can do nothing of the kind. */
  readonly bringToRest: BringToRest | undefined;
  /** Whether anything is still on its way. */
  isUnderWay(): boolean;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly logger: Logger;
}

export interface KeptWhenDone extends Disposable {
  readonly handlers: Handlers<typeof whenDoneApi>;
  /** To be called once a second; a test calls it when it likes. */
  look(): void;
}

/** So long somebody who sits there has to say no, ms. */
const countdownMs = 60_000;
const lookEveryMs = 1_000;

/** Ends Warren or puts the computer to rest, once, when everything has arrived, after a countdown that can be stopped. */
export function keepWhenDone({ bringToRest, isUnderWay, clock, logger }: WhenDoneParts): KeptWhenDone {
  const possible = [...(bringToRest?.possible ?? [])];
  let wish: Ending | null = null;
  let refused: Ending | null = null;
  /** When the countdown is over, by the monotonic clock; undefined while something is on its way. */
  let dueMs: number | undefined;

  function now(): WhenDone {
    const leftMs = dueMs === undefined ? undefined : Math.max(0, dueMs - clock.monotonicMs());
    return { possible, wish, secondsLeft: leftMs === undefined ? null : Math.ceil(leftMs / 1000), refused };
  }

  function set(next: Ending | null): WhenDone {
    if (next !== null && !possible.includes(next))
      throw new AppError('invalid-input', 'This is not possible where Warren runs.');
    wish = next;
    refused = null;
    dueMs = undefined;
    look();
    return now();
  }

  function look(): void {
    // What has come meanwhile is waited for as well, and the countdown begins anew after it.
    if (wish === null || isUnderWay()) dueMs = undefined;
    else if (dueMs === undefined) dueMs = clock.monotonicMs() + countdownMs;
    else if (clock.monotonicMs() >= dueMs) happen(wish);
  }

  function happen(ending: Ending): void {
    // Before it is tried: a computer that wakes up again must not fall asleep at once.
    wish = null;
    dueMs = undefined;
    logger.info('when-done.happens', { isQuit: ending === 'quit', isSleep: ending === 'sleep' });
    bringToRest?.carryOut(ending).catch((error: unknown) => {
      logger.error('when-done.refused', { error: errorLabel(error) });
      if (wish === null) refused = ending;
    });
  }

  const timer = setInterval(look, lookEveryMs);
  return {
    look,
    handlers: {
      'whenDone.watch': (_, { signal }) => againAndAgain(() => Promise.resolve(now()), signal),
      'whenDone.set': ({ wish: next }) => Promise.resolve().then(() => set(next)),
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
