import type { ContenderSummary, ShapeSummary } from './summary.ts';

/** A median: of which shape, whose, and what (the key of a column, or `key/role`). */
export interface FigureName {
  readonly shape: string;
  readonly contender: string;
  readonly key: string;
}

/** What Warren is to reach. Several figures to be compared with: all of them must be there, the best of them counts. */
export interface Goal {
  readonly what: string;
  readonly ours: FigureName;
  readonly against:
    { readonly figures: readonly FigureName[] } | { readonly limit: number; readonly unit: string };
  /** The ratio of ours to theirs, or ours to the limit: at least, or at most. */
  readonly wanted: { readonly atLeast: number } | { readonly atMost: number };
}

export interface Judgement {
  readonly what: string;
  /** `≥ 1.1 × aria2`, `≤ 20 ms`. */
  readonly wanted: string;
  readonly ours: number | undefined;
  readonly theirs: number | undefined;
  /** Of ours to theirs, or to the limit. */
  readonly ratio: number | undefined;
  readonly verdict: 'met' | 'missed' | 'not measured';
  /** Why it is not measured. */
  readonly why: string | undefined;
}

export function judge(goal: Goal, shapes: readonly ShapeSummary[]): Judgement {
  const { what, against } = goal;
  const isMore = 'atLeast' in goal.wanted;
  const bound = 'atLeast' in goal.wanted ? goal.wanted.atLeast : goal.wanted.atMost;
  const names = 'limit' in against ? [goal.ours] : [goal.ours, ...against.figures];
  const missing = names.map((name) => whyMissing(name, shapes)).find((why) => why !== undefined);
  const ours = find(goal.ours, shapes);
  const theirs = 'limit' in against ? against.limit : best(against.figures, shapes, isMore);
  const common = { what, wanted: describe(goal), ours, theirs };
  if (missing !== undefined || ours === undefined || theirs === undefined)
    return { ...common, ratio: undefined, verdict: 'not measured', why: missing ?? 'there is no figure' };
  const ratio = ours / theirs;
  const isMet = isMore ? ratio >= bound : ratio <= bound;
  return { ...common, ratio, verdict: isMet ? 'met' : 'missed', why: undefined };
}

function best(
  figures: readonly FigureName[],
  shapes: readonly ShapeSummary[],
  isMore: boolean,
): number | undefined {
  const found = figures.map((name) => find(name, shapes)).filter((figure) => figure !== undefined);
  if (found.length === 0) return undefined;
  return isMore ? Math.max(...found) : Math.min(...found);
}

function find(name: FigureName, shapes: readonly ShapeSummary[]): number | undefined {
  return summaryOf(name, shapes)?.figures[name.key]?.median;
}

function summaryOf(name: FigureName, shapes: readonly ShapeSummary[]): ContenderSummary | undefined {
  return shapes
    .find(({ shape }) => shape.name === name.shape)
    ?.contenders.find((contender) => contender.name === name.contender);
}

function whyMissing(name: FigureName, shapes: readonly ShapeSummary[]): string | undefined {
  if (find(name, shapes) !== undefined) return undefined;
  const summary = shapes.find(({ shape }) => shape.name === name.shape);
  if (summary === undefined) return `${name.shape} was not run`;
  const unfit = summary.unfit[name.contender];
  if (unfit !== undefined) return `${name.contender} ${unfit}`;
  const failed = summaryOf(name, shapes)?.failures.length ?? 0;
  return failed > 0 ? `${name.contender} failed in ${name.shape}` : `${name.contender} was not run`;
}

function describe({ against, wanted }: Goal): string {
  const [sign, factor] = 'atLeast' in wanted ? ['≥', wanted.atLeast] : ['≤', wanted.atMost];
  if ('limit' in against) return `${sign} ${factor * against.limit} ${against.unit}`;
  const whose = against.figures.map(({ contender }) => contender).join(', ');
  const others = against.figures.length > 1 ? `the better of ${whose}` : whose;
  // 1.0, 1.1, 0.98
  const digits = Number.isInteger(Math.round(factor * 100) / 10) ? 1 : 2;
  return `${sign} ${factor.toFixed(digits)} × ${others}`;
}
