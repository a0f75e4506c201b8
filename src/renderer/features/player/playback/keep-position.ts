import type { Playable } from '#shared/contract/player.ts';
import type { WhatPlays } from '../../../state/player/what-plays.ts';

/** How often where it was left is told, at most; ms. */
const everyMs = 10_000;
/** Sound that is shorter is begun anew each time, as a song is; seconds. */
const resumedFromSeconds = 15 * 60;
/** What is left when a film is as good as over: its names scroll by. */
const asGoodAsOver = 0.97;

interface PositionParts {
  /** Null: it was played to its end. */
  save(what: WhatPlays, seconds: number | null): void;
  now(): number;
}

/** Whether one goes on where it was left. */
export function isResumed(playable: Playable): boolean {
  return (
    playable.mediaType?.startsWith('video/') === true || (playable.durationSeconds ?? 0) >= resumedFromSeconds
  );
}

/** Where to begin with a file that was left somewhere. */
export function resumePoint(playable: Playable): number {
  const { positionSeconds, durationSeconds } = playable;
  if (positionSeconds === null || !isResumed(playable)) return 0;
  return positionSeconds > (durationSeconds ?? Number.POSITIVE_INFINITY) * asGoodAsOver ? 0 : positionSeconds;
}

/** Tells the library now and then how far a file was played, and when it is left. */
export function makePositionKeeper({ save, now }: PositionParts) {
  let last: { readonly what: WhatPlays; readonly atMs: number; readonly seconds: number } | undefined;

  function tell(what: WhatPlays, seconds: number): void {
    if (last?.what === what && Math.abs(last.seconds - seconds) < 1) return;
    last = { what, atMs: now(), seconds };
    save(what, seconds);
  }

  return {
    moved(what: WhatPlays, playable: Playable, seconds: number): void {
      if (!isResumed(playable)) return;
      if (last?.what !== what) last = { what, atMs: now(), seconds };
      else if (now() - last.atMs >= everyMs) tell(what, seconds);
    },
    left(what: WhatPlays, playable: Playable, seconds: number): void {
      if (isResumed(playable) && seconds > 0) tell(what, seconds);
    },
    ended(what: WhatPlays): void {
      last = undefined;
      save(what, null);
    },
  };
}
