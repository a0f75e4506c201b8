import { writeFile } from 'node:fs/promises';
import { aria2 } from './contenders/aria2.ts';
import type { Contender } from './contenders/contender.ts';
import { libtorrent } from './contenders/libtorrent.ts';
import { tiedWarren, warren } from './contenders/warren.ts';
import { describeCommit, describeMachine } from './machine.ts';
import { measureRounds, type Run } from './measure/rounds.ts';
import { endLeftovers, furnishNamespace, mountMemory } from './namespace.ts';
import { measureCeiling } from './neutral/ceiling.ts';
import { makePayload, type Payload } from './payload.ts';
import { renderReport, type Report } from './report/report.ts';
import { summarise, type ShapeSummary } from './report/summary.ts';
import { makeDownload } from './shapes/download.ts';
import { makeLinkDown } from './shapes/link-down.ts';
import { makeInstall } from './shapes/install.ts';
import { makeRestart } from './shapes/restart.ts';
import { makeSeed } from './shapes/seed.ts';
import type { Shape } from './shapes/shape.ts';
import { makeWorld, type World } from './world.ts';
import { parseWishes, type Wishes } from './wishes.ts';

/*
 * The benchmark itself, inside its namespace (outside.ts starts it there, with an empty folder as its last argument). A new
 * contender or shape is a file beside the others and a line here.
 */
const allContenders: readonly Contender[] = [warren, tiedWarren, aria2, libtorrent];

const pieceSizeBytes = 2 ** 20;
/** Above the limit that runs set themselves: for starting, ending and comparing, s. */
const slackSeconds = 60;

function makeShapes(world: World, payload: Payload, wishes: Wishes): Shape[] {
  const { limitSeconds, torrentCount, withInstall } = wishes;
  const shapes = [
    makeDownload({ world, payload, limitSeconds }),
    makeSeed({ world, payload, limitSeconds }),
    makeRestart({ world, torrentCount: 0, limitSeconds }),
    makeRestart({ world, torrentCount, limitSeconds }),
    makeLinkDown({ world, limitSeconds }),
    ...(withInstall ? [makeInstall({ limitSeconds: 5 * limitSeconds })] : []),
  ];
  return chosen(shapes, wishes.shapes);
}

/** @throws RangeError for a name that nothing has */
function chosen<T extends { readonly name: string }>(
  all: readonly T[],
  names: readonly string[] | undefined,
): T[] {
  const unknown = names?.find((name) => !all.some((one) => one.name === name));
  if (unknown === undefined) return all.filter(({ name }) => names?.includes(name) ?? true);
  throw new RangeError(`There is no "${unknown}", only ${all.map(({ name }) => name).join(', ')}.`);
}

async function measure(shape: Shape, contenders: readonly Contender[], { runs, limitSeconds }: Wishes) {
  const reasons = contenders.map((contender) => [contender, shape.unfit(contender)] as const);
  const unfit = Object.fromEntries(
    reasons.flatMap(([{ name }, why]) => (why === undefined ? [] : [[name, why]])),
  );
  const results = await measureRounds({
    shape,
    contenders: reasons.filter(([, why]) => why === undefined).map(([contender]) => contender),
    runs,
    limitSeconds: (shape.name === 'install' ? 15 : 3) * limitSeconds + slackSeconds,
    endLeftovers,
    onRun: (run) => process.stderr.write(`${progressLine(shape, run)}\n`),
  });
  return { ...summarise(shape, results, unfit), runs: results } satisfies ShapeSummary & { runs: Run[] };
}

function progressLine({ name, columns }: Shape, { contender, round, figures, failure }: Run): string {
  const found = columns.map(({ key, label, digits }) => `${figures?.[key]?.toFixed(digits) ?? '–'} ${label}`);
  return `${name} ${round}: ${contender}: ${failure ?? found.join(', ')}`;
}

/** @returns the exit code: 1 when a run failed */
async function main(args: readonly string[]): Promise<number> {
  const folder = args.at(-1) ?? '';
  const wishes = parseWishes(args.slice(0, -1));
  if (wishes === 'help') return 0;
  const at = new Date().toISOString();
  const machine = describeMachine();
  const asked = chosen(allContenders, wishes.contenders);
  const present = asked.filter((contender) => contender.missing() === undefined);
  furnishNamespace();
  if (wishes.diskFolder === undefined) mountMemory(folder);
  const world = await makeWorld(folder);
  const sizeBytes = wishes.sizeMebibytes * 2 ** 20;
  const payload = await makePayload({ folder, name: 'payload.bin', sizeBytes, pieceSizeBytes });
  const wantedShapes = makeShapes(world, payload, wishes);
  const ceilingMegabytesPerSecond = await measureCeiling(world, payload, wishes.limitSeconds);
  const shapes: (ShapeSummary & { runs: Run[] })[] = [];
  for (const shape of wantedShapes) shapes.push(await measure(shape, present, wishes));
  const report: Report = {
    at,
    machine,
    commit: describeCommit(),
    versions: {
      Node: process.versions.node,
      ...Object.fromEntries(present.map((one) => [one.name, one.version()])),
    },
    missing: Object.fromEntries(
      asked.flatMap((one) => (one.missing() === undefined ? [] : [[one.name, one.missing() ?? '']])),
    ),
    storage: wishes.diskFolder ?? 'memory',
    ceilingMegabytesPerSecond,
    shapes,
  };
  process.stdout.write(`${renderReport(report)}\n`);
  if (wishes.jsonFile !== undefined)
    await writeFile(wishes.jsonFile, `${JSON.stringify(report, undefined, 2)}\n`);
  return shapes.some(({ runs }) => runs.some(({ failure }) => failure !== undefined)) ? 1 : 0;
}

// Ending this process ends all others of the namespace; no stream or timer of a run that failed may hold it up.
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const text = error instanceof Error && !(error instanceof RangeError) ? error.stack : String(error);
    process.stderr.write(`${text}\n`);
    process.exit(1);
  },
);
