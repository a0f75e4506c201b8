import type { Contender } from '../contenders/contender.ts';
import type { Figures, Shape } from '../shapes/shape.ts';
import { watchForeignLoad } from './foreign-load.ts';
import { within } from './limit.ts';

export interface Run {
  readonly contender: string;
  /** From 1. */
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
  readonly shape: Shape;
  readonly contenders: readonly Contender[];
  readonly runs: number;
  /** For a run that does not even notice its own limit. */
  readonly limitSeconds: number;
  readonly endLeftovers: () => number;
  readonly onRun: (run: Run) => void;
}

/**
 * Every contender once in each round, beginning with another one each time, so that a machine that gets slower or
 * faster meanwhile does so for all of them.
 */
export async function measureRounds({
  shape,
  contenders,
  runs,
  limitSeconds,
  endLeftovers,
  onRun,
}: RoundsOptions): Promise<Run[]> {
  const results: Run[] = [];

  async function attempt(
    contender: Contender,
    round: number,
    work: () => Promise<Figures | undefined>,
  ): Promise<Run> {
    const foreignLoad = watchForeignLoad();
    const limit = { seconds: limitSeconds, what: () => 'anything at all' };
    const outcome = await within(limit, work()).then(
      (figures) => ({ figures, failure: undefined }),
      (error: unknown) => ({
        figures: undefined,
        failure: error instanceof Error ? error.message : String(error),
      }),
    );
    return {
      contender: contender.name,
      round,
      ...outcome,
      foreignLoad: foreignLoad(),
      leftovers: endLeftovers(),
    };
  }

  const prepared: Contender[] = [];
  for (const contender of contenders) {
    const preparation = await attempt(contender, 0, async () => {
      await shape.prepare?.(contender);
      return undefined;
    });
    if (preparation.failure === undefined) prepared.push(contender);
    else keep({ ...preparation, failure: `Not prepared: ${preparation.failure}` });
  }
  for (let round = 1; round <= runs; round++) {
    const first = (round - 1) % Math.max(1, prepared.length);
    for (const contender of [...prepared.slice(first), ...prepared.slice(0, first)])
      keep(await attempt(contender, round, () => shape.run(contender)));
  }
  return results;

  function keep(run: Run): void {
    results.push(run);
    onRun(run);
  }
}
