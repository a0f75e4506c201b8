import type { Machine } from '../machine.ts';
import type { Run } from '../measure/rounds.ts';
import type { ShapeSummary } from './summary.ts';
import { renderSummary } from './table.ts';

/** Everything that a benchmark found, as it is written to the JSON file. */
export interface Report {
  /** ISO 8601, when it began. */
  readonly at: string;
  readonly machine: Machine;
  readonly commit: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Contenders that are not installed here, with what would have to be. */
  readonly missing: Readonly<Record<string, string>>;
  /** Where payload and downloads were: a folder, or `memory`. */
  readonly storage: string;
  /** What the harness moves with no client in between. */
  readonly ceilingMegabytesPerSecond: number;
  readonly shapes: readonly (ShapeSummary & { readonly runs: readonly Run[] })[];
}

/** From here on other people's work has disturbed a run, 0–1 of all cores. */
const noteworthyLoad = 0.05;

export function renderReport(report: Report): string {
  const { at, machine, commit, versions, missing, storage, shapes } = report;
  const { processor, cores, memoryGibibytes, system, kernel, loadAtStart } = machine;
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const ceiling = Math.round(report.ceilingMegabytesPerSecond);
  const skipped = Object.entries(missing).map(
    ([name, what]) => `- ${name} was skipped: ${what} is not installed here.`,
  );
  const runs = shapes.flatMap((shape) => shape.runs);
  const disturbed = runs.filter(({ foreignLoad }) => foreignLoad > noteworthyLoad);
  const leftovers = runs.filter((run) => run.leftovers > 0);
  const notes = [
    ...skipped,
    ...(disturbed.length > 0
      ? [
          `- In ${disturbed.length} of ${runs.length} runs other programs took more than ${100 * noteworthyLoad} % of the machine.`,
        ]
      : []),
    ...leftovers.map(
      (run) => `- ${run.contender} left ${run.leftovers} processes behind in round ${run.round}.`,
    ),
  ];
  return [
    `${at} · commit ${commit} · ${named.join(' · ')}`,
    `${processor}, ${cores} cores, ${memoryGibibytes} GiB · ${system}, Linux ${kernel} · load at start ${loadAtStart.toFixed(2)}`,
    `Payload in ${storage} · the harness alone moves ${ceiling} MB/s`,
    ...(notes.length > 0 ? [notes.join('\n')] : []),
    ...shapes.map(renderSummary),
  ].join('\n\n');
}
