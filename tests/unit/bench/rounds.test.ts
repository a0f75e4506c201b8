import { expect, test } from 'vitest';
import type { Contender } from '../../bench/contenders/contender.ts';
import { measureRounds } from '../../bench/measure/rounds.ts';
import type { Figures, Shape } from '../../bench/shapes/shape.ts';
import type { World } from '../../bench/world.ts';

// Shapes of this test start nothing and look at nothing, so neither a world nor a whole contender is needed.
const world = {} as World;
const contenders = ['a', 'b', 'c'].map((name) => ({ name }) as Contender);

const makeShape = (name: string, run: (who: string) => Promise<Figures>): Shape => ({
  name,
  title: '',
  block: 'test',
  columns: [],
  memoryBytes: 0,
  limitSeconds: 1,
  unfit: ({ name: who }) => (who === 'c' && name === 'two' ? 'has none' : undefined),
  run: ({ name: who }) => run(who),
});

async function measure(shapes: readonly Shape[], rounds: number) {
  const seen: string[] = [];
  const runs = await measureRounds({
    world,
    shapes,
    contenders,
    rounds,
    watchForeignLoad: () => () => 0,
    endLeftovers: () => 0,
    onRun: ({ shape, contender, round }) => void seen.push(`${round} ${shape} ${contender}`),
  });
  return { seen, runs };
}

test('shapes and contenders take turns within each round, another contender beginning each time', async () => {
  const run = () => Promise.resolve({});
  const { seen } = await measure([makeShape('one', run), makeShape('two', run)], 2);
  expect(seen).toEqual([
    ...['1 one a', '1 one b', '1 one c', '1 two a', '1 two b'],
    ...['2 one b', '2 one c', '2 one a', '2 two b', '2 two a'],
  ]);
});

test('a run that fails is kept with its reason, and the others go on', async () => {
  const { runs } = await measure(
    [
      makeShape('one', (who) =>
        who === 'a' ? Promise.reject(new Error('it hung')) : Promise.resolve({ rate: 1 }),
      ),
    ],
    1,
  );
  expect(runs.map(({ contender, failure, figures }) => [contender, failure ?? figures])).toEqual([
    ['a', 'it hung'],
    ['b', { rate: 1 }],
    ['c', { rate: 1 }],
  ]);
});
