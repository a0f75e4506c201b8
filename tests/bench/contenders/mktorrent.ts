import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monotonicSeconds } from '../measure/clock.ts';
import { startProgram } from '../measure/program.ts';
import { cannot, type Contender } from './contender.ts';
import { versionOf } from './installed.ts';

const version = () => versionOf('mktorrent', ['-h'], /mktorrent (\S+)/u);

/** Debian's mktorrent with two threads: makes .torrent files and does nothing else. */
export const mktorrent: Contender = {
  name: 'mktorrent -t2',
  takesPart: 'everywhere',
  abilities: new Set(['create']),
  missing: () => (version() === undefined ? 'mktorrent (Debian: mktorrent)' : undefined),
  version: () => version() ?? 'unknown',
  start() {
    // A shell that waits for the order, so that there is something to watch before it begins.
    const program = startProgram('sh', [
      '-c',
      'read -r target source && mktorrent -t 2 -l 20 -o "$target" "$source" && echo made',
    ]);
    return Promise.resolve({
      pid: program.pid,
      roleOf: () => undefined,
      download: cannot,
      seed: cannot,
      fetchMetadata: cannot,
      recheck: cannot,
      async create({ payload, folder }) {
        const target = join(folder, 'made.torrent');
        program.tell(`${target} ${payload.path}`);
        await program.said('made');
        const doneAt = monotonicSeconds();
        return { doneAt, torrentFile: await readFile(target) };
      },
      [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
    });
  },
};
