import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allContenders } from './contenders/all.ts';
import { isolation, runIsolated } from './namespace.ts';
import { isUsual, makeShapes } from './shapes/all.ts';
import { chosen, parseWishes, usage, type Wishes } from './wishes.ts';

/* Builds Warren, then measures it inside a namespace (inside.ts). Nothing of it stays on the machine but what was found. */

const repository = join(import.meta.dirname, '..', '..');

async function main(args: readonly string[]): Promise<number> {
  const wishes = parseWishes(args);
  switch (wishes.what) {
    case 'help':
      process.stdout.write(usage);
      return 0;
    case 'list':
      process.stdout.write(`${list(wishes)}\n`);
      return 0;
    case 'measure':
      return measure(wishes, args);
    default:
      return wishes.what satisfies never;
  }
}

async function measure(wishes: Wishes, args: readonly string[]): Promise<number> {
  // Before anything is built: names that are not there.
  chosen(allContenders, wishes.contenders);
  chosen(makeShapes(wishes), wishes.shapes);
  const obstacle = findObstacle();
  if (obstacle !== undefined) {
    process.stderr.write(`${obstacle}\n`);
    return 1;
  }
  execFileSync(process.execPath, [join(repository, 'scripts', 'build.mjs'), '--if-stale'], {
    stdio: ['ignore', 2, 2],
  });
  const folder = await mkdtemp(join(wishes.diskFolder ?? tmpdir(), 'warren-bench-'));
  try {
    return await runIsolated(fileURLToPath(import.meta.resolve('./inside.ts')), [
      ...args,
      folder,
      wishes.jsonFile ?? defaultJsonFile(new Date()),
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function defaultJsonFile(now: Date): string {
  const name = now.toISOString().slice(0, 16).replaceAll(':', '-');
  return join(repository, 'tests', 'artefacts', 'bench', `${name}.json`);
}

function list(wishes: Wishes): string {
  const shapes = makeShapes(wishes).map((shape) => {
    const note = isUsual(shape) ? '' : ' (only when it is named)';
    return `  ${shape.name.padEnd(15)} ${shape.title}${note}`;
  });
  const contenders = allContenders.map((contender) => {
    const missing = contender.missing();
    const version = missing === undefined ? contender.version() : `not installed: ${missing}`;
    const note = contender.takesPart === 'everywhere' ? '' : ' (for the record, in fewer shapes)';
    return `  ${contender.name.padEnd(17)} ${version}${note}`;
  });
  return ['Shapes', ...shapes, '', 'Clients', ...contenders].join('\n');
}

/** Why nothing can be measured here, as a sentence. */
function findObstacle(): string | undefined {
  if (process.platform !== 'linux')
    return 'The benchmark needs Linux: it measures inside a network namespace.';
  for (const [program, ...args] of [
    ['gcc', '--version'],
    ['ip', '-V'],
    ['unshare', '--version'],
    ['nsenter', '--version'],
  ] as const) {
    if (spawnSync(program, args).error !== undefined)
      return `The benchmark needs ${program} (Debian: gcc, iproute2, util-linux).`;
  }
  const trial = spawnSync('unshare', [...isolation(), 'true'], { encoding: 'utf8' });
  return trial.status === 0
    ? undefined
    : `The benchmark needs root: it makes a network namespace of its own, and that failed (${trial.stderr.trim()}).`;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
