import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the person who runs the benchmark asks for. */
export interface Wishes {
  readonly what: 'measure' | 'list' | 'help';
  readonly rounds: number;
  readonly sizeMebibytes: number;
  readonly torrentCount: number;
  /** For each transfer, check or start. */
  readonly limitSeconds: number;
  /** For what is written to disk; undefined: the system's temporary folder. */
  readonly diskFolder: string | undefined;
  /** Undefined: a name with the date in tests/artefacts/bench. */
  readonly jsonFile: string | undefined;
  /** Undefined: all. */
  readonly shapes: readonly string[] | undefined;
  readonly contenders: readonly string[] | undefined;
  readonly withProfiles: boolean;
}

export const usage = `Usage: npm run bench -- [options]

Measures Warren and other BitTorrent clients in turn, in a network namespace of its own (Linux, root).
Ends with 1 when a run failed; a goal that is missed is no failure.
  --only A,B        shapes, by name; a name with * at its end stands for all that begin so
  --clients A,B     clients, by the names in the tables
  --rounds N        runs of each client in each shape (default 5)
  --size MIB        payload of most transfers (default 1024); other payloads grow and shrink with it
  --torrents N      torrents of the larger start (default 1000)
  --limit SECONDS   longest time that a transfer, a check or a start may take (default 180)
  --disk FOLDER     where the shapes that write to disk do so (default: the system's temporary folder)
  --json FILE       everything that was found, run by run (default: tests/artefacts/bench/DATE.json)
  --profile         CPU profiles of Warren's engine, a folder beside the JSON file
  --list            shapes and clients, and which of them are not installed here
`;

/** @throws TypeError for options that are not there, RangeError for numbers that make no sense */
export function parseWishes(args: readonly string[]): Wishes {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      size: { type: 'string', default: '1024' },
      torrents: { type: 'string', default: '1000' },
      limit: { type: 'string', default: '180' },
      only: { type: 'string' },
      clients: { type: 'string' },
      disk: { type: 'string' },
      json: { type: 'string' },
      profile: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    what: values.help ? 'help' : values.list ? 'list' : 'measure',
    rounds: wholeNumber('rounds', values.rounds),
    sizeMebibytes: wholeNumber('size', values.size),
    torrentCount: wholeNumber('torrents', values.torrents),
    limitSeconds: wholeNumber('limit', values.limit),
    diskFolder: values.disk === undefined ? undefined : resolve(values.disk),
    jsonFile: values.json === undefined ? undefined : resolve(values.json),
    shapes: values.only?.split(','),
    contenders: values.clients?.split(','),
    withProfiles: values.profile,
  };
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new RangeError(`--${option} takes a whole number above 0, not "${text}".`);
}

/**
 * Those that are asked for, by name or by how a name begins (`seed-*`); without names, those that are usual.
 * @throws RangeError for a name that nothing has
 */
export function chosen<T extends { readonly name: string }>(
  all: readonly T[],
  names: readonly string[] | undefined,
  isUsual: (one: T) => boolean = () => true,
): T[] {
  if (names === undefined) return all.filter(isUsual);
  const isMeant = ({ name }: T, wish: string) =>
    wish.endsWith('*') ? name.startsWith(wish.slice(0, -1)) : name === wish;
  const unknown = names.find((wish) => !all.some((one) => isMeant(one, wish)));
  if (unknown !== undefined)
    throw new RangeError(`There is no "${unknown}", only ${all.map(({ name }) => name).join(', ')}.`);
  return all.filter((one) => names.some((wish) => isMeant(one, wish)));
}
