import type { Judgement } from './goals.ts';
import { alignColumns } from './table.ts';

/** Every goal with its ratio, also those that are missed and those that nothing was measured for. */
export function renderGoals(goals: readonly Judgement[]): string {
  const counted = (verdict: Judgement['verdict']) => goals.filter((goal) => goal.verdict === verdict).length;
  const rows = goals.map(({ what, wanted, ours, theirs, ratio, verdict, why }) => [
    what,
    wanted,
    number(ours),
    number(theirs),
    ratio === undefined ? '' : `${number(ratio)}×`,
    why === undefined ? verdict : `${verdict}: ${why}`,
  ]);
  return [
    '### Goals',
    `${counted('met')} met, ${counted('missed')} missed, ${counted('not measured')} not measured. Ratios of medians of this run.`,
    alignColumns([['goal', 'wanted', 'Warren', 'to', 'ratio', ''], ...rows]),
  ].join('\n\n');
}

function number(value: number | undefined): string {
  if (value === undefined) return '';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
