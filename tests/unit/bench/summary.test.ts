import { expect, test } from 'vitest';
import type { Run } from '../../bench/measure/rounds.ts';
import { spreadOf, summarise } from '../../bench/report/summary.ts';
import { renderSummary } from '../../bench/report/table.ts';

const shape = {
  name: 'seed-1',
  title: 'Seeding',
  columns: [{ key: 'rate', label: 'MB/s', digits: 0 }],
};

const run = (contender: string, round: number, rate: number | undefined): Run => ({
  shape: 'seed-1',
  contender,
  round,
  figures: rate === undefined ? undefined : { rate },
  failure: rate === undefined ? 'Not within 180 s: the upload' : undefined,
  foreignLoad: 0,
  leftovers: 0,
});

test('the median of an even number of runs lies between the middle two, whatever their order', () => {
  expect(spreadOf([9, 1, 3, 5])).toEqual({ median: 4, min: 1, max: 9 });
  expect(spreadOf([7, 1, 2])).toEqual({ median: 2, min: 1, max: 7 });
});

test('a run that failed is counted as failed and changes no figure', () => {
  const runs = [run('Warren', 1, 100), run('Warren', 2, undefined), run('Warren', 3, 300)];
  const { contenders } = summarise(shape, { runs, unfit: {}, ceilingMegabytesPerSecond: undefined });
  expect(contenders).toMatchObject([
    { name: 'Warren', goodRuns: 2, failures: ['Not within 180 s: the upload'] },
  ]);
  expect(contenders[0]?.figures.rate).toEqual({ median: 200, min: 100, max: 300 });
});

test('ratios are of medians, ours divided by theirs, and there is none to whom has no figures', () => {
  const runs = [run('aria2', 1, 50), run('Warren', 1, 100), run('libtorrent', 1, undefined)];
  const { ratios } = summarise(shape, { runs, unfit: {}, ceilingMegabytesPerSecond: undefined });
  expect(ratios).toEqual([
    { to: 'aria2', byKey: { rate: 2 } },
    { to: 'libtorrent', byKey: {} },
  ]);
});

test('a table names who failed, who took no part and what the harness alone moves', () => {
  const runs = [run('Warren', 1, 100), run('aria2', 1, undefined)];
  const unfit = { transmission: 'has no uTP' };
  const text = renderSummary(summarise(shape, { runs, unfit, ceilingMegabytesPerSecond: 2500.4 }));
  expect(text).toContain('aria2 failed: Not within 180 s: the upload');
  expect(text).toContain('transmission does not take part: has no uTP.');
  expect(text).toContain('The harness alone moves 2500 MB/s here.');
  expect(text).toMatch(/\| aria2 +\| +\| 0 of 1 \|/u);
});
