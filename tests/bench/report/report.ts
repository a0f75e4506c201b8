import type { Machine } from '../machine.ts';
import type { Run } from '../measure/rounds.ts';
import type { Judgement } from './goals.ts';
import { renderGoals } from './goals-table.ts';
import type { ShapeSummary } from './summary.ts';
import { renderSummary } from './table.ts';

/** Everything that a benchmark found, as it is written to the JSON file. */
export interface Report {
  /** ISO 8601, when it began. */
  readonly at: string;
  readonly machine: Machine;
  readonly commit: string;
  readonly rounds: number;
  readonly versions: Readonly<Record<string, string>>;
  /** Contenders that are not installed here, with what would have to be. */
  readonly missing: Readonly<Record<string, string>>;
  /** Shapes that cannot be measured on this machine, with why. */
  readonly skipped: Readonly<Record<string, string>>;
  readonly shapes: readonly ShapeSummary[];
  readonly runs: readonly Run[];
  readonly goals: readonly Judgement[];
}

/** From here on other people's work has disturbed a run, 0–1 of all cores. */
const noteworthyLoad = 0.05;

/** What no shape measures, said with every run so that nobody takes silence for a result. */
const notMeasured =
  'Not measured: WebRTC (Warren with a browser), seeding over uTP, slow disks (the shape to disk ends in the page cache), ' +
  'real swarms: choking among many, churn, peers of every kind.';

export function renderReport(report: Report): string {
  const { at, machine, commit, rounds, versions, shapes, goals } = report;
  const { processor, cores, memoryGibibytes, system, kernel, loadAtStart } = machine;
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const notes = notesOn(report);
  return [
    `${at} · commit ${commit} · ${named.join(' · ')}`,
    `${processor}, ${cores} cores, ${memoryGibibytes} GiB · ${system}, Linux ${kernel} · load at start ${loadAtStart.toFixed(2)}`,
    `Medians of ${rounds} rounds, lowest and highest in brackets · payloads in memory, on loopback, where nothing else is said`,
    ...(notes.length > 0 ? [notes.join('\n')] : []),
    notMeasured,
    ...shapes.map(renderSummary),
    renderGoals(goals),
  ].join('\n\n');
}

function notesOn({ missing, skipped, runs }: Report): string[] {
  const disturbed = runs.filter(({ foreignLoad }) => foreignLoad > noteworthyLoad);
  return [
    ...Object.entries(missing).map(([name, what]) => `- ${name} was skipped: ${what} is not installed here.`),
    ...Object.entries(skipped).map(([name, why]) => `- ${name} was skipped: ${why}.`),
    ...(disturbed.length > 0
      ? [
          `- In ${disturbed.length} of ${runs.length} runs other programs took more than ${100 * noteworthyLoad} % of the machine.`,
        ]
      : []),
    ...runs
      .filter(({ leftovers }) => leftovers > 0)
      .map(
        ({ contender, leftovers, shape, round }) =>
          `- ${contender} left ${leftovers} processes behind in round ${round} of ${shape}.`,
      ),
  ];
}
