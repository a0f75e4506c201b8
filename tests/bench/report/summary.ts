import type { Run } from '../measure/rounds.ts';
import type { Shape } from '../shapes/shape.ts';

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** What all runs of one shape say together. */
export interface ShapeSummary {
  readonly shape: Pick<Shape, 'name' | 'title' | 'columns'>;
  readonly contenders: readonly ContenderSummary[];
  /** Of the medians: the subject's divided by the other's, by the key of a column. */
  readonly ratios: readonly { readonly to: string; readonly byKey: Readonly<Record<string, number>> }[];
  /** By contender, why it does not take part. */
  readonly unfit: Readonly<Record<string, string>>;
  /** What the harness moves with no client in between; undefined where nothing is moved or it could not be found out. */
  readonly ceilingMegabytesPerSecond: number | undefined;
}

export interface ContenderSummary {
  readonly name: string;
  readonly goodRuns: number;
  readonly failures: readonly string[];
  /** By the key of a column; `key/role` for a part. */
  readonly figures: Readonly<Record<string, Spread>>;
}

/** The contender that the others are compared with. */
const subject = 'Warren';

interface Findings {
  readonly runs: readonly Run[];
  readonly unfit: Readonly<Record<string, string>>;
  readonly ceilingMegabytesPerSecond: number | undefined;
}

export function summarise(
  shape: Pick<Shape, 'name' | 'title' | 'columns'>,
  { runs, unfit, ceilingMegabytesPerSecond }: Findings,
): ShapeSummary {
  // By name, not by who came first in a round.
  const names = [...new Set(runs.map(({ contender }) => contender))].sort(
    (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1),
  );
  const contenders = names.map((name) =>
    summariseContender(
      name,
      runs.filter(({ contender }) => contender === name),
    ),
  );
  const ours = contenders.find(({ name }) => name === subject);
  const others = contenders.filter(({ name }) => name !== subject);
  const { name, title, columns } = shape;
  return {
    shape: { name, title, columns },
    contenders,
    ratios:
      ours === undefined ? [] : others.map((other) => ({ to: other.name, byKey: ratiosOf(ours, other) })),
    unfit,
    ceilingMegabytesPerSecond,
  };
}

const rank = (name: string) => (name === subject ? 0 : 1);

function summariseContender(name: string, runs: readonly Run[]): ContenderSummary {
  const good = runs.map(({ figures }) => figures).filter((figures) => figures !== undefined);
  const keys = new Set(good.flatMap((figures) => Object.keys(figures)));
  const spreads = [...keys].map((key) => {
    const values = good.map((figures) => figures[key]).filter((value) => value !== undefined);
    return [key, spreadOf(values)] as const;
  });
  return {
    name,
    goodRuns: good.length,
    failures: runs.map(({ failure }) => failure).filter((failure) => failure !== undefined),
    figures: Object.fromEntries(spreads),
  };
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    min: at(0),
    max: at(sorted.length - 1),
  };
}

/** Figures that only one of them has, and zeros, have no ratio. */
function ratiosOf(ours: ContenderSummary, other: ContenderSummary): Readonly<Record<string, number>> {
  const ratios = Object.entries(ours.figures).flatMap(([key, { median }]) => {
    const theirs = other.figures[key]?.median;
    return theirs === undefined || theirs === 0 ? [] : [[key, median / theirs] as const];
  });
  return Object.fromEntries(ratios);
}
