import type { Said } from '#shared/contract/door-sentences.ts';
import { useText } from './index.ts';

/** What the core said, in the language of the page; its own words where they are not of a fixed kind. */
export function useSaid(): (said: Said, otherwise: string) => string {
  const { t, formats } = useText();
  return (said, otherwise) => {
    if (said === undefined) return otherwise;
    const values = Object.entries(said.values).map(([key, value]) => [
      key,
      Array.isArray(value)
        ? formats.value.list(value)
        : typeof value === 'number'
          ? formats.value.number(value)
          : value,
    ]);
    return t(`said.${said.name}`, Object.fromEntries(values) as Record<string, string>); // texts, made one line above
  };
}
