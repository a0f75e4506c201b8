import type { Ability, Wire } from '../contenders/contender.ts';
import { watchUsage, usedBetween, type ByRole, type UsageWatch, type Watched } from '../measure/usage.ts';
import { measureCeiling } from '../neutral/ceiling.ts';
import type { PayloadSpec } from '../payload.ts';
import { layLine, near, type LineQuality, type Place } from '../place.ts';
import type { World } from '../world.ts';
import type { Column, Figures } from './shape.ts';

/** What shapes that move a payload have in common. */
export interface TransferOptions {
  readonly name: string;
  readonly block: string;
  readonly spec: PayloadSpec;
  readonly wire: Wire;
  /** Between the client and its peers; undefined: loopback. */
  readonly line?: LineQuality;
  /** Also for contenders that are only measured for the record. */
  readonly isOpenToAll?: boolean;
  readonly limitSeconds: number;
}

export const transferColumns: readonly Column[] = [
  { key: 'rate', label: 'MB/s', digits: 0 },
  { key: 'cpu', label: 'CPU s per GiB', digits: 2 },
  { key: 'memory', label: 'peak private MB', digits: 0 },
  { key: 'wait', label: 's to first byte', digits: 3 },
];

/** On a long line rates are low: a digit more. */
export function transferColumnsFor(line: LineQuality | undefined): readonly Column[] {
  return transferColumns.map((column) =>
    column.key === 'rate' && line !== undefined ? { ...column, digits: 2 } : column,
  );
}

export const megabyte = 1e6;
const [mebibyte, gibibyte] = [2 ** 20, 2 ** 30];

/** Moments on the monotonic clock. */
export interface TransferTimes {
  /** The order was given, or the peer began to connect. */
  readonly beganAt: number;
  readonly firstAt: number;
  readonly doneAt: number;
}

/** CPU is counted from when the watch is asked to begin, memory from when the client was up. */
export function beginTransfer(client: Watched): UsageWatch & { used(): ByRole } {
  const usage = watchUsage(client);
  const before = usage.cpuSeconds();
  return { ...usage, used: () => usedBetween(before, usage.cpuSeconds()) };
}

export function transferFigures(
  movedBytes: number,
  { beganAt, firstAt, doneAt }: TransferTimes,
  { used, peak }: { readonly used: ByRole; readonly peak: ByRole },
): Figures {
  return {
    rate: movedBytes / megabyte / (doneAt - firstAt),
    wait: firstAt - beganAt,
    ...costs(movedBytes, { used, peak }),
  };
}

/** Of a client that has worked on so many bytes. */
export function costs(
  bytes: number,
  { used, peak }: { readonly used: ByRole; readonly peak: ByRole },
): Figures {
  return {
    ...figuresByRole('cpu', used, (seconds) => (seconds * gibibyte) / bytes),
    ...figuresByRole('memory', peak, (peakBytes) => peakBytes / megabyte),
  };
}

/** `key` for the whole tree of processes and `key/role` for each role in it. */
export function figuresByRole(key: string, figures: ByRole, convert: (figure: number) => number): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([role, figure]) => [
      role === 'all' ? key : `${key}/${role}`,
      convert(figure),
    ]),
  );
}

export function abilitiesFor(
  what: Ability,
  { wire, line }: Pick<TransferOptions, 'wire' | 'line'>,
): Ability[] {
  return [what, ...(wire === 'plain' ? [] : [wire]), ...(line === undefined ? [] : ['line' as const])];
}

/** Where the other end is, for one run. */
export async function findPlace(
  world: World,
  line: LineQuality | undefined,
): Promise<Place & AsyncDisposable> {
  return line === undefined
    ? { ...near, [Symbol.asyncDispose]: () => Promise.resolve() }
    : layLine(world, line);
}

/** Not of a line that loses packets: there TCP itself is the limit, and it would take minutes to see. */
export async function ceilingOf(
  world: World,
  { spec, wire, line, limitSeconds }: TransferOptions,
  peers: number,
): Promise<number | undefined> {
  if (line !== undefined && line.lossPerMille > 0) return undefined;
  await using place = await findPlace(world, line);
  const payload = await world.payloads.take(spec);
  // On loopback the processors are the limit, on a line it is what is on its way at a time.
  const pairs = line === undefined ? 1 : peers;
  return await measureCeiling(world, { payload, place, isEncrypted: wire === 'rc4', pairs, limitSeconds });
}

/** `1024 MiB in pieces of 16 KiB`, `, in 2000 files` where there are many. */
export function describeSpec({ sizeBytes, pieceSizeBytes, fileCount = 1 }: PayloadSpec): string {
  const piece =
    pieceSizeBytes < mebibyte ? `${pieceSizeBytes / 1024} KiB` : `${pieceSizeBytes / mebibyte} MiB`;
  const many = fileCount === 1 ? '' : `, in ${fileCount} files`;
  return `${Math.round(sizeBytes / mebibyte)} MiB in pieces of ${piece}${many}`;
}

export function describeWay({ wire, line }: Pick<TransferOptions, 'wire' | 'line'>): string {
  const how = { plain: '', rc4: ', encryption with RC4 required', utp: ', over uTP' }[wire];
  if (line === undefined) return how;
  const loss = line.lossPerMille === 0 ? 'no loss' : `${line.lossPerMille / 10} % of packets lost`;
  return `${how}, over a line with a round trip of ${line.roundTripMs} ms and ${loss}`;
}
