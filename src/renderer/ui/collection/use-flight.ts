import { onScopeDispose, readonly, shallowRef, watch, type Ref } from 'vue';

/** A jump over more than this share of what is in sight leaves nothing that could be read. */
const fastShare = 0.5;
/** So many frames after the last such jump it is over. Frames and not time: a busy computer draws few of them. */
const restsAfterFrames = 7;

interface Options {
  /** Px from the top; changes with each scroll. */
  readonly offset: () => number | null;
  /** Px of what is in sight, without asking the page: that would have it lay out what is not drawn yet. */
  readonly height: () => number;
}

/**
 * Whether lines fly past too fast to be read, as when the bar is dragged through thousands of them. To draw them, and to
 * fetch their pictures, would only hold up the flight. One single jump is none: where it ends one wants to read.
 */
export function useFlight({ offset, height }: Options): Readonly<Ref<boolean>> {
  const isFlying = shallowRef(false);
  let framesLeft = 0;
  let frame: number | undefined;

  function count(): void {
    framesLeft--;
    frame = framesLeft > 0 ? requestAnimationFrame(count) : undefined;
    if (framesLeft === 0) isFlying.value = false;
  }

  watch(
    offset,
    (now, before) => {
      if (now === null || before === null) return;
      if (Math.abs(now - before) <= height() * fastShare) return;
      if (framesLeft > 0) isFlying.value = true;
      framesLeft = restsAfterFrames;
      frame ??= requestAnimationFrame(count);
    },
    // Before the lines are drawn that came into sight.
    { flush: 'sync' },
  );
  onScopeDispose(() => {
    if (frame !== undefined) cancelAnimationFrame(frame);
  });
  return readonly(isFlying);
}
