import type { Contender } from '../contenders/contender.ts';
import type { Figures, Shape } from '../shapes/shape.ts';
import type { World } from '../world.ts';
import { within } from './limit.ts';

export interface Run {
  readonly shape: string;
  readonly contender: string;
  /** From 1; 0 for what was prepared before. */
  readonly round: number;
  readonly figures: Figures | undefined;
  /** Why there are no figures. */
  readonly failure: string | undefined;
  /** 0–1 of all cores, taken by processes that do not belong to the benchmark. */
  readonly foreignLoad: number;
  /** Processes that were still there when the run should have ended them. */
  readonly leftovers: number;
}

interface RoundsOptions {
  readonly world: World;
  /** Shapes of one block. */
  readonly shapes: readonly Shape[];
  readonly contenders: readonly Contender[];
  readonly rounds: number;
  /** Begins to watch what others take of the machine; what it returns tells (measure/foreign-load.ts). */
  readonly watchForeignLoad: () => () => number;
  readonly endLeftovers: () => number;
  readonly onRun: (run: Run) => Promise<void> | void;
}

/** Above a shape's own limit: for starting, ending and comparing, s. */
const slackSeconds = 60;

/**
 * Every contender that is fit once in each shape of each round, beginning with another one each time, so that a machine
 * that gets slower or faster meanwhile does so for all of them.
 */
export async function measureRounds(options: RoundsOptions): Promise<Run[]> {
  const { world, shapes, contenders, rounds, watchForeignLoad, endLeftovers, onRun } = options;
  const results: Run[] = [];

  async function attempt(
    place: Pick<Run, 'round'> & { readonly shape: Shape; readonly contender: Contender },
    work: () => Promise<Figures | undefined>,
  ): Promise<Run> {
    const foreignLoad = watchForeignLoad();
    const limit = { seconds: place.shape.limitSeconds + slackSeconds, what: () => 'anything at all' };
    const outcome = await within(limit, work()).then(
      (figures) => ({ figures, failure: undefined }),
      (error: unknown) => ({ figures: undefined, failure: reasonOf(error) }),
    );
    return {
      shape: place.shape.name,
      contender: place.contender.name,
      round: place.round,
      ...outcome,
      foreignLoad: foreignLoad(),
      leftovers: endLeftovers(),
    };
  }

  async function keep(run: Run): Promise<void> {
    results.push(run);
    await onRun(run);
  }

  const fit = new Map<Shape, Contender[]>();
  for (const shape of shapes) {
    const prepared: Contender[] = [];
    for (const contender of contenders.filter((one) => shape.unfit(one) === undefined)) {
      const preparation = await attempt({ shape, contender, round: 0 }, async () => {
        await shape.prepare?.(contender, world);
        return undefined;
      });
      if (preparation.failure === undefined) prepared.push(contender);
      else await keep({ ...preparation, failure: `Not prepared: ${preparation.failure}` });
    }
    fit.set(shape, prepared);
  }
  for (let round = 1; round <= rounds; round++) {
    for (const [shape, prepared] of fit) {
      const first = (round - 1) % Math.max(1, prepared.length);
      for (const contender of [...prepared.slice(first), ...prepared.slice(0, first)])
        await keep(await attempt({ shape, contender, round }, () => shape.run(contender, world)));
    }
  }
  return results;
}

/** What disposing met besides is second to what went wrong first (SuppressedError). */
function reasonOf(error: unknown): string {
  if (error instanceof SuppressedError) return reasonOf(error.suppressed ?? error.error);
  return error instanceof Error ? error.message : String(error);
}
