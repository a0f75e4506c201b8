import type { PowerSaveBlocker } from 'electron';
import type { Glance } from '../tray/glance.ts';

interface KeepAwakeParts {
  /** Electron's. */
  readonly blockers: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  isWanted(): boolean;
  readonly monotonicMs: () => number;
}

/** Between two pieces nothing moves for a while; the computer would wait much longer before it sleeps, ms. */
const stillMs = 60_000;

/** Keeps the computer (not its display) awake while something is transferred, if the person wants that. */
export function keepAwake({
  blockers,
  isWanted,
  monotonicMs,
}: KeepAwakeParts): Disposable & { see(glance: Glance): void } {
  let blocker: number | undefined;
  let movedMs = Number.NEGATIVE_INFINITY;

  function hold(isHeld: boolean): void {
    if (isHeld && blocker === undefined) blocker = blockers.start('prevent-app-suspension');
    if (isHeld || blocker === undefined) return;
    blockers.stop(blocker);
    blocker = undefined;
  }

  return {
    see({ downloadBps, uploadBps }) {
      if (downloadBps > 0 || uploadBps > 0) movedMs = monotonicMs();
      hold(isWanted() && monotonicMs() - movedMs < stillMs);
    },
    [Symbol.dispose]: () => hold(false),
  };
}
