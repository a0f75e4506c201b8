/** How loud elements are, also above what an element itself can do: that takes a graph, which is made when it is needed. */
export interface SoundGraph {
  /** @param level 0: silent, 1: as the file has it, above: louder */
  setLevel(element: HTMLMediaElement, level: number): void;
  /** Browsers begin a graph when a person has done something. */
  wake(): void;
  close(): void;
}

export function makeSoundGraph(): SoundGraph {
  let context: AudioContext | undefined;
  /** An element that went into a graph once stays in it. */
  const gains = new Map<HTMLMediaElement, GainNode>();

  function gainNodeOf(element: HTMLMediaElement): GainNode {
    const known = gains.get(element);
    if (known !== undefined) return known;
    context ??= new AudioContext();
    const gain = context.createGain();
    context.createMediaElementSource(element).connect(gain).connect(context.destination);
    gains.set(element, gain);
    return gain;
  }

  return {
    setLevel(element, level) {
      element.volume = Math.min(1, level);
      if (level > 1 || gains.has(element)) gainNodeOf(element).gain.value = Math.max(1, level);
    },
    wake() {
      if (context?.state === 'suspended') void context.resume();
    },
    close() {
      void context?.close();
    },
  };
}
