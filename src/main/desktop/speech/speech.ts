import { shownProfile } from '#shared/words/given-name.ts';
import { isolate } from '#shared/words/isolated.ts';
import { pickLanguage, spoken, type LanguageCode } from '#shared/words/languages.ts';
import { makeSay, type Say } from '#shared/words/make-say.ts';
import { cleaned } from './one-line.ts';

/** One language, as far as the shell speaks: sentences of src/shared/words, figures and lists. */
export interface Speech {
  readonly code: LanguageCode;
  /** What is put into a sentence is one line of plain letters: names come from strangers. */
  readonly say: Say;
  /** `a, b, and c`. */
  readonly list: (parts: readonly string[]) => string;
  readonly number: (value: number) => string;
  /** `3.1 MB/s`. */
  readonly rate: (bytesPerSecond: number) => string;
  readonly profileName: (name: string) => string;
}

/** The first language of the wishes that is spoken here, as they are when it is asked for. */
export function makeSpeaker(wishes: () => readonly (string | undefined)[]): () => Speech {
  const made = new Map<LanguageCode, Speech>();
  return () => {
    const code = pickLanguage(wishes());
    const speech = made.get(code) ?? makeSpeech(code);
    made.set(code, speech);
    return speech;
  };
}

const rateUnits = ['kilobyte-per-second', 'megabyte-per-second', 'gigabyte-per-second'] as const;

export function makeSpeech(code: LanguageCode): Speech {
  const say = makeSay(code);
  const lists = new Intl.ListFormat(code);
  const numbers = new Intl.NumberFormat(code);
  // Two digits: what changes with every look would have the menu made anew each time.
  const rates = rateUnits.map(
    (unit) => new Intl.NumberFormat(code, { style: 'unit', unit, maximumSignificantDigits: 2 }),
  );

  return {
    code,
    say: (key, named = {}, count) => say(key, cleaned(named), count),
    list: (parts) => lists.format(parts),
    number: (value) => numbers.format(value),
    rate(bytesPerSecond) {
      const power = Math.floor(Math.log10(Math.max(bytesPerSecond, 1)) / 3);
      const step = Math.min(Math.max(power, 1), rateUnits.length);
      const text = rates[step - 1]?.format(bytesPerSecond / 1000 ** step) ?? '';
      // Its unit would stand before its figure, where everything else runs to the left.
      return spoken[code].direction === 'rtl' ? isolate(text) : text;
    },
    profileName: (name) => shownProfile(spoken[code].words.profileNames, name),
  };
}
