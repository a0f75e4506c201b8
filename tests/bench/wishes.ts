import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the person who runs the benchmark asks for. */
export interface Wishes {
  readonly runs: number;
  readonly sizeMebibytes: number;
  readonly torrentCount: number;
  /** For each run. */
  readonly limitSeconds: number;
  /** Undefined: in memory. */
  readonly diskFolder: string | undefined;
  readonly jsonFile: string | undefined;
  /** Undefined: all. */
  readonly shapes: readonly string[] | undefined;
  readonly contenders: readonly string[] | undefined;
  readonly withInstall: boolean;
}

export const usage = `Usage: npm run bench -- [options]

Measures Warren and other BitTorrent clients in turn, in a network namespace of its own (Linux only).
Ends with 1 when a run failed.
  --runs N          runs of each client in each shape (default 3)
  --size MIB        payload of the transfers (default 1024)
  --torrents N      torrents of the larger start (default 1000)
  --only A,B        shapes: download, seed, restart-0, restart-<torrents>, link-down, install
  --clients A,B     clients, by the names in the table
  --install         also measure a fresh clone: install from npm's cache, and build
  --disk FOLDER     payload and downloads in a folder on disk instead of in memory
  --limit SECONDS   longest time that a run may take (default 120)
  --json FILE       write everything that was found, run by run
`;

/** @throws TypeError for options that are not there, RangeError for numbers that make no sense */
export function parseWishes(args: readonly string[]): Wishes | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '3' },
      size: { type: 'string', default: '1024' },
      torrents: { type: 'string', default: '1000' },
      limit: { type: 'string', default: '120' },
      only: { type: 'string' },
      clients: { type: 'string' },
      disk: { type: 'string' },
      json: { type: 'string' },
      install: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const shapes = values.only?.split(',');
  return {
    runs: wholeNumber('runs', values.runs),
    sizeMebibytes: wholeNumber('size', values.size),
    torrentCount: wholeNumber('torrents', values.torrents),
    limitSeconds: wholeNumber('limit', values.limit),
    diskFolder: values.disk === undefined ? undefined : resolve(values.disk),
    jsonFile: values.json === undefined ? undefined : resolve(values.json),
    shapes,
    contenders: values.clients?.split(','),
    withInstall: values.install || shapes?.includes('install') === true,
  };
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new RangeError(`--${option} takes a whole number above 0, not "${text}".`);
}
