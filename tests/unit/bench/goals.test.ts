import { expect, test } from 'vitest';
import { judge, type FigureName, type Goal } from '../../bench/report/goals.ts';
import type { ShapeSummary } from '../../bench/report/summary.ts';
import { warrensGoals } from '../../bench/report/warrens-goals.ts';
import { allContenders } from '../../bench/contenders/all.ts';
import { makeShapes } from '../../bench/shapes/all.ts';

const rate = (contender: string, shape = 'download-1'): FigureName => ({ contender, shape, key: 'rate' });

/** One shape with the median rates given; undefined for a contender whose runs all failed. */
function shapeWith(
  rates: Readonly<Record<string, number | undefined>>,
  unfit: Readonly<Record<string, string>> = {},
): ShapeSummary {
  const contenders = Object.entries(rates).map(([name, median]) =>
    median === undefined
      ? { name, goodRuns: 0, failures: ['it hung'], figures: {} }
      : { name, goodRuns: 5, failures: [], figures: { rate: { median, min: median, max: median } } },
  );
  const shape = { name: 'download-1', title: '', columns: [] };
  return { shape, contenders, ratios: [], unfit, ceilingMegabytesPerSecond: undefined };
}

const fasterThanAria2: Goal = {
  what: 'download-1',
  ours: rate('Warren'),
  against: { figures: [rate('aria2')] },
  wanted: { atLeast: 1.1 },
};

test('a goal is met from the wanted ratio on and missed just below it', () => {
  expect(judge(fasterThanAria2, [shapeWith({ Warren: 110, aria2: 100 })])).toMatchObject({
    verdict: 'met',
    ratio: 1.1,
    wanted: '≥ 1.1 × aria2',
  });
  expect(judge(fasterThanAria2, [shapeWith({ Warren: 109, aria2: 100 })])).toMatchObject({
    verdict: 'missed',
    ratio: 1.09,
  });
});

test('where less is better, more than wanted is missed', () => {
  const thrifty: Goal = { ...fasterThanAria2, wanted: { atMost: 1.3 } };
  expect(judge(thrifty, [shapeWith({ Warren: 130, aria2: 100 })]).verdict).toBe('met');
  expect(judge(thrifty, [shapeWith({ Warren: 131, aria2: 100 })]).verdict).toBe('missed');
});

test('against several others the best of them counts', () => {
  const best: Goal = {
    ...fasterThanAria2,
    against: { figures: [rate('aria2'), rate('libtorrent')] },
    wanted: { atLeast: 1 },
  };
  expect(judge(best, [shapeWith({ Warren: 100, aria2: 90, libtorrent: 120 })])).toMatchObject({
    verdict: 'missed',
    theirs: 120,
  });
  // One of them missing is no victory over it.
  expect(judge(best, [shapeWith({ Warren: 100, aria2: 90, libtorrent: undefined })])).toMatchObject({
    verdict: 'not measured',
    why: 'libtorrent failed in download-1',
  });
});

test('a limit of its own is judged without anyone else', () => {
  const quick: Goal = {
    what: 'magnet',
    ours: rate('Warren'),
    against: { limit: 20, unit: 'ms' },
    wanted: { atMost: 1 },
  };
  expect(judge(quick, [shapeWith({ Warren: 20 })])).toMatchObject({ verdict: 'met', wanted: '≤ 20 ms' });
  expect(judge(quick, [shapeWith({ Warren: 21 })]).verdict).toBe('missed');
});

test('what was not run, was unfit or failed is never taken for met: it is not measured, and says why', () => {
  const verdict = (shapes: readonly ShapeSummary[]) => {
    const { verdict: said, why } = judge(fasterThanAria2, shapes);
    return [said, why];
  };
  expect(verdict([])).toEqual(['not measured', 'download-1 was not run']);
  expect(verdict([shapeWith({ Warren: 100 })])).toEqual(['not measured', 'aria2 was not run']);
  expect(verdict([shapeWith({ Warren: 100, aria2: undefined })])).toEqual([
    'not measured',
    'aria2 failed in download-1',
  ]);
  expect(verdict([shapeWith({ aria2: 100 }, { Warren: 'has none yet' })])).toEqual([
    'not measured',
    'Warren has none yet',
  ]);
});

test('every goal names a shape, a contender that takes part in it, and a column that it has', () => {
  const shapes = makeShapes({ sizeMebibytes: 1024, torrentCount: 1000, limitSeconds: 1 });
  const names = warrensGoals.flatMap(({ ours, against }) => [
    ours,
    ...('figures' in against ? against.figures : []),
  ]);
  for (const { shape: name, contender: who, key } of names) {
    const shape = shapes.find((one) => one.name === name);
    const contender = allContenders.find((one) => one.name === who);
    expect(
      shape?.columns.map((column) => column.key),
      name,
    ).toContain(key.split('/')[0]);
    expect(contender, who).toBeDefined();
  }
});
