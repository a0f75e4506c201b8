import { within } from '../measure/limit.ts';
import type { Payload } from '../payload.ts';
import { near, type Place } from '../place.ts';
import type { World } from '../world.ts';
import { startSink } from './sink.ts';
import { startSource } from './source.ts';

interface CeilingOptions {
  readonly payload: Payload;
  /** Of the seeders; the leechers are where clients are. */
  readonly place: Place;
  readonly isEncrypted: boolean;
  /** Seeders, each with a leecher of its own that fetches everything. */
  readonly pairs: number;
  readonly limitSeconds: number;
}

/**
 * MB/s from neutral seeders to neutral leechers, with no client in between: what the harness and the machine allow. A
 * contender near this figure is not measured by this harness any more.
 */
export async function measureCeiling(world: World, options: CeilingOptions): Promise<number> {
  const { payload, place, isEncrypted, pairs, limitSeconds } = options;
  await using source = await startSource(world, { payload, place, isEncrypted, count: pairs });
  await using sinks = new AsyncDisposableStack();
  const fetching = source.addresses.map((seeder) => {
    const [host = '', port = ''] = seeder.split(':');
    const address = place.clientAddress;
    const to = { host, port: Number(port) };
    return sinks.use(startSink(world, { payload, place: near, address, isEncrypted, seeder: to })).fetched();
  });
  const limit = { seconds: limitSeconds, what: () => 'the harness alone' };
  const fetched = await within(limit, Promise.all(fetching));
  const [firstAt, doneAt] = [
    Math.min(...fetched.map((one) => one.firstAt)),
    Math.max(...fetched.map((one) => one.doneAt)),
  ];
  return (pairs * payload.sizeBytes) / 1e6 / (doneAt - firstAt);
}
