import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { allContenders } from './contenders/all.ts';
import type { Contender } from './contenders/contender.ts';
import { availableMemoryBytes, describeCommit, describeMachine } from './machine.ts';
import { watchForeignLoad } from './measure/foreign-load.ts';
import { nameProfile } from './measure/profiles.ts';
import { measureRounds, type Run } from './measure/rounds.ts';
import { endLeftovers, furnishNamespace, mountMemory } from './namespace.ts';
import { judge } from './report/goals.ts';
import { renderReport, type Report } from './report/report.ts';
import { summarise, type ShapeSummary } from './report/summary.ts';
import { warrensGoals } from './report/warrens-goals.ts';
import { isUsual, makeShapes } from './shapes/all.ts';
import type { Shape } from './shapes/shape.ts';
import { makeWorld, type World } from './world.ts';
import { chosen, parseWishes, type Wishes } from './wishes.ts';

/*
 * The benchmark itself, inside its namespace (outside.ts starts it there, with an empty folder and the name of the JSON file
 * as its last arguments). A new contender or shape is a file beside the others and a line in their all.ts.
 */

/** Beside what lies in files: for the programs that are measured. */
const memoryForPrograms = 2 ** 30;

/** Why a shape cannot be measured on this machine. */
function whySkipped({ name, memoryBytes }: Shape): string | undefined {
  if (memoryBytes + memoryForPrograms > availableMemoryBytes())
    return `it fills ${Math.ceil(memoryBytes / 2 ** 30)} GiB of memory, which are not free; take a smaller --size`;
  if (/-(?:\d+ms|lossy)$/u.test(name) && !existsSync('/dev/net/tun'))
    return 'there is no /dev/net/tun to make a long line with';
  return undefined;
}

function blocksOf(shapes: readonly Shape[]): Shape[][] {
  return [...Map.groupBy(shapes, ({ block }) => block).values()];
}

async function measureBlock(
  world: World,
  shapes: readonly Shape[],
  contenders: readonly Contender[],
  rounds: number,
): Promise<{ readonly summaries: ShapeSummary[]; readonly runs: Run[] }> {
  const ceilings = new Map<Shape, number | undefined>();
  for (const shape of shapes) {
    const told = (error: unknown) =>
      void process.stderr.write(`${shape.name}: the harness alone: ${String(error)}\n`);
    const isWanted = contenders.some((contender) => shape.unfit(contender) === undefined);
    ceilings.set(shape, isWanted ? ((await shape.ceiling?.(world).catch(told)) ?? undefined) : undefined);
    endLeftovers();
  }
  const runs = await measureRounds({
    world,
    shapes,
    contenders,
    rounds,
    watchForeignLoad,
    endLeftovers,
    async onRun(run) {
      process.stderr.write(`${progressLine(shapes, run)}\n`);
      if (world.profileFolder !== undefined) await nameProfile(world.profileFolder, run);
    },
  });
  const summaries = shapes.map((shape) =>
    summarise(shape, {
      runs: runs.filter((run) => run.shape === shape.name),
      unfit: Object.fromEntries(
        contenders.flatMap((contender) => {
          const why = shape.unfit(contender);
          return why === undefined ? [] : [[contender.name, why]];
        }),
      ),
      ceilingMegabytesPerSecond: ceilings.get(shape),
    }),
  );
  return { summaries, runs };
}

function progressLine(shapes: readonly Shape[], { shape, contender, round, figures, failure }: Run): string {
  const columns = shapes.find(({ name }) => name === shape)?.columns ?? [];
  const found = columns.map(({ key, label, digits }) => `${figures?.[key]?.toFixed(digits) ?? '–'} ${label}`);
  return `${shape} ${round}: ${contender}: ${failure ?? found.join(', ')}`;
}

async function prepareWorld({ withProfiles }: Wishes, diskFolder: string, jsonFile: string): Promise<World> {
  furnishNamespace();
  const memoryFolder = join(diskFolder, 'memory');
  await mkdir(memoryFolder);
  mountMemory(memoryFolder);
  await mkdir(dirname(jsonFile), { recursive: true });
  const profileFolder = withProfiles ? jsonFile.replace(/\.json$/u, '') + '-profiles' : undefined;
  if (profileFolder !== undefined) await mkdir(profileFolder, { recursive: true });
  return makeWorld({ memoryFolder, diskFolder, profileFolder });
}

/** @returns the exit code: 1 when a run failed */
async function main(args: readonly string[]): Promise<number> {
  const [diskFolder = '', jsonFile = ''] = args.slice(-2);
  const wishes = parseWishes(args.slice(0, -2));
  const asked = chosen(allContenders, wishes.contenders);
  const present = asked.filter((contender) => contender.missing() === undefined);
  const shapes = chosen(makeShapes(wishes), wishes.shapes, isUsual);
  const machine = describeMachine();
  const at = new Date().toISOString();
  const world = await prepareWorld(wishes, diskFolder, jsonFile);
  const skipped = new Map<string, string>();
  const [summaries, runs]: [ShapeSummary[], Run[]] = [[], []];

  const report = (): Report => ({
    at,
    machine,
    commit: describeCommit(),
    rounds: wishes.rounds,
    versions: {
      Node: process.versions.node,
      ...Object.fromEntries(present.map((one) => [one.name, one.version()])),
    },
    missing: Object.fromEntries(
      asked.flatMap((one) => (one.missing() === undefined ? [] : [[one.name, one.missing() ?? '']])),
    ),
    skipped: Object.fromEntries(skipped),
    shapes: summaries,
    runs,
    goals: warrensGoals.map((goal) => judge(goal, summaries)),
  });

  for (const block of blocksOf(shapes)) {
    const possible = block.filter((shape) => {
      const why = whySkipped(shape);
      if (why !== undefined) skipped.set(shape.name, why);
      return why === undefined;
    });
    const found = await measureBlock(world, possible, present, wishes.rounds);
    summaries.push(...found.summaries);
    runs.push(...found.runs);
    // After each block: whoever ends it early keeps what was found.
    await writeFile(jsonFile, `${JSON.stringify(report(), undefined, 2)}\n`);
  }
  process.stdout.write(`${renderReport(report())}\n`);
  process.stderr.write(`Every run is in ${jsonFile}\n`);
  return runs.some(({ failure }) => failure !== undefined) ? 1 : 0;
}

// What a client that was given up says afterwards is no reason to lose what others have shown.
process.on('unhandledRejection', (error) => void process.stderr.write(`Came late: ${String(error)}\n`));

// Ending this process ends all others of the namespace; no stream or timer of a run that failed may hold it up.
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const text = error instanceof Error && !(error instanceof RangeError) ? error.stack : String(error);
    process.stderr.write(`${text}\n`);
    process.exit(1);
  },
);
