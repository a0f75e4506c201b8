/** Lets things go after a while; whoever points at them, or is somewhere else, holds them. */
export interface Fading<Key> {
  /** Exactly these are to fade: new ones start, absent ones are forgotten. */
  keep(keys: readonly Key[]): void;
  hold(): void;
  go(): void;
}

/** Long enough to read two lines twice. */
const fadesAfterMs = 8000;
const beatMs = 500;

export function makeFading<Key>(onGone: (key: Key) => void): Fading<Key> {
  const leftMs = new Map<Key, number>();
  let isHeld = false;
  let beat: ReturnType<typeof setInterval> | undefined;

  function tick(): void {
    // Nobody has read what was shown to an empty chair.
    if (isHeld || document.hidden) return;
    for (const [key, left] of leftMs) {
      leftMs.set(key, left - beatMs);
      if (left > beatMs) continue;
      leftMs.delete(key);
      onGone(key);
    }
  }

  return {
    keep(keys) {
      for (const key of leftMs.keys()) if (!keys.includes(key)) leftMs.delete(key);
      for (const key of keys) if (!leftMs.has(key)) leftMs.set(key, fadesAfterMs);
      clearInterval(beat);
      beat = leftMs.size === 0 ? undefined : setInterval(tick, beatMs);
    },
    hold() {
      isHeld = true;
    },
    go() {
      isHeld = false;
    },
  };
}
