import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LibraryStats } from '../../src/shared/contract/library-items.ts';
import { startInstance } from '../support/instance.ts';
import { makeCollectionOnDisk } from './collection-on-disk.ts';
import { watchUsage } from './measure/usage.ts';

/*
 * How fast a collection is taken in, beside Debian's mediainfo, which only reads: in turn over the same files, in one run.
 * `npx node tests/bench/library-scan.ts [tracks] [rounds]`. Goals with 100,000 tracks: at least 1.5 times mediainfo's files a
 * second with tags, covers, the rows of the catalog and all; an unchanged collection looked through again in under 5 s.
 */

const tracks = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 3);
const run = promisify(execFile);

interface Row {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}
const rows = new Map<string, Row[]>();

function note(what: string, row: Row): void {
  rows.set(what, [...(rows.get(what) ?? []), row]);
  process.stdout.write(
    `${what}: ${row.seconds.toFixed(2)} s, ${(tracks / row.seconds).toFixed(0)} files a second, ` +
      `${row.cpuSeconds.toFixed(2)} CPU s, ${row.peakMegabytes.toFixed(0)} MB at most\n`,
  );
}

async function measured(what: string, pid: number, work: Promise<unknown>): Promise<void> {
  using usage = watchUsage({ pid, roleOf: () => undefined });
  const [began, before] = [performance.now(), usage.cpuSeconds().all ?? 0];
  await work;
  note(what, {
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (usage.cpuSeconds().all ?? 0) - before,
    peakMegabytes: (usage.peakPrivateBytes().all ?? 0) / 1e6,
  });
}

async function readByMediainfo(music: string): Promise<void> {
  // It writes what it found, as Warren does.
  const reading = run('sh', ['-c', 'exec mediainfo --Output=JSON "$0" > /dev/null', music]);
  await measured('mediainfo', reading.child.pid ?? -1, reading);
}

/** As a user orders it: the command line's own start is in it. */
async function scan(folder: string, music: string): Promise<void> {
  await using warren = await startInstance({ dataDir: join(folder, 'data') });
  await measured('Warren', warren.ready.pid, warren.json('library', 'add', music, '--wait'));
  const stats = await warren.json<LibraryStats>('library', 'stats');
  if (stats.tracks !== tracks) throw new Error(`${stats.tracks} of ${tracks} tracks were found`);
  await measured('Warren, unchanged', warren.ready.pid, warren.json('library', 'scan', music, '--wait'));
}

function tellMedians(catalogBytes: number): void {
  const median = (what: string, key: keyof Row) => {
    const sorted = (rows.get(what) ?? []).map((row) => row[key]).toSorted((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  for (const key of ['seconds', 'cpuSeconds', 'peakMegabytes'] as const) {
    const figures = [...rows.keys()].map((what) => `${what} ${median(what, key).toFixed(2)}`);
    process.stdout.write(`${key}, median of ${rounds}: ${figures.join(', ')}\n`);
  }
  const ratio = median('mediainfo', 'seconds') / median('Warren', 'seconds');
  process.stdout.write(`Warren reads ${ratio.toFixed(2)} times as many files a second as mediainfo\n`);
  process.stdout.write(`${(catalogBytes / tracks).toFixed(0)} bytes of catalog for each track\n`);
}

const folder = await mkdtemp(join(tmpdir(), 'warren-scan-'));
try {
  const music = join(folder, 'music');
  await mkdir(music);
  await makeCollectionOnDisk(music, tracks);
  let catalogBytes = 0;
  for (let round = 0; round < rounds; round++) {
    const data = join(folder, `round-${round}`);
    const turns = [() => readByMediainfo(music), () => scan(data, music)];
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
    catalogBytes = (await stat(join(data, 'data', 'library.sqlite'))).size;
    await rm(data, { recursive: true });
  }
  tellMedians(catalogBytes);
} finally {
  await rm(folder, { recursive: true, force: true });
}
