import type { Shield, ShownVerdict } from '#shared/contract/exposure.ts';
import type { Datum } from '#shared/domain/exposure/datum.ts';
import { useText } from '../i18n/index.ts';

type Values = ShownVerdict['values'];

/** What the ledger tells, in the language of the page. */
export function useExposureTexts() {
  const { t, formats, asPart } = useText();

  /** Lists are joined, figures grouped, as the language does. */
  const inWords = (values: Values) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]): [string, string] => {
        if (Array.isArray(value)) return [key, formats.value.list(value)];
        return [key, typeof value === 'number' ? formats.value.number(value) : String(value)];
      }),
    );

  return {
    verdict: ({ code, values }: Pick<ShownVerdict, 'code' | 'values'>) =>
      t(`whoSees.verdicts.${code}`, inWords(values)),
    /** Why a shield is as it is. */
    shield: ({ state, code, values }: Shield) =>
      code === null ? t(`whoSees.shield.why.${state}`) : t(`whoSees.verdicts.${code}`, inWords(values)),
    learned: (data: readonly Datum[]) =>
      formats.value.list(data.map((datum) => asPart(t(`whoSees.data.${datum}`)))),
  };
}
