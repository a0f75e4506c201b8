import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compileNeutral, type Neutral } from './neutral/compile.ts';
import { makePayloadShelf, type PayloadShelf } from './payload.ts';

/** Addresses on the namespace's loopback interface. Not 127/8: some clients take no peers from there. */
export const harnessAddress = '10.77.0.1';
export const clientAddress = '10.77.0.2';

/** What all runs share. */
export interface World {
  readonly neutral: Neutral;
  readonly payloads: PayloadShelf;
  /** In memory; for what a shape keeps from one run to the next. */
  readonly folder: string;
  /** A port that nothing in this namespace has used yet, so that no earlier connection is in its way. */
  readonly freshPort: () => number;
  /** A folder for one run. */
  runFolder(storage?: Storage): Promise<RunFolder>;
  /** Has the hypervisor hand out so much memory just before it is needed (neutral/warm.c). */
  warmMemory(bytes: number): Promise<void>;
  /** Where engines lay their CPU profiles when they end; undefined when none are wanted. */
  readonly profileFolder: string | undefined;
}

/** Of what a run writes. Payloads to read are always in memory. */
export type Storage = 'memory' | 'disk';

export interface RunFolder extends AsyncDisposable {
  readonly path: string;
}

interface WorldOptions {
  /** Each empty; the first one is memory. */
  readonly memoryFolder: string;
  readonly diskFolder: string;
  readonly profileFolder: string | undefined;
}

const firstPort = 20_000;

export async function makeWorld({ memoryFolder, diskFolder, profileFolder }: WorldOptions): Promise<World> {
  const programs = join(memoryFolder, 'programs');
  const payloadFolder = join(memoryFolder, 'payload');
  for (const folder of [programs, payloadFolder]) await mkdir(folder);
  const neutral = compileNeutral(programs);
  let port = firstPort;
  return {
    neutral,
    payloads: makePayloadShelf(payloadFolder),
    folder: memoryFolder,
    freshPort: () => port++,
    async runFolder(storage = 'memory') {
      const path = await mkdtemp(join(storage === 'memory' ? memoryFolder : diskFolder, 'run-'));
      return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
    },
    async warmMemory(bytes) {
      await promisify(execFile)(neutral.warm, [String(bytes)]);
    },
    profileFolder,
  };
}
