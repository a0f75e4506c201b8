import { expect, test } from 'vitest';
import { enginePid } from '../support/process-facts.ts';
import { until } from '../support/until.ts';
import { figuresOf, type Figures } from './figures.ts';
import { churn, isQuiet, makeWorld, seed, torrentCount } from './world.ts';

/** WARREN_CHURN_MINUTES=30 for a night. */
const churnMs = 60_000 * Number(process.env.WARREN_CHURN_MINUTES ?? 1);

/**
 * What may be left over when it is quiet again. Handles: far less than one for each event, a connection of the interface
 * that is kept alive or a timer that is not over yet. Memory: caches of a fixed size that fill (7 MiB were seen).
 */
const slack = { living: 20, descriptors: 20, heapBytes: 16 * 2 ** 20, privateBytes: 48 * 2 ** 20 };

/** Files are kept open for whoever reads next, and not more than the engine's pool allows (serve-engine.ts). */
const mostOpenFiles = 256;
const openFiles = ({ living }: Figures): number => living.FILEHANDLE ?? 0;

function excess(before: Figures, now: Figures): Record<string, string> {
  const found: Record<string, string> = {};
  const compare = (what: string, was: number, is: number, more: number) => {
    if (is > was + more) found[what] = `${was} → ${is}`;
  };
  for (const [kind, count] of Object.entries(now.living))
    if (kind !== 'FILEHANDLE') compare(kind, before.living[kind] ?? 0, count, slack.living);
  compare('open files', mostOpenFiles, openFiles(now), 0);
  const otherThanFiles = (figures: Figures) => figures.descriptors - openFiles(figures);
  compare('descriptors', otherThanFiles(before), otherThanFiles(now), slack.descriptors);
  for (const what of ['heapBytes', 'privateBytes'] as const)
    compare(what, before[what], now[what], slack[what]);
  return found;
}

test(
  `${torrentCount} torrents, and peers that come and go, leave nothing behind`,
  { timeout: churnMs * 2 + 400_000 },
  async () => {
    await using world = await makeWorld();
    const { warren, probes } = world;
    await warren.listenPort();
    const pids = { core: warren.ready.pid, engine: enginePid(warren) };
    const figures = async () => ({
      core: await figuresOf(pids.core, probes),
      engine: await figuresOf(pids.engine, probes),
    });
    await world.add(world.torrents);
    await isQuiet(world);
    // What is loaded and made once is not what is looked for: the first figures are taken when it has worked for a while.
    await churn(world, churnMs / 3);
    await isQuiet(world);
    const before = await figures();

    const events = await churn(world, (2 * churnMs) / 3);
    await isQuiet(world);
    let left = {};
    const isFlat = async () => {
      const now = await figures();
      left = { core: excess(before.core, now.core), engine: excess(before.engine, now.engine) };
      return Object.values(left).every((found) => Object.keys(found as object).length === 0);
    };
    await until(isFlat, {
      what: () => `nothing is left over: ${JSON.stringify(left)} (WARREN_CHURN_SEED=${seed})`,
    });

    expect(enginePid(warren)).toBe(pids.engine);
    expect(world.crowd.taken).toBeGreaterThan(0);
    // So many that one thing left behind for each would be seen.
    expect(events).toBeGreaterThan(5 * slack.living);
  },
);
