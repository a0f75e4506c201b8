import type { LeakReport } from '#shared/contract/network.ts';
import { useText } from '../../i18n/index.ts';
import { withoutIsolates } from '#shared/words/isolated.ts';
import { useSaid } from '../../i18n/use-said.ts';

export interface ReportFile {
  readonly name: string;
  readonly content: string;
}

/** A report as a file that a person can read, or a program. */
export function useReportFiles(): Readonly<Record<'text' | 'json', (report: LeakReport) => ReportFile>> {
  const { t, formats } = useText();
  const inWords = useSaid();

  function fileName({ profile, at }: LeakReport): string {
    // What no file system refuses in a name.
    const safe = profile.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase();
    return withoutIsolates(t('leakTest.fileName', { profile: safe, date: at.slice(0, 10) }));
  }

  return {
    text(report) {
      const { profile, at, verdict, checks } = report;
      const lines = [
        t('leakTest.reportTitle', { profile, time: formats.value.dateTime(new Date(at)) }),
        t(`leakTest.overall.${verdict}`),
        '',
        ...checks.map(
          (check) =>
            `[${t(`leakTest.verdict.${check.verdict}`)}] ${t(`leakTest.check.${check.name}`)}: ${inWords(check.said, check.detail)}`,
        ),
      ];
      return { name: `${fileName(report)}.txt`, content: `${lines.join('\n')}\n` };
    },
    json: (report) => ({
      name: `${fileName(report)}.json`,
      content: `${JSON.stringify(report, undefined, 2)}\n`,
    }),
  };
}
