import { watchUsage, usedBetween, type ByRole, type UsageWatch, type Watched } from '../measure/usage.ts';
import type { Payload } from '../payload.ts';
import type { World } from '../world.ts';
import type { Column, Figures } from './shape.ts';

/** What shapes that move the payload have in common. */
export interface TransferOptions {
  readonly world: World;
  readonly payload: Payload;
  readonly limitSeconds: number;
}

export const transferColumns: readonly Column[] = [
  { key: 'rate', label: 'MB/s', digits: 0 },
  { key: 'cpu', label: 'CPU s per GiB', digits: 2 },
  { key: 'memory', label: 'peak private MB', digits: 0 },
  { key: 'wait', label: 's to first byte', digits: 3 },
];

export const megabyte = 1e6;
const gibibyte = 1024 ** 3;

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
  { sizeBytes }: Payload,
  { beganAt, firstAt, doneAt }: TransferTimes,
  { used, peak }: { readonly used: ByRole; readonly peak: ByRole },
): Figures {
  return {
    rate: sizeBytes / megabyte / (doneAt - firstAt),
    wait: firstAt - beganAt,
    ...figuresByRole('cpu', used, (seconds) => (seconds * gibibyte) / sizeBytes),
    ...figuresByRole('memory', peak, (bytes) => bytes / megabyte),
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
