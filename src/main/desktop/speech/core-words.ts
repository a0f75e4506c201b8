import type { DoorEvent } from '#shared/contract/network.ts';
import type { Finding } from '../tray/glance.ts';
import type { Speech } from './speech.ts';

/* What the core tells by a code and values, as a sentence. */

type Values = Readonly<Record<string, string | number | readonly string[]>>;

/** Lists are joined, figures grouped, as the language does. */
function inWords({ list, number }: Speech, values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]): [string, string] => {
      if (typeof value === 'object') return [key, list(value)];
      return [key, typeof value === 'number' ? number(value) : value];
    }),
  );
}

export function findingText(speech: Speech, { code, values }: Pick<Finding, 'code' | 'values'>): string {
  return speech.say(`verdicts.${code}`, inWords(speech, values));
}

/** What comes from elsewhere, as from a gateway, is told in its own words. */
export function doorEventText(
  speech: Speech,
  { profile, text, said }: Pick<DoorEvent, 'profile' | 'text' | 'said'>,
): string {
  const stands = said === undefined ? text : speech.say(`said.${said.name}`, inWords(speech, said.values));
  return speech.say('beside.tray.door', { profile, stands });
}
