import type { ExposureSummary } from '../../../src/shared/contract/exposure.ts';
import { until } from '../../support/until.ts';
import type { LeakWarren } from '../client/warren.ts';

/** What the command line says of who can see a torrent. */
export interface Said {
  readonly observed: readonly {
    readonly channel: string;
    readonly address: string;
    readonly count: number;
  }[];
  readonly verdicts: readonly { readonly code: string; readonly severity: string; readonly text: string }[];
}

export const exposureOf = (warren: LeakWarren, id: string) => warren.json<Said>('exposure', id);
export const codesOf = ({ verdicts }: Said) => verdicts.map(({ code }) => code);
export const alarmsOf = ({ verdicts }: Said) => verdicts.filter(({ severity }) => severity === 'alarm');

/** As the page asks for it: of one torrent, or of all. */
export const summary = (warren: LeakWarren, id?: string) =>
  warren.call<ExposureSummary>('exposure.summary', id === undefined ? {} : { id });

/** Waits until that is so; each question starts the command line, which takes a moment. */
export function becomes(
  warren: LeakWarren,
  id: string,
  is: (said: Said) => boolean,
  what: string,
): Promise<Said> {
  let last: Said | undefined;
  return until(
    async () => {
      const said = await exposureOf(warren, id);
      last = said;
      return is(said) && said;
    },
    { what: () => `${what}; it says ${JSON.stringify({ ...last, parties: undefined })}` },
  );
}
