/** Letters typed within this time belong to one word. */
const sameWordWithinMs = 900;

/** Finds rows by the beginning of their name, as it is typed. */
export interface TypeAhead {
  /** Whether a word is being typed, so that a space belongs to it. */
  isTyping(now: number): boolean;
  /** The index of the row that fits what has been typed by now, or -1. `from` is where the keyboard is. */
  type(letter: string, options: { now: number; from: number; names: readonly string[] }): number;
}

export function makeTypeAhead(): TypeAhead {
  let word = '';
  let typedAt = Number.NEGATIVE_INFINITY;

  const isTyping = (now: number) => word !== '' && now - typedAt < sameWordWithinMs;

  return {
    isTyping,
    type(letter, { now, from, names }) {
      word = isTyping(now) ? word + letter.toLocaleLowerCase() : letter.toLocaleLowerCase();
      typedAt = now;
      // The same letter again and again goes through all names that begin with it.
      const isRepeated = word.length > 1 && word === word.charAt(0).repeat(word.length);
      const beginning = isRepeated ? word.slice(0, 1) : word;
      const startAt = word.length === 1 || isRepeated ? from + 1 : Math.max(0, from);
      for (let step = 0; step < names.length; step++) {
        const index = (startAt + step) % names.length;
        if (names[index]?.toLocaleLowerCase().startsWith(beginning) === true) return index;
      }
      return -1;
    },
  };
}
