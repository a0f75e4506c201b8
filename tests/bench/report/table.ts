import type { Column } from '../shapes/shape.ts';
import type { ContenderSummary, ShapeSummary, Spread } from './summary.ts';

/** A Markdown table, its columns aligned so that it reads well in a terminal too. */
export function renderSummary(summary: ShapeSummary): string {
  const { shape, contenders, ratios, unfit, ceilingMegabytesPerSecond: ceiling } = summary;
  const { columns } = shape;
  const rows = [
    ['', ...columns.map(({ label }) => label), 'runs'],
    ...contenders.flatMap((contender) => rowsOf(contender, columns)),
    ...ratios
      .filter(({ byKey }) => Object.keys(byKey).length > 0)
      .map(({ to, byKey }) => [`Warren ÷ ${to}`, ...columns.map(({ key }) => ratioText(byKey[key])), '']),
  ];
  const notes = [
    ...(ceiling === undefined ? [] : [`- The harness alone moves ${Math.round(ceiling)} MB/s here.`]),
    ...contenders.flatMap(({ name, failures }) =>
      failures.map((failure) => `- ${name} failed: ${oneLine(failure)}`),
    ),
    ...Object.entries(unfit).map(([name, why]) => `- ${name} does not take part: ${why}.`),
  ];
  return [
    `### ${shape.name}`,
    `${shape.title}.`,
    ...(contenders.length > 0 ? [alignColumns(rows)] : []),
    ...(notes.length > 0 ? [notes.join('\n')] : []),
  ].join('\n\n');
}

function rowsOf(
  { name, goodRuns, failures, figures }: ContenderSummary,
  columns: readonly Column[],
): string[][] {
  const roles = new Set(Object.keys(figures).flatMap((key) => key.split('/').slice(1)));
  const cells = (suffix: string) =>
    columns.map(({ key, digits }) => {
      const spread = figures[key + suffix];
      return spread === undefined ? '' : spreadText(spread, digits);
    });
  return [
    [name, ...cells(''), `${goodRuns} of ${goodRuns + failures.length}`],
    ...[...roles].map((role) => [`– its ${role}`, ...cells(`/${role}`), '']),
  ];
}

/** `342 (329–345)`: median, lowest and highest. */
function spreadText({ median, min, max }: Spread, digits: number): string {
  const [middle, low, high] = [median, min, max].map((value) => value.toFixed(digits));
  return low === high ? `${middle}` : `${middle} (${low}–${high})`;
}

/** A failure can hold a whole traceback; the JSON file has it. */
function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ');
  return line.length <= 300 ? line : `${line.slice(0, 100)} … ${line.slice(-200)}`;
}

function ratioText(ratio: number | undefined): string {
  return ratio === undefined ? '' : `${ratio.toPrecision(ratio >= 100 ? 3 : 2)}×`;
}

export function alignColumns([head = [], ...body]: readonly string[][]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...body].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
