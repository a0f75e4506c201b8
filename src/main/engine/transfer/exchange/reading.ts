import type { Channel } from '../channel.ts';
import type { Limiter } from '../limiter/index.ts';
import type { Backlog } from './backlog.ts';

/** Whether a peer is read from: not while it is over its limit, nor while the disk is behind. */
export interface Reading {
  /** `bytes` have come in. */
  spend(bytes: number): void;
  stop(): void;
}

export function makeReading({
  channel,
  limiter,
  backlog,
}: {
  readonly channel: Channel;
  readonly limiter: Limiter;
  readonly backlog: Backlog;
}): Reading {
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
    if (!isOverLimit && !isDiskBehind) channel.resumeReading();
  }

  return {
    spend(bytes) {
      if (!share.spend(bytes)) isOverLimit = true;
      if (backlog.isFull && !isDiskBehind) {
        isDiskBehind = true;
        backlog.wait(onRoom);
      }
      if (isOverLimit || isDiskBehind) channel.pauseReading();
    },
    stop() {
      share.leave();
      backlog.forget(onRoom);
    },
  };
}
