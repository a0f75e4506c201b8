import type { Limiter } from '../limiter/index.ts';
import type { Backlog } from './backlog.ts';

/** Whether a source is read from: not while it is over its limit, nor while the disk is behind. */
export interface Reading {
  /** `bytes` have come in. @returns whether more may be read now; if not, wake() comes later */
  spend(bytes: number): boolean;
  leave(): void;
}

interface ReadingParts {
  readonly limiter: Limiter;
  readonly backlog: Backlog;
  wake(): void;
}

export function makeReading({ limiter, backlog, wake }: ReadingParts): Reading {
  let isOverLimit = false;
  let isDiskBehind = false;
  const share = limiter.join(() => {
    isOverLimit = false;
    goOn();
  });

  function onRoom(): void {
    isDiskBehind = false;
    goOn();
  }

  function goOn(): void {
    if (!isOverLimit && !isDiskBehind) wake();
  }

  return {
    spend(bytes) {
      if (!share.spend(bytes)) isOverLimit = true;
      if (backlog.isFull && !isDiskBehind) {
        isDiskBehind = true;
        backlog.wait(onRoom);
      }
      return !isOverLimit && !isDiskBehind;
    },
    leave() {
      share.leave();
      backlog.forget(onRoom);
    },
  };
}
