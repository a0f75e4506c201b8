import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runIsolated } from './namespace.ts';
import { parseWishes, usage, type Wishes } from './wishes.ts';

/* Builds Warren, then measures it inside a namespace (inside.ts). Nothing of it stays on the machine. */

const repository = join(import.meta.dirname, '..', '..');

/** Payload, download and what the measured programs need beside them, in sizes of the payload. */
const memoryNeeded = 3;

async function main(args: readonly string[]): Promise<number> {
  const wishes = parseWishes(args);
  if (wishes === 'help') {
    process.stdout.write(usage);
    return 0;
  }
  const obstacle = findObstacle(wishes);
  if (obstacle !== undefined) {
    process.stderr.write(`${obstacle}\n`);
    return 1;
  }
  execFileSync(process.execPath, [join(repository, 'scripts', 'build.mjs'), '--if-stale'], {
    stdio: ['ignore', 2, 2],
  });
  const folder = await mkdtemp(join(wishes.diskFolder ?? tmpdir(), 'warren-bench-'));
  try {
    return await runIsolated(fileURLToPath(import.meta.resolve('./inside.ts')), [...args, folder]);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Why it cannot be measured here, as a sentence. */
function findObstacle({ diskFolder, sizeMebibytes }: Wishes): string | undefined {
  if (process.platform !== 'linux')
    return 'The benchmark needs Linux: it measures inside a network namespace.';
  for (const [program, ...args] of [
    ['gcc', '--version'],
    ['ip', '-V'],
    ['unshare', '--version'],
  ] as const) {
    try {
      execFileSync(program, args, { stdio: 'ignore' });
    } catch {
      return `The benchmark needs ${program} (Debian: gcc, iproute2, util-linux).`;
    }
  }
  const needed = memoryNeeded * sizeMebibytes * 2 ** 20;
  if (diskFolder === undefined && freemem() < needed)
    return `There is not enough free memory for a payload of ${sizeMebibytes} MiB; take a smaller --size or --disk FOLDER.`;
  return undefined;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
