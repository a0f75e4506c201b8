import {
  sentenceOf,
  type DoorSentence,
  type Said,
  type SentenceValues,
} from '#shared/contract/door-sentences.ts';
import type { LeakCheck } from '#shared/contract/network.ts';

interface Spoken {
  /** In English. */
  readonly text: string;
  /** For a page, which says it in its own language. */
  readonly said: Exclude<Said, undefined>;
}

export function say(name: DoorSentence, values: SentenceValues = {}): Spoken {
  return { text: sentenceOf(name, values), said: { name, values } };
}

/** The outcome of one step of a leak test, said in the same way. */
export function outcome(
  name: LeakCheck['name'],
  verdict: LeakCheck['verdict'],
  sentence: DoorSentence,
  values: SentenceValues = {},
): LeakCheck {
  const { text, said } = say(sentence, values);
  return { name, verdict, detail: text, said };
}
